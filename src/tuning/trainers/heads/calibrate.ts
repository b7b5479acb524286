import type { Calibration, Matrix, Task } from '../trainer.ts';
import { argmax, sigmoid, softmax } from './answer.ts';

const BINS = 15;

/** Logits of one split with what is true, both [rows, classes]. */
export interface Judged {
  logits: Matrix;
  targets: Matrix;
}

/**
 * Temperature scaling: C. Guo et al., On Calibration of Modern Neural Networks (ICML 2017). The one number that makes the
 * held-out labels likeliest, found by golden-section search over its logarithm (the likelihood has one peak in 1/T).
 */
export function fitTemperature(task: Task, judged: Judged): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  const loss = (x: number) => meanLoss(task, judged, Math.exp(x));
  let [low, high] = [Math.log(0.05), Math.log(20)];
  let [a, b] = [high - ratio * (high - low), low + ratio * (high - low)];
  let [atA, atB] = [loss(a), loss(b)];
  while (high - low > 1e-4) {
    if (atA < atB) {
      [high, b, atB] = [b, a, atA];
      a = high - ratio * (high - low);
      atA = loss(a);
    } else {
      [low, a, atA] = [a, b, atB];
      b = low + ratio * (high - low);
      atB = loss(b);
    }
  }
  return Math.exp((low + high) / 2);
}

/** Mean negative log-likelihood in nats; rows whose label no class stands for are left out. */
export function meanLoss(task: Task, judged: Judged, temperature: number): number {
  let sum = 0;
  let n = 0;
  for (let r = 0; r < judged.logits.rows; r += 1) {
    const loss = rowLoss(task, judged, r, temperature);
    if (loss === undefined) continue;
    sum += loss;
    n += 1;
  }
  return sum / Math.max(1, n);
}

/** The same row by row, so that two heads can be compared on the same texts. */
export function rowLosses(task: Task, judged: Judged, temperature: number): number[] {
  return Array.from(
    { length: judged.logits.rows },
    (_, r) => rowLoss(task, judged, r, temperature) ?? [],
  ).flat();
}

function rowLoss(
  task: Task,
  { logits, targets }: Judged,
  r: number,
  temperature: number,
): number | undefined {
  const k = logits.columns;
  const z = logits.values.subarray(r * k, (r + 1) * k);
  const t = targets.values.subarray(r * k, (r + 1) * k);
  let sum = 0;
  if (task === 'multi') {
    for (let c = 0; c < k; c += 1)
      sum += softplus(((t[c] ?? 0) > 0.5 ? -1 : 1) * ((z[c] ?? 0) / temperature));
    return sum;
  }
  const actual = t.indexOf(1);
  if (actual < 0) return undefined;
  let top = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < k; c += 1) top = Math.max(top, z[c] ?? 0);
  for (let c = 0; c < k; c += 1) sum += Math.exp(((z[c] ?? 0) - top) / temperature);
  return Math.log(sum) - ((z[actual] ?? 0) - top) / temperature;
}

/**
 * How far confidence and accuracy lie apart: expected calibration error over 15 bins of equal width, M. Naeini et al.,
 * Obtaining Well Calibrated Probabilities Using Bayesian Binning (AAAI 2015). One row is one answer; with several labels a
 * row, each label is one, by the probability of what was decided at one half.
 */
export function calibration(task: Task, judged: Judged, temperature: number): Calibration {
  const before = bin(task, judged, 1);
  const after = bin(task, judged, temperature);
  return { temperature, eceBefore: ece(before), eceAfter: ece(after), bins: after };
}

function bin(task: Task, { logits, targets }: Judged, temperature: number): Calibration['bins'] {
  const k = logits.columns;
  const counts = Array.from({ length: BINS }, () => ({ count: 0, confidence: 0, right: 0 }));
  const add = (confidence: number, right: boolean) => {
    const one = counts[Math.min(BINS - 1, Math.floor(confidence * BINS))];
    if (!one) return;
    one.count += 1;
    one.confidence += confidence;
    if (right) one.right += 1;
  };
  for (let r = 0; r < logits.rows; r += 1) {
    const z = logits.values.subarray(r * k, (r + 1) * k);
    if (task === 'multi')
      for (const [c, p] of sigmoid(z, temperature).entries())
        add(Math.max(p, 1 - p), p >= 0.5 === (targets.values[r * k + c] ?? 0) > 0.5);
    else {
      const p = softmax(z, temperature);
      const best = argmax(p);
      add(p[best] ?? 0, targets.values[r * k + best] === 1);
    }
  }
  return counts.map(({ count, confidence, right }, i) => ({
    from: i / BINS,
    to: (i + 1) / BINS,
    count,
    confidence: count > 0 ? confidence / count : 0,
    accuracy: count > 0 ? right / count : 0,
  }));
}

function ece(bins: Calibration['bins']): number {
  const n = bins.reduce((sum, one) => sum + one.count, 0);
  return bins.reduce(
    (sum, one) => sum + (one.count / Math.max(1, n)) * Math.abs(one.confidence - one.accuracy),
    0,
  );
}

/** ln(1 + e^x) without overflow. */
function softplus(x: number): number {
  return Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));
}
