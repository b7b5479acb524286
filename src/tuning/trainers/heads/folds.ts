import { seeded, shuffled } from '../numeric/random.ts';
import type { Matrix } from '../trainer.ts';

/**
 * The fold of each row, 0 to folds − 1: each class is dealt out evenly, in an order that the seed fixes. Rows with several
 * labels are dealt by their rarest. Rows of one group stay together, or a fit would have seen the like of what it is asked;
 * but where a few groups hold most rows, so that a fold would hold more than half of all, the folds go by rows.
 * @param groups of each row; empty: it stands alone
 */
export function stratifiedFolds(
  targets: Matrix,
  folds: number,
  seed: number,
  groups: readonly string[] = [],
): Int32Array {
  const order = dealt(targets, seed);
  const out = new Int32Array(targets.rows);
  const foldOf = new Map<string, number>();
  const sizes = new Int32Array(folds);
  for (const [i, row] of order.entries()) {
    const group = groups[row];
    const fold = (group ? foldOf.get(group) : undefined) ?? i % folds;
    out[row] = fold;
    sizes[fold] = (sizes[fold] ?? 0) + 1;
    if (group) foldOf.set(group, fold);
  }
  const known = groups.some((group) => group !== '');
  if (known && folds > 1 && Math.max(...sizes) > order.length / 2 + 1)
    return stratifiedFolds(targets, folds, seed);
  return out;
}

/** The folds, with −1 for rows that take no part so that about `most` do, evenly from the classes and folds. */
export function thinned(folds: Int32Array, targets: Matrix, most: number, seed: number): Int32Array {
  if (folds.length <= most) return folds;
  const out = new Int32Array(folds.length).fill(-1);
  const order = dealt(targets, seed);
  const every = order.length / most;
  for (let i = 0; i < most; i += 1) {
    const row = order[Math.floor(i * every)] ?? 0;
    out[row] = folds[row] ?? -1;
  }
  return out;
}

/** The rows class by class, within a class in random order. */
function dealt(targets: Matrix, seed: number): number[] {
  const { rows, columns: k, values } = targets;
  const counts = new Float64Array(k);
  for (let i = 0; i < values.length; i += 1) counts[i % k] = (counts[i % k] ?? 0) + (values[i] ?? 0);
  const byClass = new Map<number, number[]>();
  for (let r = 0; r < rows; r += 1) {
    let rarest = -1;
    for (let c = 0; c < k; c += 1)
      if (values[r * k + c] && (rarest < 0 || (counts[c] ?? 0) < (counts[rarest] ?? 0))) rarest = c;
    const members = byClass.get(rarest) ?? [];
    members.push(r);
    byClass.set(rarest, members);
  }
  const random = seeded(seed);
  const classes = [...byClass].sort(([a], [b]) => a - b);
  return classes.flatMap(([, members]) => shuffled(members, random));
}
