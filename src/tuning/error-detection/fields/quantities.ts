import type { Clues } from './clues.ts';
import { type Kind, type Quantity, quantityOf } from './kinds.ts';
import { type Column, presentValues } from './table.ts';

/** Factors to the first unit of a family: what may be converted into each other. */
const FAMILIES: Record<string, number>[] = [
  {
    mm: 1,
    cm: 10,
    m: 1000,
    in: 25.4,
    inch: 25.4,
    inches: 25.4,
    '"': 25.4,
    '″': 25.4,
    ft: 304.8,
    毫米: 1,
    厘米: 10,
    米: 1000,
  },
  { g: 1, kg: 1000, oz: 28.3495, lb: 453.592, lbs: 453.592, 克: 1, 公斤: 1000, 千克: 1000 },
  { ml: 1, cl: 10, l: 1000, ltr: 1000, litre: 1000, litres: 1000, liter: 1000, 升: 1000, 毫升: 1 },
  { w: 1, kw: 1000 },
];
/** A way of writing the unit that so many rows share is the column's. */
const USUAL = 0.5;
/** Digits that come out of arithmetic, not out of a measurement. */
const LONG_FRACTION = 9;

/** Speaks against numbers written with another unit than the column's, without one, or with the noise of floating point. */
export function findUnusualUnits(column: Column, kind: Kind, clues: Clues): void {
  if (kind !== 'integer' && kind !== 'decimal') return;
  const quantities = [...presentValues(column)].flatMap(({ id, value, count }) => {
    const quantity = quantityOf(value);
    return quantity ? [{ id, count, quantity }] : [];
  });
  const total = quantities.reduce((sum, { count }) => sum + count, 0);
  const rows = new Map<string, number>();
  for (const { count, quantity } of quantities)
    rows.set(quantity.unit, (rows.get(quantity.unit) ?? 0) + count);
  const [usual, most] = [...rows].sort((a, b) => b[1] - a[1])[0] ?? ['', 0];
  const long = quantities.filter(({ quantity }) => quantity.decimals >= LONG_FRACTION);
  const longShare = long.reduce((sum, { count }) => sum + count, 0) / Math.max(1, total);
  for (const { id, quantity } of long)
    clues.value(column.index, id, {
      code: 'unusual_precision',
      strength: 0.9 * (1 - 4 * longShare),
      params: { decimals: quantity.decimals },
      repair: String(Number(quantity.value.toPrecision(6))),
    });
  if (most / Math.max(1, total) < USUAL) return;
  for (const { id, quantity } of quantities) {
    if (quantity.unit === usual) continue;
    const share = (rows.get(quantity.unit) ?? 0) / total;
    clues.value(column.index, id, {
      code: 'unusual_unit',
      strength: 0.95 * (1 - share / most) * Math.min(1, (most / total - 0.3) / 0.4),
      params: { unit: quantity.unit, usual, share: Math.round((most / total) * 1000) / 10 },
      repair: converted(quantity, usual, column),
    });
  }
}

/** The same quantity in the usual unit, written as the column writes it; null when that is not known. */
function converted(quantity: Quantity, usual: string, column: Column): string | null {
  const [from, to] = [quantity.unit.toLowerCase(), usual.toLowerCase()];
  const bare = (unit: string) => unit.replace(/\.$/, '').replace(/s$/, '');
  const family = FAMILIES.find((factors) => from in factors && to in factors);
  const factor = family ? (family[from] ?? 1) / (family[to] ?? 1) : 1;
  const sameName = bare(from) === bare(to) || usual === '' || from === '';
  if (!family && !sameName) return null;
  const example = column.values.find((value) => quantityOf(value)?.unit === usual) ?? '';
  const number = String(Number((quantity.value * factor).toPrecision(6)));
  return example.replace(/[+-]?\d[\d.,]*/, number);
}
