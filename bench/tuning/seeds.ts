import type { Interval } from '../harness/statistics.ts';

/** One training. */
export interface Measured {
  accuracy: number;
  seconds: number;
  cpu: number;
}

/** One run each; everything random in a run follows from its seed. */
export const SEEDS = [1, 2, 3, 4, 5];

/** Two-sided 95 % quantile of Student's t with 4 degrees of freedom, for the mean of 5 runs. */
const T = 2.776;

/** Mean over the seeds with its 95 % interval: how sure the mean is, split and training both being drawn anew each time. */
export function overSeeds(values: readonly number[]): { mean: number; interval: Interval } {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
  const variance = values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (values.length - 1);
  const half = T * Math.sqrt(variance / values.length);
  return { mean, interval: { low: mean - half, high: mean + half } };
}
