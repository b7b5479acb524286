import type { TunedReport } from '../../model.ts';

export type Cell = TunedReport['confusion'][number];

/** Beyond so many classes a matrix is a cloud; those that are confused least are left out. */
const MOST = 80;

export interface MatrixModel {
  classes: string[];
  /** Classes that are not drawn. */
  hidden: number;
  /** By row and column. */
  counts: ReadonlyMap<string, number>;
  /** Texts of each class. */
  totals: ReadonlyMap<string, number>;
}

export const keyOf = (actual: string, predicted: string) => `${actual}\n${predicted}`;

/**
 * The classes of a confusion matrix in an order that puts those beside each other that are taken for each other, so that
 * mistakes gather at the diagonal.
 */
export function matrixOf(cells: readonly Cell[]): MatrixModel {
  const counts = new Map(cells.map(({ actual, predicted, count }) => [keyOf(actual, predicted), count]));
  const totals = new Map<string, number>();
  const wrong = new Map<string, number>();
  const ties = new Map<string, Map<string, number>>();
  const add = (map: Map<string, number>, key: string, by: number) => map.set(key, (map.get(key) ?? 0) + by);
  for (const { actual, predicted, count } of cells) {
    add(totals, actual, count);
    add(totals, predicted, 0);
    add(wrong, actual, 0);
    add(wrong, predicted, 0);
    if (actual === predicted) continue;
    for (const [one, other] of [
      [actual, predicted],
      [predicted, actual],
    ] as const) {
      add(wrong, one, count);
      const tied = ties.get(one) ?? new Map<string, number>();
      add(tied, other, count);
      ties.set(one, tied);
    }
  }
  const every = [...totals.keys()].sort(
    (a, b) => (wrong.get(b) ?? 0) - (wrong.get(a) ?? 0) || (a < b ? -1 : 1),
  );
  const kept = every.slice(0, MOST);
  return { classes: chained(kept, ties), hidden: every.length - kept.length, counts, totals };
}

/** Goes from each class to the one that it is confused with most, and to the next worst where there is none left. */
function chained(
  classes: readonly string[],
  ties: ReadonlyMap<string, ReadonlyMap<string, number>>,
): string[] {
  const left = new Set(classes);
  const out: string[] = [];
  while (left.size > 0) {
    let at = [...left][0];
    while (at !== undefined) {
      out.push(at);
      left.delete(at);
      const [next] = [...(ties.get(at) ?? [])]
        .filter(([other]) => left.has(other))
        .sort((a, b) => b[1] - a[1]);
      at = next?.[0];
    }
  }
  return out;
}
