import { openLayer } from '../numeric/layer.ts';
import type { Matrix } from '../trainer.ts';
import { rowWeights } from './classes.ts';
import { descend, PRECISE, ridge } from './fit.ts';

const FEWEST = 20;
const C = 3;
const STEPS = 100;

/**
 * A logistic regression that tells the vectors in scope from those out of it, both sides weighing the same.
 * @returns weights, then the bias; undefined when too few are out of scope
 */
export async function teachScope(
  vectors: Matrix,
  isInside: readonly boolean[],
  threads: number,
  breathe: () => Promise<void>,
): Promise<Float32Array | undefined> {
  if (isInside.filter((inside) => !inside).length < FEWEST) return undefined;
  const layer = await openLayer('sigmoid', 1, threads, breathe);
  const targets = { rows: vectors.rows, columns: 1, values: Float32Array.from(isInside, Number) };
  const sides = {
    ...{ rows: vectors.rows, columns: 2 },
    values: Float32Array.from({ length: 2 * vectors.rows }, (_, i) =>
      Number(isInside[i >> 1] === (i % 2 === 0)),
    ),
  };
  const rows = { dense: vectors, sparse: null, targets, weights: rowWeights(sides, 'balanced') };
  const objective = layer.bind(rows).objective(ridge(C, vectors.rows));
  const found = await descend(objective, new Float32Array(vectors.columns + 1), {
    maxSteps: STEPS,
    ...PRECISE,
  });
  await layer.close();
  return found;
}
