import { bcaInterval, bootstrapMean, FINEST_LEVEL } from '../statistics/bootstrap.ts';
import { pairedDifference } from '../statistics/paired.ts';
import { type Interval, wilson } from '../statistics/proportion.ts';
import { seeded } from '../statistics/random.ts';

/** A measured quantity with the interval method that fits it. */
export interface Estimate {
  n: number;
  estimate: number;
  bounds(confidence: number): Interval;
  /** The interval that n examples would give if everything stayed as measured. */
  expected(n: number, confidence: number): Interval;
  /** The smallest error level that the method can tell with n examples; at a smaller one its bounds mean nothing. */
  finest(n: number): number;
}

/** Of intervals that are computed and not drawn; low enough to pass any correction. */
const COMPUTED = 1e-9;

/** The values of each example, repeats together; examples in a fixed order, so that a seed gives the same verdict. */
export type Clusters = readonly (readonly number[])[];

/**
 * A share when every answer either passed or not, else a mean (BCa bootstrap). An example that was asked several times
 * counts once, by its own share: among values from 0 to 1 with a given mean, those that are all 0 or 1 vary most, so
 * Wilson's interval over the examples is never too narrow, however alike the repeats are. A width measured from the
 * repeats would be zero where all pass, and three examples would prove anything.
 */
export function estimateOf(clusters: Clusters, seed: number): Estimate {
  const n = clusters.length;
  if (!clusters.every(allBits)) return mean(clusters, seed);
  const successes = clusters.reduce((sum, values) => sum + average(values), 0);
  return {
    n,
    estimate: n === 0 ? 0 : successes / n,
    bounds: (confidence) => wilson(successes, n, confidence),
    expected: (m, confidence) => wilson((successes / n) * m, m, confidence),
    finest: () => COMPUTED,
  };
}

/**
 * The difference candidate − baseline on the same examples: Tango's interval for pass or fail, else a paired bootstrap.
 * With repeats an example is gained or lost by the difference of its shares. As above: d² ≤ |d| for a difference of
 * shares, so the variance that Tango's score takes from gained and lost is never below that of the examples.
 */
export function differenceOf(candidate: Clusters, baseline: Clusters, seed: number): Estimate {
  const n = candidate.length;
  const changes = candidate.map((values, i) => average(values) - average(baseline[i] ?? []));
  if (!candidate.every(allBits) || !baseline.every(allBits))
    return mean(
      changes.map((change) => [change]),
      seed,
    );
  const gained = changes.reduce((sum, change) => sum + Math.max(0, change), 0);
  const lost = changes.reduce((sum, change) => sum + Math.max(0, -change), 0);
  return {
    n,
    estimate: n === 0 ? 0 : (gained - lost) / n,
    bounds: (confidence) => pairedDifference({ gained, lost, n }, confidence),
    expected: (m, confidence) =>
      pairedDifference({ gained: (gained / n) * m, lost: (lost / n) * m, n: m }, confidence),
    finest: () => COMPUTED,
  };
}

function mean(clusters: Clusters, seed: number): Estimate {
  const boot = bootstrapMean(clusters, seeded(seed));
  return {
    n: clusters.length,
    estimate: boot.estimate,
    bounds: (confidence) => bcaInterval(boot, confidence),
    // Resamples of a few alike values are alike, and seem certain. But that all n examples lie on one side of what is
    // usual happens with probability 2^(1 − n), whatever their spread (the sign test): so few cannot tell a smaller
    // level. At 5 % it takes six examples.
    finest: (n) => Math.max(FINEST_LEVEL, 2 ** (1 - n)),
    expected(m, confidence) {
      // The width of a mean's interval falls with the root of the number of examples.
      const { low, high } = bcaInterval(boot, confidence);
      const shrink = Math.sqrt(clusters.length / m);
      return {
        low: boot.estimate - (boot.estimate - low) * shrink,
        high: boot.estimate + (high - boot.estimate) * shrink,
      };
    },
  };
}

function allBits(values: readonly number[]): boolean {
  return values.length > 0 && values.every((value) => value === 0 || value === 1);
}

function average(values: readonly number[]): number {
  return values.reduce((sum, x) => sum + x, 0) / Math.max(1, values.length);
}
