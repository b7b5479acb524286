import { seeded, shuffled } from '../numeric/random.ts';
import type { Matrix } from '../trainer.ts';

/**
 * The fold of each row, 0 to folds − 1: each class is dealt out evenly, in an order that the seed fixes. Rows with several
 * labels are dealt by their rarest.
 */
export function stratifiedFolds(targets: Matrix, folds: number, seed: number): Int32Array {
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
  const out = new Int32Array(rows);
  const random = seeded(seed);
  let next = 0;
  for (const [, members] of [...byClass].sort(([a], [b]) => a - b))
    for (const row of shuffled(members, random)) {
      out[row] = next % folds;
      next += 1;
    }
  return out;
}
