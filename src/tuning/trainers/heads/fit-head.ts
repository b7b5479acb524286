import { type Layer, openMultiply, parts, type Rows, sizeOf } from '../numeric/layer.ts';
import type { Hooks, Task, TrainingPoint } from '../trainer.ts';
import { argmax } from './answer.ts';
import { fitTemperature, type Judged, rowLosses } from './calibrate.ts';
import type { FeatureBook, Mix } from './features.ts';
import { descend, PRECISE, ridge } from './fit.ts';
import type { LexicalPart, Linear } from './head-file.ts';

/** Steps without a better validation loss after which the fit may end. */
const PATIENCE = 12;
/** The validation split is looked at every so many steps. */
const LOOK_EVERY = 3;

/** What the fit on the training rows came to. */
export interface Fitted {
  parameters: Float32Array;
  /** Steps that lead to the parameters. */
  steps: number;
  /** Was the end of the descent reached, rather than the step that the validation split liked best? */
  converged: boolean;
}

/**
 * The fit on the training rows. It ends, and keeps what the validation split liked best, once the loss there has risen by more
 * than chance explains; otherwise it goes on to the end, as the fits did that chose the penalty. The loss is that at the best
 * temperature, for that is how the head will speak: at temperature 1 the first steps, which overshoot, look best.
 */
export async function fitHead(
  layer: Layer,
  task: Task,
  train: Rows,
  validation: Rows,
  { c, maxSteps }: { c: number; maxSteps: number },
  hooks: Hooks,
): Promise<Fitted & { curve: TrainingPoint[] }> {
  const curve: TrainingPoint[] = [];
  const { targets } = validation;
  let best: Look | undefined;
  let last: Look | undefined;
  let taken = 0;
  const end = await descend(
    layer.bind(train).objective(ridge(c, train.dense.rows)),
    new Float32Array(sizeOf(train, train.targets.columns)),
    { maxSteps, ...PRECISE },
    async ({ step, value, x }) => {
      taken = step;
      if (step % LOOK_EVERY !== 0) return 'go on';
      const judged = targets.rows > 0 ? { logits: await layer.logits(validation, x), targets } : undefined;
      if (judged) last = { step, ...lossesOf(task, judged) };
      const point = {
        ...{ step, of: maxSteps, trainLoss: value },
        validationLoss: last?.loss ?? null,
        validationAccuracy: judged ? rightShare(judged.logits, targets) : null,
      };
      curve.push(point);
      hooks.point(point);
      if (!last) return 'go on';
      if (!best || last.loss < best.loss) best = { ...last, parameters: x.slice() };
      return step - best.step >= PATIENCE && isWorse(last, best) ? 'stop' : 'go on';
    },
  );
  if (best?.parameters && last && isWorse(last, best))
    return { parameters: best.parameters, steps: best.step, converged: false, curve };
  return { parameters: end, steps: taken, converged: true, curve };
}

/** What the validation split said after a step. */
interface Look {
  step: number;
  loss: number;
  losses: number[];
  parameters?: Float32Array;
}

function lossesOf(task: Task, judged: Judged): { loss: number; losses: number[] } {
  const losses = rowLosses(task, judged, fitTemperature(task, judged));
  return { losses, loss: mean(losses) };
}

/** Is the mean difference, text by text, greater than its standard error? */
function isWorse({ losses }: Look, than: Look): boolean {
  const differences = losses.map((loss, i) => loss - (than.losses[i] ?? 0));
  const by = mean(differences);
  const squares = differences.reduce((sum, one) => sum + (one - by) ** 2, 0);
  const n = differences.length;
  return n > 1 && by > Math.sqrt(squares / (n * (n - 1)));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

/**
 * The layer as it is stored: the whitening goes into the weights of the vector (x̃ = (x − m) M, so W = M W̃ and b = b̃ − m W),
 * the weights of words and characters into 8 bits.
 */
export async function linearOf(
  parameters: Float32Array,
  train: Rows,
  mix: Mix,
  { vocabulary, whitening }: FeatureBook,
  threads: number,
  breathe: () => Promise<void>,
): Promise<Linear> {
  const k = train.targets.columns;
  const d = train.dense.columns;
  const [fitted, sparse, free] = parts(train, parameters, k);
  const lexical = train.sparse && vocabulary ? inBytes({ vocabulary, weight: mix.lexical }, sparse, k) : null;
  if (!mix.whitened || !whitening) return { dense: fitted.slice(), biases: free.slice(), lexical };
  const { multiply, close } = await openMultiply(threads, breathe);
  const none = new Float32Array(k);
  const { values: dense } = await multiply({ rows: d, columns: d, values: whitening.map }, fitted, none);
  await close();
  const biases = free.slice();
  for (let i = 0; i < d; i += 1)
    for (let c = 0; c < k; c += 1)
      biases[c] = (biases[c] ?? 0) - (whitening.mean[i] ?? 0) * (dense[i * k + c] ?? 0);
  return { dense, biases, lexical };
}

function inBytes(
  { vocabulary, weight }: Pick<LexicalPart, 'vocabulary' | 'weight'>,
  weights: Float32Array,
  k: number,
): LexicalPart {
  const scales = new Float32Array(weights.length / k);
  const values = new Int8Array(weights.length);
  for (let column = 0; column < scales.length; column += 1) {
    const row = weights.subarray(column * k, (column + 1) * k);
    const scale = row.reduce((most, w) => Math.max(most, Math.abs(w)), 0) / 127 || 1;
    scales[column] = scale;
    for (let c = 0; c < k; c += 1) values[column * k + c] = Math.round((row[c] ?? 0) / scale);
  }
  return { vocabulary, weight, values, scales };
}

function rightShare(logits: Rows['targets'], targets: Rows['targets']): number {
  const k = logits.columns;
  let right = 0;
  for (let r = 0; r < logits.rows; r += 1) {
    const best = argmax(logits.values.subarray(r * k, (r + 1) * k));
    if (targets.values[r * k + best]) right += 1;
  }
  return right / Math.max(1, logits.rows);
}
