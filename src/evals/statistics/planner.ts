import { binomialPmf, binomialTail, logFactorial } from './binomial.ts';
import { normalQuantile } from './normal.ts';
import { tangoScore } from './paired.ts';
import { wilson } from './proportion.ts';

/** How often two versions differ, as shares of all examples. */
export interface ExpectedDifference {
  gained: number;
  lost: number;
}

/**
 * Power of the paired criterion "better than the old version by more than `margin`" (0: superior; negative: not worse
 * by more than that) at n examples: the exact sum over all outcomes (trinomial) of those that pass.
 * @param confidence two-sided confidence of the interval whose lower bound must lie above the margin
 */
export function pairedPower(
  n: number,
  expected: ExpectedDifference,
  margin: number,
  confidence = 0.95,
): number {
  const z = normalQuantile(1 - (1 - confidence) / 2);
  const { gained, lost } = expected;
  const tie = 1 - gained - lost;
  let power = 0;
  for (let b = 0; b <= n; b += 1) {
    if (binomialPmf(b, n, gained) < 1e-12) continue;
    for (let c = 0; c <= n - b; c += 1) {
      const p = trinomial(n, b, c, gained, lost, tie);
      if (p < 1e-13) continue;
      if (tangoScore(b, c, n, margin) >= z) power += p;
    }
  }
  return power;
}

function trinomial(n: number, b: number, c: number, gained: number, lost: number, tie: number): number {
  const rest = n - b - c;
  const ways = logFactorial(n) - logFactorial(b) - logFactorial(c) - logFactorial(rest);
  return Math.exp(ways + power(b, gained) + power(c, lost) + power(rest, tie));
}

/** k ln p, with 0 ln 0 = 0. */
function power(k: number, p: number): number {
  return k === 0 ? 0 : k * Math.log(p);
}

/** Power of "at least `threshold` pass" at n examples when the true share is p. */
export function proportionPower(n: number, p: number, threshold: number, confidence = 0.95): number {
  let least = n + 1;
  for (let k = n; k >= 0 && wilson(k, n, confidence).low >= threshold; k -= 1) least = k;
  return binomialTail(least, n, p);
}

/** The smallest n up to a limit for which `enough` holds; undefined when none does. Assumes that more never hurts. */
export function smallest(enough: (n: number) => boolean, limit: number): number | undefined {
  if (!enough(limit)) return undefined;
  let low = 0;
  let high = limit;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}
