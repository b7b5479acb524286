import { normalCdf, normalQuantile } from './normal.ts';
import type { Interval } from './proportion.ts';
import { type Random, uniformInt } from './random.ts';

export interface Bootstrap {
  estimate: number;
  /** Means of the resamples, sorted. */
  sorted: Float64Array;
  /** Bias correction and acceleration (BCa). */
  bias: number;
  acceleration: number;
}

const RESAMPLES = 10_000;

/**
 * The smallest two-sided error level that so many resamples tell apart: one resample in each tail. Below it every
 * quantile is the same outermost resample, so a claim at a smaller level would rest on nothing that was drawn.
 */
export const FINEST_LEVEL = 2 / RESAMPLES;

/**
 * Bias-corrected and accelerated bootstrap of a mean: B. Efron, JASA 82 (1987). What is resampled are clusters (all
 * repeats of one example), so that repeats do not count as independent evidence.
 * @param clusters the values of each example, repeats together
 * @throws RangeError without any value
 */
export function bootstrapMean(
  clusters: readonly (readonly number[])[],
  random: Random,
  resamples = RESAMPLES,
): Bootstrap {
  const sums = Float64Array.from(clusters, (values) => values.reduce((sum, x) => sum + x, 0));
  const counts = Float64Array.from(clusters, (values) => values.length);
  const k = clusters.length;
  const [sum, count] = [total(sums), total(counts)];
  if (count === 0) throw new RangeError('there is nothing to resample');
  const estimate = sum / count;
  const sorted = new Float64Array(resamples);
  for (let r = 0; r < resamples; r += 1) {
    let s = 0;
    let c = 0;
    for (let i = 0; i < k; i += 1) {
      const pick = uniformInt(random, k);
      s += sums[pick] ?? 0;
      c += counts[pick] ?? 0;
    }
    sorted[r] = c === 0 ? estimate : s / c;
  }
  sorted.sort();
  // As scipy does: resamples equal to the estimate count half below.
  const below = sorted.reduce((n, x) => n + (x < estimate ? 1 : x === estimate ? 0.5 : 0), 0) / resamples;
  const clamped = Math.min(1 - 0.5 / resamples, Math.max(0.5 / resamples, below));
  return {
    estimate,
    sorted,
    bias: normalQuantile(clamped),
    acceleration: acceleration(sums, counts, sum, count),
  };
}

/** From the jackknife: a = Σ d³ / (6 (Σ d²)^1.5), d the deviation of each leave-one-out mean. */
function acceleration(sums: Float64Array, counts: Float64Array, sum: number, count: number): number {
  const left = Array.from(sums, (s, i) => (sum - s) / Math.max(1e-12, count - (counts[i] ?? 0)));
  const mean = left.reduce((a, b) => a + b, 0) / left.length;
  let cubes = 0;
  let squares = 0;
  for (const value of left) {
    cubes += (mean - value) ** 3;
    squares += (mean - value) ** 2;
  }
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
}

/** The BCa interval at a confidence; a constant sample gives a point. */
export function bcaInterval(boot: Bootstrap, confidence = 0.95): Interval {
  const tail = (1 - confidence) / 2;
  return {
    low: quantile(boot.sorted, adjusted(boot, tail)),
    high: quantile(boot.sorted, adjusted(boot, 1 - tail)),
  };
}

/**
 * With a skewed sample 1 − a z reaches zero far in the tail, and past it the fraction changes its sign: the upper
 * quantile would become the smallest resample. There the limit is meant, all or nothing.
 */
function adjusted({ bias, acceleration: a }: Bootstrap, p: number): number {
  const z = bias + normalQuantile(p);
  const scale = 1 - a * z;
  if (scale <= 0) return z > 0 ? 1 : 0;
  return normalCdf(bias + z / scale);
}

/** Linear interpolation between order statistics, as numpy's default. */
function quantile(sorted: Float64Array, p: number): number {
  const at = Math.min(1, Math.max(0, p)) * (sorted.length - 1);
  const below = Math.floor(at);
  const low = sorted[below] ?? 0;
  return low + (at - below) * ((sorted[below + 1] ?? low) - low);
}

function total(values: Float64Array): number {
  return values.reduce((sum, x) => sum + x, 0);
}
