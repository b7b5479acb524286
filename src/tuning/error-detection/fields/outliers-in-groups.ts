import type { Clues } from './clues.ts';
import { quantityOf } from './kinds.ts';
import { distance, read, type Spread, spreadOf, strengthOf } from './outliers.ts';
import { type Column, presentValues } from './table.ts';

/** By how much a grouping must narrow the spread before a group's own middle is held against a value. */
const NARROWS = 0.7;
/** A second column must narrow what the first one left by so much. */
const NARROWS_FURTHER = 0.85;
/** A second column of more values would leave groups too small to have a middle. */
const FEW = 12;
const SLIPS = [10, 100, 1000, 25.4, 2.54];

interface Grouped {
  group: Column;
  /** Of each group that is large enough, its rows and their spread. */
  spreads: { id: number; rows: number[]; spread: Spread }[];
  /** Mean scale within the groups. */
  narrowed: number;
}

/**
 * Speaks against numbers far from those of the same group: a plain price among those of expensive goods. The grouping is
 * the one column, or the two, that narrow the numbers most.
 */
export function findOutliersInGroups(
  column: Column,
  numbers: Float64Array,
  groups: readonly Column[],
  clues: Clues,
): void {
  const whole = spreadOf(numbers.filter((x) => !Number.isNaN(x)));
  if (!whole) return;
  const others = groups.filter((group) => group !== column);
  const best = narrowest(others.flatMap((group) => grouped(column, numbers, group, whole) ?? []));
  if (!best) return;
  const pairs = others
    .filter((group) => group !== best.group && group.values.length <= FEW)
    .flatMap((second) => grouped(column, numbers, pairOf(best.group, second), whole) ?? []);
  const closer = narrowest(pairs);
  const chosen = closer && closer.narrowed < NARROWS_FURTHER * best.narrowed ? closer : best;
  if (chosen.narrowed > NARROWS * whole.scale) return;
  const trust = 0.75 + 0.25 * (1 - chosen.narrowed / whole.scale);
  const decimals = usualDecimals(column);
  for (const { id, rows, spread } of chosen.spreads)
    for (const row of rows) {
      const value = numbers[row] ?? 0;
      const middle = read(spread, spread.middle);
      clues.cell(column.index, row, {
        code: 'outlier_in_group',
        strength: strengthOf(distance(spread, value) - 1) * trust,
        params: {
          typical: middle,
          group: chosen.group.name,
          member: (chosen.group.values[id] ?? '').slice(0, 60),
        },
        repair: repaired(column.values[column.ids[row] ?? 0] ?? '', value, middle, spread, decimals),
      });
    }
}

function narrowest(candidates: readonly Grouped[]): Grouped | undefined {
  return [...candidates].sort((a, b) => a.narrowed - b.narrowed)[0];
}

function grouped(column: Column, numbers: Float64Array, group: Column, whole: Spread): Grouped | undefined {
  const members = new Map<number, number[]>();
  for (const [row, value] of numbers.entries()) {
    const id = group.ids[row] ?? 0;
    if (Number.isNaN(value) || group.absent[id]) continue;
    const list = members.get(id);
    if (list) list.push(row);
    else members.set(id, [row]);
  }
  const spreads = [...members].flatMap(([id, rows]) => {
    const spread = spreadOf(
      Float64Array.from(rows, (row) => numbers[row] ?? 0),
      whole.byRatio,
    );
    return spread ? [{ id, rows, spread }] : [];
  });
  const covered = spreads.reduce((sum, { rows }) => sum + rows.length, 0);
  if (covered < 0.5 * column.present) return undefined;
  return {
    group,
    spreads,
    narrowed: spreads.reduce((sum, one) => sum + one.spread.scale * one.rows.length, 0) / covered,
  };
}

/** Two columns as one: its values are what both say. */
function pairOf(a: Column, b: Column): Column {
  const numbers = new Map<number, number>();
  const values: string[] = [];
  const absent: number[] = [];
  const ids = Int32Array.from(a.ids, (x, row) => {
    const y = b.ids[row] ?? 0;
    const key = x * b.values.length + y;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, values.length);
    values.push(`${a.values[x]} + ${b.values[y]}`);
    absent.push(a.absent[x] || b.absent[y] ? 1 : 0);
    return values.length - 1;
  });
  const name = `${a.name} + ${b.name}`;
  return { ...a, name, ids, values, absent: Uint8Array.from(absent), counts: new Int32Array(values.length) };
}

/** The value with its decimal point, or its unit, where the group has it; null when no such slip explains it. */
function repaired(
  text: string,
  value: number,
  middle: number,
  spread: Spread,
  decimals: number,
): string | null {
  const near = (ratio: number, factor: number) => Math.abs(Math.log(ratio / factor)) < 0.35;
  const slip = spread.byRatio
    ? SLIPS.find((f) => near(value / middle, f) || near(middle / value, f))
    : undefined;
  if (slip === undefined) return null;
  return text.replace(/[+-]?\d[\d.,]*/, (value > middle ? value / slip : value * slip).toFixed(decimals));
}

/** Digits after the point as most rows have them. */
function usualDecimals(column: Column): number {
  const rows = new Map<number, number>();
  for (const { value, count } of presentValues(column)) {
    const decimals = quantityOf(value)?.decimals;
    if (decimals !== undefined) rows.set(decimals, (rows.get(decimals) ?? 0) + count);
  }
  return [...rows].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}
