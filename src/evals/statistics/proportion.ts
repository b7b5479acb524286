import { normalQuantile } from './normal.ts';

export interface Interval {
  low: number;
  high: number;
}

/**
 * Wilson score interval of a proportion: E. B. Wilson, JASA 22 (1927).
 * @param confidence two-sided, e.g. 0.95
 */
export function wilson(successes: number, n: number, confidence = 0.95): Interval {
  if (n === 0) return { low: 0, high: 1 };
  const z = normalQuantile(1 - (1 - confidence) / 2);
  const p = successes / n;
  const centre = p + (z * z) / (2 * n);
  const spread = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return { low: Math.max(0, (centre - spread) / scale), high: Math.min(1, (centre + spread) / scale) };
}

/**
 * Interval for the difference of two independent shares, a − b: Newcombe's hybrid of two Wilson intervals
 * (R. Newcombe, Statistics in Medicine 17, 1998, method 10).
 */
export function newcombe(
  a: { successes: number; n: number },
  b: { successes: number; n: number },
  confidence = 0.95,
): Interval {
  if (a.n === 0 || b.n === 0) return { low: -1, high: 1 };
  const [p, q] = [a.successes / a.n, b.successes / b.n];
  const [forA, forB] = [wilson(a.successes, a.n, confidence), wilson(b.successes, b.n, confidence)];
  return {
    low: p - q - Math.hypot(p - forA.low, forB.high - q),
    high: p - q + Math.hypot(forA.high - p, q - forB.low),
  };
}
