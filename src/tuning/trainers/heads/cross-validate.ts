import { type Features, type Layer, type Rows, sizeOf } from '../numeric/layer.ts';
import type { Matrix, Task } from '../trainer.ts';
import { rowWeights, take } from './classes.ts';
import type { Mix } from './features.ts';
import { descend, ROUGH, ridge } from './fit.ts';
import { bestOf, candidatesOf, judge, type Trial } from './trials.ts';

export interface Plan {
  task: Task;
  cs: readonly number[];
  lexical: 'auto' | 'on' | 'off';
  whitening: 'auto' | 'on' | 'off';
  classWeights: 'none' | 'balanced';
  maxSteps: number;
  folds: number;
  /** The fold of each training row. */
  foldOf: Int32Array;
  targets: Matrix;
  /** Features of training rows, by their place among the training rows. */
  features(mix: Mix, rows: readonly number[]): Features;
}

/** Weight of words and characters: each of their two parts is as long as this, beside a vector of length 1. */
const LEXICAL_WEIGHT = 0.5;

/**
 * Tries the candidates fold by fold: first vectors as they are and whitened under every penalty, then the better of the two
 * with words and characters under its best penalty (they are dear to fit). `each` is called after a fold of a mix, with all trials so
 * far; given back as `done`, they are not tried again.
 */
export async function crossValidate(
  layer: Layer,
  plan: Plan,
  done: readonly Trial[],
  each: (trials: readonly Trial[]) => void,
): Promise<Trial[]> {
  const trials = [...done];
  const run = async (mix: Mix, cs: readonly number[]) => {
    for (let fold = 0; fold < plan.folds; fold += 1) {
      const known = trials.some(
        (trial) => trial.fold === fold && trial.whitened === mix.whitened && trial.lexical === mix.lexical,
      );
      if (known) continue;
      trials.push(...(await tryFold(layer, plan, mix, cs, fold)));
      each(trials);
    }
  };
  const whitenings = { auto: [false, true], on: [true], off: [false] }[plan.whitening];
  const first = plan.lexical === 'on' ? LEXICAL_WEIGHT : 0;
  for (const whitened of whitenings) await run({ whitened, lexical: first }, plan.cs);
  if (plan.lexical === 'auto') {
    const best = bestOf(candidatesOf(trials.filter((trial) => trial.lexical === 0)));
    await run({ whitened: best?.whitened ?? false, lexical: LEXICAL_WEIGHT }, [best?.c ?? 1]);
  }
  return trials;
}

/** Fits one mix on all folds but one, from the strongest penalty to the weakest, each beginning where the last one ended. */
async function tryFold(layer: Layer, plan: Plan, mix: Mix, cs: readonly number[], fold: number) {
  const { inside, outside, rows } = split(plan, mix, fold);
  const bound = layer.bind(rows);
  const asked = plan.features(mix, outside);
  const targets = take(plan.targets, outside);
  let x: Float32Array = new Float32Array(sizeOf(rows, plan.targets.columns));
  const trials: Trial[] = [];
  for (const c of cs.toSorted((a, b) => a - b)) {
    const done = { maxSteps: plan.maxSteps, ...ROUGH };
    x = await descend(bound.objective(ridge(c, inside.length)), x, done);
    trials.push(judge(plan.task, { ...mix, c, fold }, await layer.logits(asked, x), targets));
  }
  return trials;
}

function split(plan: Plan, mix: Mix, fold: number) {
  const inside: number[] = [];
  const outside: number[] = [];
  for (const [r, its] of plan.foldOf.entries()) {
    if (its === fold) outside.push(r);
    // A fold of −1 takes no part: there are more rows than choosing a penalty needs.
    else if (its >= 0) inside.push(r);
  }
  const targets = take(plan.targets, inside);
  const weights = rowWeights(targets, plan.classWeights);
  const rows: Rows = { ...plan.features(mix, inside), targets, weights };
  return { inside, outside, rows };
}
