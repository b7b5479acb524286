import { type Layer, openMultiply, parts, type Rows, sizeOf } from '../numeric/layer.ts';
import type { Hooks, TrainingPoint } from '../trainer.ts';
import { argmax } from './answer.ts';
import type { FeatureBook, Mix } from './features.ts';
import { descend, PRECISE, ridge } from './fit.ts';
import type { LexicalPart, Linear } from './head-file.ts';

/** Steps without a better validation loss after which the fit ends. */
const PATIENCE = 12;
/** The validation split is looked at every so many steps. */
const LOOK_EVERY = 3;

/** The fit on all training rows; it keeps the parameters that the validation split liked best. */
export async function fitHead(
  layer: Layer,
  train: Rows,
  validation: Rows,
  { c, maxSteps }: { c: number; maxSteps: number },
  hooks: Hooks,
): Promise<{ parameters: Float32Array; curve: TrainingPoint[] }> {
  const curve: TrainingPoint[] = [];
  const k = train.targets.columns;
  const bound = layer.bind(train);
  const judges = validation.dense.rows > 0 ? layer.bind(validation) : undefined;
  let best = { loss: Number.POSITIVE_INFINITY, step: 0, parameters: new Float32Array(0) };
  const start = new Float32Array(sizeOf(train, k));
  const end = await descend(
    bound.objective(ridge(c, train.dense.rows)),
    start,
    { maxSteps, ...PRECISE },
    async (state) => {
      const { step, value, x } = state;
      if (step % LOOK_EVERY !== 0) return 'go on';
      const loss = judges ? await judges.loss(x) : null;
      const accuracy = judges ? rightShare(await layer.logits(validation, x), validation.targets) : null;
      const point = {
        step,
        of: maxSteps,
        trainLoss: value,
        validationLoss: loss,
        validationAccuracy: accuracy,
      };
      curve.push(point);
      hooks.point(point);
      if (loss === null) return 'go on';
      if (loss < best.loss) best = { loss, step, parameters: x.slice() };
      return step - best.step >= PATIENCE ? 'stop' : 'go on';
    },
  );
  return { parameters: best.parameters.length > 0 ? best.parameters : end, curve };
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
