import type { Clues } from './clues.ts';
import { type Column, presentValues } from './table.ts';

/** A value is at home in a column that has it so often. */
const HOME = 4;
/** Columns that share this much of their usual values speak of the same things: two columns of towns. */
const SAME_THINGS = 0.05;

/** Speaks against values that are rare here and usual in another column: the brand in the field of the colour. */
export function findMisplaced(columns: readonly Column[], clues: Clues): void {
  const homes = columns.map(
    (column) =>
      new Map(
        [...presentValues(column)]
          .filter(({ value, count }) => count >= HOME && /\p{L}/u.test(value))
          .map(({ value, count }) => [value, count]),
      ),
  );
  for (const [a, here] of columns.entries()) {
    const own = homes[a] ?? new Map<string, number>();
    for (const [b, there] of columns.entries()) {
      const other = homes[b];
      if (a === b || !other || other.size < 2) continue;
      const shared = [...other.keys()].filter((value) => own.has(value)).length;
      if (shared > SAME_THINGS * Math.min(own.size || 1, other.size)) continue;
      for (const { id, value, count } of presentValues(here)) {
        const usual = other.get(value) ?? 0;
        if (usual < HOME * count) continue;
        clues.value(a, id, {
          code: 'belongs_elsewhere',
          strength: 0.9 * (1 - count / usual),
          params: { column: there.name, times: usual },
          repair: null,
        });
      }
    }
  }
}

/** A column with at most this share of repeated values names its rows. */
const REPEATED = 0.02;

/** Speaks against the second use of what otherwise names one row only. */
export function findRepeatedKeys(column: Column, clues: Clues): void {
  const repeated = [...presentValues(column)].filter(({ count }) => count > 1);
  const rows = repeated.reduce((sum, { count }) => sum + count, 0);
  if (column.present < 50 || rows === 0 || rows / column.present > REPEATED) return;
  for (const { id, count } of repeated)
    clues.value(column.index, id, {
      code: 'repeated_key',
      strength: 0.45 * (1 - rows / column.present / REPEATED),
      params: { times: count },
      repair: null,
    });
}
