import type { Layer, Rows } from '../numeric/layer.ts';
import type { CrossValidated, Matrix, Task } from '../trainer.ts';
import { argmax } from './answer.ts';
import { meanLoss } from './calibrate.ts';
import { take } from './classes.ts';
import { fitLayer } from './fit.ts';

/** The folds' predictions for the rows that they did not learn from, one matrix of logits for each penalty. */
export interface OutOfFold {
  foldsDone: number;
  /** By penalty; [rows, classes], filled in fold by fold. */
  logits: Matrix[];
}

export interface Plan {
  task: Task;
  l2: readonly number[];
  maxSteps: number;
  foldOf: Int32Array;
  folds: number;
}

export function nothingDone(rows: Rows, l2: readonly number[]): OutOfFold {
  const { rows: n, columns } = rows.targets;
  return {
    foldsDone: 0,
    logits: l2.map(() => ({ rows: n, columns, values: new Float32Array(n * columns) })),
  };
}

/**
 * Fits every penalty on all folds but one, from the strongest to the weakest, each beginning where the last one ended, and
 * notes what it says of the fold left out. `each` is called after a fold with what is there by then.
 */
export async function crossValidate(
  layer: Layer,
  rows: Rows,
  plan: Plan,
  done: OutOfFold,
  each: (done: OutOfFold) => void,
): Promise<void> {
  const k = rows.targets.columns;
  const strongestFirst = plan.l2.map((l2, at) => ({ l2, at })).sort((a, b) => b.l2 - a.l2);
  for (let fold = done.foldsDone; fold < plan.folds; fold += 1) {
    const inside: number[] = [];
    const outside: number[] = [];
    for (const [r, its] of plan.foldOf.entries()) (its === fold ? outside : inside).push(r);
    const learn: Rows = {
      x: take(rows.x, inside),
      targets: take(rows.targets, inside),
      weights: Float32Array.from(inside, (r) => rows.weights[r] ?? 1),
    };
    const asked = take(rows.x, outside);
    let start = new Float32Array((rows.x.columns + 1) * k);
    for (const { l2, at } of strongestFirst) {
      const state = await fitLayer(layer, learn, { l2, maxSteps: plan.maxSteps, start });
      start = Float32Array.from(state.x);
      const said = await layer.logits(asked, state.x);
      for (const [i, r] of outside.entries())
        done.logits[at]?.values.set(said.values.subarray(i * k, (i + 1) * k), r * k);
    }
    done.foldsDone = fold + 1;
    each(done);
  }
}

/** The table of the penalties. Chosen is the least loss: it tells more than accuracy, which moves in steps. */
export function tableOf(rows: Rows, plan: Plan, { logits }: OutOfFold): CrossValidated[] {
  const table = plan.l2.map((l2, at) => {
    const said = logits[at] ?? rows.targets;
    const hits = new Float64Array(plan.folds);
    const counts = new Float64Array(plan.folds);
    for (const [r, fold] of plan.foldOf.entries()) {
      counts[fold] = (counts[fold] ?? 0) + 1;
      if (rowIsRight(plan.task, said, rows.targets, r)) hits[fold] = (hits[fold] ?? 0) + 1;
    }
    const accuracies = [...hits].map((hit, fold) => hit / Math.max(1, counts[fold] ?? 0));
    const mean = accuracies.reduce((sum, one) => sum + one, 0) / plan.folds;
    const variance =
      accuracies.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(1, plan.folds - 1);
    return {
      ...{ l2, accuracy: mean, spread: Math.sqrt(variance), chosen: false },
      loss: meanLoss(plan.task, { logits: said, targets: rows.targets }, 1),
    };
  });
  const best = table.reduce((a, b) => (b.loss < a.loss ? b : a));
  best.chosen = true;
  return table;
}

function rowIsRight(task: Task, logits: Matrix, targets: Matrix, row: number): boolean {
  const k = logits.columns;
  const z = logits.values.subarray(row * k, (row + 1) * k);
  const t = targets.values.subarray(row * k, (row + 1) * k);
  return task === 'multi' ? z.every((one, c) => one > 0 === (t[c] ?? 0) > 0.5) : t[argmax(z)] === 1;
}
