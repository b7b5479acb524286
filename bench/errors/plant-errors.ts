import { quantityOf } from '../../src/tuning/error-detection/fields/kinds.ts';
import type { TextTable } from '../../src/tuning/error-detection/fields/table.ts';
import type { Draws } from './random-draws.ts';

/** A table with errors, and the table without. */
export interface Planted {
  dirty: TextTable;
  clean: TextTable;
}

/** Makes a wrong value of a right one; undefined when this kind of mistake cannot be made with it. */
type Mistake = (
  value: string,
  d: Draws,
  column: readonly string[],
  row: readonly string[],
) => string | undefined;

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const replaceAt = (text: string, at: number, by: string, length = 1) =>
  text.slice(0, at) + by + text.slice(at + length);

const typo: Mistake = (value, d) => {
  if (value.length < 4 || !/\p{L}{3}/u.test(value)) return undefined;
  const at = d.int(0, value.length - 2);
  const letter = LETTERS[d.int(0, 25)] ?? 'x';
  const [a = '', b = ''] = [value[at], value[at + 1]];
  return d.pick([
    replaceAt(value, at, letter),
    replaceAt(value, at, ''),
    replaceAt(value, at, `${letter}${a}`),
    replaceAt(value, at, `${b}${a}`, 2),
  ]);
};
const mangled: Mistake = (value, d) => {
  const places = [...value].flatMap((char, i) => (/[\p{L}\p{N}]/u.test(char) ? [i] : []));
  if (places.length < 3) return undefined;
  let text = value;
  for (let n = d.int(1, 2); n > 0; n -= 1)
    text = replaceAt(text, d.pick(places), d.pick(['x', '*', '#', 'z', '0']));
  return text;
};
const blank: Mistake = () => '';
const placeholder: Mistake = (_, d) => d.pick(['N/A', '-', '?', 'unknown', 'NULL', 'n/a', 'none']);
const otherValue: Mistake = (_, d, column) => d.pick(column);
const otherField: Mistake = (_, d, _column, row) => d.pick(row);
const slip: Mistake = (value, d) => {
  const quantity = quantityOf(value);
  if (!quantity || quantity.value === 0) return undefined;
  return value.replace(
    /\d[\d.,]*/,
    String(Number((quantity.value * d.pick([10, 100, 1000, 0.1, 0.01])).toPrecision(6))),
  );
};
const sentinel: Mistake = (value, d) =>
  quantityOf(value) ? d.pick(['9999', '-1', '99999', '0']) : undefined;
const addedUnit: Mistake = (value, d) => {
  const quantity = quantityOf(value);
  if (!quantity) return undefined;
  if (quantity.unit === '') return `${value}${d.pick([' kg', '%', ' pcs', ' EUR'])}`;
  return d.pick([
    value.replace(quantity.unit, `${quantity.unit}.`),
    value.replace(quantity.unit, quantity.unit.toUpperCase()),
    value.replace(quantity.unit, '').trim(),
    value.replaceAll(' ', ''),
  ]);
};
const longFraction: Mistake = (value) => {
  const quantity = quantityOf(value);
  return quantity && quantity.unit === '' && quantity.decimals > 0 ? `${value}0000000000002` : undefined;
};
const otherFormat: Mistake = (value, d) => {
  const day = /^(\d{4})-(\d\d)-(\d\d)/.exec(value);
  if (day)
    return d.pick([
      `${day[3]}/${day[2]}/${day[1]}`,
      `${day[3]}.${day[2]}.${day[1]?.slice(2)}`,
      `${day[2]}-${day[3]}-${day[1]}`,
    ]);
  const time = /^(\d\d):(\d\d)$/.exec(value);
  if (time)
    return d.pick([
      `${time[1]}.${time[2]}`,
      `${Number(time[1])}:${time[2]} ${Number(time[1]) < 12 ? 'a.m.' : 'p.m.'}`,
    ]);
  if (/[-, ]/.test(value))
    return d.pick([value.replaceAll('-', ' '), value.replaceAll(' ', '_'), value.replaceAll(/[-, ]/g, '')]);
  return d.pick([value.toUpperCase(), `"${value}"`, `${value}.`]);
};
const spacing: Mistake = (value, d) =>
  value === '' ? undefined : d.pick([` ${value}`, `${value} `, value.replace(' ', '  ')]);
const encoding: Mistake = (value) =>
  /[^ -~]/.test(value) ? Buffer.from(value, 'utf8').toString('latin1') : undefined;
const otherCase: Mistake = (value) =>
  value === value.toLowerCase() ? value.toUpperCase() : value.toLowerCase();

const MISTAKES: Mistake[] = [
  typo,
  typo,
  typo,
  mangled,
  mangled,
  blank,
  blank,
  blank,
  placeholder,
  placeholder,
  otherValue,
  otherValue,
  otherField,
  slip,
  slip,
  sentinel,
  addedUnit,
  addedUnit,
  longFraction,
  otherFormat,
  otherFormat,
  spacing,
  encoding,
  otherCase,
];

/** Plants errors: each column gets a few kinds of mistake of its own and a rate of its own, as real sources have. */
export function plantErrors(clean: TextTable, d: Draws): Planted {
  const values = clean.columns.map((_, c) => clean.rows.map((row) => row[c] ?? ''));
  const habits = clean.columns.map(() => ({
    rate: d.chance(0.25) ? 0 : d.chance(0.12) ? d.int(10, 25) / 100 : d.int(1, 50) / 1000,
    mistakes: Array.from({ length: d.int(1, 3) }, () => d.pick(MISTAKES)),
  }));
  const rows = clean.rows.map((row) =>
    row.map((value, c) => {
      const { rate = 0, mistakes = [] } = habits[c] ?? {};
      if (!d.chance(rate)) return value;
      return d.pick(mistakes)(value, d, values[c] ?? [], row) ?? value;
    }),
  );
  return { clean, dirty: { columns: clean.columns, rows } };
}
