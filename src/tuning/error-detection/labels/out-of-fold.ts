import { softmax } from '../../trainers/heads/answer.ts';
import { fitTemperature, meanLoss } from '../../trainers/heads/calibrate.ts';
import { classesOf, take, targetsOf } from '../../trainers/heads/classes.ts';
import { descend, ridge } from '../../trainers/heads/fit.ts';
import { stratifiedFolds } from '../../trainers/heads/folds.ts';
import { type Layer, openLayer, sizeOf } from '../../trainers/numeric/layer.ts';
import { openPause } from '../../trainers/numeric/pause.ts';
import type { HeadInput, Matrix } from '../../trainers/trainer.ts';

export interface LabelledSet {
  texts: readonly string[];
  vectors: Matrix;
  /** One label an example. */
  labels: readonly string[];
}

export interface OutOfFoldOptions {
  seed: number;
  folds: number;
  /** Penalties to choose from, as scikit-learn's C; the least loss on the folds left out decides. */
  cs: readonly number[];
  maxSteps: number;
  /** Examples that are predicted and not learned from. */
  leftOut?: ReadonlySet<number>;
}

export interface OutOfFold {
  classes: string[];
  /** [examples, classes], calibrated, each row from a head that did not learn from the example. */
  probabilities: Matrix;
}

interface Hooks {
  signal: AbortSignal;
  progress(share: number): void;
}

/** Predicts every example by a head trained on the folds that it is not in. */
export async function predictOutOfFold(
  set: LabelledSet,
  { seed, folds, cs, maxSteps, leftOut = new Set() }: OutOfFoldOptions,
  { signal, progress }: Hooks,
): Promise<OutOfFold> {
  const input: HeadInput = {
    ...{ task: 'single', texts: set.texts, vectors: set.vectors },
    labels: set.labels.map((label) => [label]),
    splits: set.texts.map(() => 'train' as const),
  };
  const classes = classesOf(input);
  const targets = targetsOf(input, [...set.texts.keys()], classes);
  const foldOf = stratifiedFolds(targets, folds, seed);
  const logits = cs.map(() => new Float32Array(targets.values.length));
  const layer = await openLayer('softmax', classes.length, 1, openPause(signal));
  try {
    for (let fold = 0; fold < folds; fold += 1) {
      const rows = [...foldOf.keys()];
      const inside = rows.filter((row) => foldOf[row] !== fold && !leftOut.has(row));
      const outside = rows.filter((row) => foldOf[row] === fold);
      const said = await tryFold(layer, set.vectors, targets, { inside, outside }, cs, maxSteps);
      for (const [at, one] of said.entries())
        for (const [i, row] of outside.entries())
          logits[at]?.set(
            one.values.subarray(i * classes.length, (i + 1) * classes.length),
            row * classes.length,
          );
      progress((fold + 1) / folds);
    }
  } finally {
    await layer.close();
  }
  return { classes, probabilities: calibrated(logits, targets) };
}

/** Of one fold what each penalty says, from the strongest to the weakest, each beginning where the last one ended. */
async function tryFold(
  layer: Layer,
  vectors: Matrix,
  targets: Matrix,
  { inside, outside }: { inside: readonly number[]; outside: readonly number[] },
  cs: readonly number[],
  maxSteps: number,
): Promise<Matrix[]> {
  const features = { dense: take(vectors, inside), sparse: null };
  const weights = new Float32Array(inside.length).fill(1);
  const bound = layer.bind({ ...features, targets: take(targets, inside), weights });
  const asked = { dense: take(vectors, outside), sparse: null };
  let x = new Float32Array(sizeOf(features, targets.columns));
  const said: Matrix[] = [];
  for (const c of cs) {
    const done = { maxSteps, gradient: 3e-5, decrease: 0 };
    x = (await descend(bound.objective(ridge(c, inside.length)), x, done)).slice();
    said.push(await layer.logits(asked, x));
  }
  return said;
}

/** The probabilities of the penalty of least loss, at the temperature that suits it. */
function calibrated(logits: readonly Float32Array[], targets: Matrix): Matrix {
  const { rows, columns: k } = targets;
  const candidates = logits.map((values) => {
    const judged = { logits: { rows, columns: k, values }, targets };
    const temperature = fitTemperature('single', judged);
    return { values, temperature, loss: meanLoss('single', judged, temperature) };
  });
  const [best] = candidates.sort((a, b) => a.loss - b.loss);
  const out = new Float32Array(targets.values.length);
  if (best)
    for (let r = 0; r < rows; r += 1)
      out.set(softmax(best.values.subarray(r * k, (r + 1) * k), best.temperature), r * k);
  return { rows, columns: k, values: out };
}
