import { bcaInterval, bootstrapMean, FINEST_LEVEL } from '../statistics/bootstrap.ts';
import { pairedDifference } from '../statistics/paired.ts';
import { type Interval, wilson } from '../statistics/proportion.ts';
import { seeded } from '../statistics/random.ts';

/** A measured quantity with the interval method that fits it. */
export interface Estimate {
  n: number;
  estimate: number;
  bounds(confidence: number): Interval;
  /** The smallest error level at which the bounds still mean something. */
  finest: number;
  /** The interval that n examples would give if everything stayed as measured. */
  expected(n: number, confidence: number): Interval;
}

/** Of intervals that are computed and not drawn; low enough to pass any correction. */
const COMPUTED = 1e-9;

/** The values of each example, repeats together; examples in a fixed order, so that a seed gives the same verdict. */
export type Clusters = readonly (readonly number[])[];

/** A share (Wilson) when each example was asked once and either passed or not, else a mean (BCa bootstrap). */
export function estimateOf(clusters: Clusters, seed: number): Estimate {
  const n = clusters.length;
  if (clusters.every((values) => values.length === 1 && isBit(values[0]))) {
    const successes = clusters.reduce((sum, [value = 0]) => sum + value, 0);
    return {
      n,
      estimate: n === 0 ? 0 : successes / n,
      bounds: (confidence) => wilson(successes, n, confidence),
      finest: COMPUTED,
      expected: (m, confidence) => wilson((successes / n) * m, m, confidence),
    };
  }
  return mean(clusters, seed);
}

/** The difference candidate − baseline on the same examples: Tango's interval for pass or fail, else a paired bootstrap. */
export function differenceOf(candidate: Clusters, baseline: Clusters, seed: number): Estimate {
  const n = candidate.length;
  const single = (clusters: Clusters) => clusters.every((values) => values.length === 1 && isBit(values[0]));
  if (single(candidate) && single(baseline)) {
    const count = (a: number, b: number) =>
      candidate.filter((values, i) => values[0] === a && baseline[i]?.[0] === b).length;
    const [gained, lost] = [count(1, 0), count(0, 1)];
    return {
      n,
      estimate: n === 0 ? 0 : (gained - lost) / n,
      bounds: (confidence) => pairedDifference({ gained, lost, n }, confidence),
      finest: COMPUTED,
      expected: (m, confidence) =>
        pairedDifference({ gained: (gained / n) * m, lost: (lost / n) * m, n: m }, confidence),
    };
  }
  return mean(
    candidate.map((values, i) => [average(values) - average(baseline[i] ?? [])]),
    seed,
  );
}

function mean(clusters: Clusters, seed: number): Estimate {
  const boot = bootstrapMean(clusters, seeded(seed));
  return {
    n: clusters.length,
    estimate: boot.estimate,
    bounds: (confidence) => bcaInterval(boot, confidence),
    finest: FINEST_LEVEL,
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

function isBit(value: number | undefined): boolean {
  return value === 0 || value === 1;
}

function average(values: readonly number[]): number {
  return values.reduce((sum, x) => sum + x, 0) / Math.max(1, values.length);
}
