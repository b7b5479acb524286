import { binomialTail } from './binomial.ts';
import { normalQuantile } from './normal.ts';
import type { Interval } from './proportion.ts';

/** Two versions on the same examples, pass or fail: only the examples where they differ tell anything. */
export interface Discordance {
  /** Examples that only the new version passes. */
  gained: number;
  /** Examples that only the old version passes. */
  lost: number;
  /** All examples. */
  n: number;
}

/**
 * Exact McNemar test (two-sided binomial on the discordant pairs): Q. McNemar, Psychometrika 12 (1947). As in
 * statsmodels' mcnemar(exact=True).
 */
export function mcnemarExact({ gained, lost }: Pick<Discordance, 'gained' | 'lost'>): number {
  const n = gained + lost;
  if (n === 0) return 1;
  return Math.min(1, 2 * binomialTail(Math.max(gained, lost), n, 0.5));
}

/**
 * Score interval of the difference of paired proportions: T. Tango, Statistics in Medicine 17 (1998). It keeps its
 * level with few discordant pairs, where the plain (Wald) interval is far too narrow.
 * @param confidence two-sided, e.g. 0.95
 */
export function pairedDifference({ gained, lost, n }: Discordance, confidence = 0.95): Interval {
  if (n === 0) return { low: -1, high: 1 };
  const z = normalQuantile(1 - (1 - confidence) / 2);
  const observed = (gained - lost) / n;
  return {
    low: solve((delta) => tangoScore(gained, lost, n, delta) - z, -1, observed),
    high: solve((delta) => tangoScore(gained, lost, n, delta) + z, observed, 1),
  };
}

/** Tango's score statistic for H0: difference = delta; falls as delta grows. */
export function tangoScore(gained: number, lost: number, n: number, delta: number): number {
  const numerator = gained - lost - n * delta;
  const b = -gained - lost + (2 * n - gained + lost) * delta;
  const c = -lost * delta * (1 - delta);
  const q = (Math.sqrt(Math.max(0, b * b - 8 * n * c)) - b) / (4 * n);
  const variance = n * (2 * q + delta * (1 - delta));
  if (variance <= 1e-12)
    return numerator === 0 ? 0 : numerator > 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  return numerator / Math.sqrt(variance);
}

/** The root of a falling function between two points, by bisection to 1e-10. */
function solve(f: (x: number) => number, from: number, to: number): number {
  let low = from;
  let high = to;
  if (f(low) <= 0) return low;
  if (f(high) >= 0) return high;
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    if (f(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
