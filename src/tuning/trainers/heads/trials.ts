import type { Matrix, Task } from '../trainer.ts';
import { argmax } from './answer.ts';
import { meanLoss } from './calibrate.ts';
import type { Mix } from './features.ts';

/** Temperatures at which the loss of a trial is noted: 0.2 to 3.2, each 1.19 times the last. */
const TEMPERATURES = Array.from({ length: 17 }, (_, i) => 0.2 * 2 ** (i / 4));

/** What one fold said of one candidate; small, so that a checkpoint can hold them all. */
export interface Trial extends Mix {
  c: number;
  fold: number;
  hits: number;
  n: number;
  /** Summed loss at each of the temperatures. */
  losses: number[];
}

export interface Candidate extends Mix {
  c: number;
  /** Mean over the folds of the share that is exactly right, and its standard deviation. */
  accuracy: number;
  spread: number;
  /** Mean loss at the temperature that suits the candidate best. */
  loss: number;
}

export function judge(
  task: Task,
  candidate: Mix & { c: number; fold: number },
  logits: Matrix,
  targets: Matrix,
): Trial {
  const k = logits.columns;
  let hits = 0;
  let n = 0;
  for (let r = 0; r < logits.rows; r += 1) {
    const z = logits.values.subarray(r * k, (r + 1) * k);
    const t = targets.values.subarray(r * k, (r + 1) * k);
    if (task !== 'multi' && !t.includes(1)) continue;
    n += 1;
    if (task === 'multi' ? z.every((one, c) => one > 0 === (t[c] ?? 0) > 0.5) : t[argmax(z)] === 1) hits += 1;
  }
  const losses = TEMPERATURES.map((temperature) => n * meanLoss(task, { logits, targets }, temperature));
  return { ...candidate, hits, n, losses };
}

/** The trials put together, a row a candidate, in the order in which they were first tried. */
export function candidatesOf(trials: readonly Trial[]): Candidate[] {
  const groups = Map.groupBy(trials, ({ whitened, lexical, c }) => `${whitened} ${lexical} ${c}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const accuracies = group.map(({ hits, n }) => hits / Math.max(1, n));
    const accuracy = mean(accuracies);
    const squares = accuracies.reduce((sum, one) => sum + (one - accuracy) ** 2, 0);
    const n = group.reduce((sum, trial) => sum + trial.n, 0);
    const losses = TEMPERATURES.map((_, i) => group.reduce((sum, trial) => sum + (trial.losses[i] ?? 0), 0));
    return [
      {
        ...{ whitened: first.whitened, lexical: first.lexical, c: first.c, accuracy },
        spread: Math.sqrt(squares / Math.max(1, group.length - 1)),
        loss: Math.min(...losses) / Math.max(1, n),
      },
    ];
  });
}

/** The candidate of least loss: it tells more than accuracy, which moves in steps. */
export function bestOf(candidates: readonly Candidate[]): Candidate | undefined {
  return candidates.length > 0 ? candidates.reduce((a, b) => (b.loss < a.loss ? b : a)) : undefined;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
