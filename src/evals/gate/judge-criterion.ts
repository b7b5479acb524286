import type { Criterion, Result } from '../contract.ts';
import type { Interval } from '../statistics/proportion.ts';
import type { Estimate } from './estimate.ts';

/** Where an interval must lie. `flip` is for quantities of which less is better: cost and latency. */
export interface Demand {
  passes(interval: Interval): boolean;
  blocks(interval: Interval): boolean;
}

export function demandOf(criterion: Criterion, flip: boolean): Demand {
  if ('at_least' in criterion) return above(criterion.at_least);
  if ('at_most' in criterion) return below(criterion.at_most);
  if ('better_by' in criterion)
    return flip ? strictlyBelow(-criterion.better_by) : strictlyAbove(criterion.better_by);
  return flip ? below(criterion.not_worse_by) : above(-criterion.not_worse_by);
}

const above = (t: number): Demand => ({ passes: ({ low }) => low >= t, blocks: ({ high }) => high < t });
const below = (t: number): Demand => ({ passes: ({ high }) => high <= t, blocks: ({ low }) => low > t });
const strictlyAbove = (t: number): Demand => ({
  passes: ({ low }) => low > t,
  blocks: ({ high }) => high <= t,
});
const strictlyBelow = (t: number): Demand => ({
  passes: ({ high }) => high < t,
  blocks: ({ low }) => low >= t,
});

/**
 * The smallest error level at which the interval still does what is asked: the p-value that belongs to the interval.
 * Intervals shrink as the level grows, so it is found by bisection, from the finest level that the interval's method
 * can tell: what holds only below that would be taken for certain.
 */
export function levelOf(estimate: Estimate, holds: (interval: Interval) => boolean): number {
  const at = (level: number) => holds(estimate.bounds(1 - level));
  let low = estimate.finest(estimate.n);
  let high = 0.999_999;
  if (low >= high || !at(high)) return 1;
  if (at(low)) return low;
  for (let i = 0; i < 40; i += 1) {
    const middle = Math.sqrt(low * high);
    if (at(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** More examples than this nobody collects for one answer. */
const MOST = 100_000;

/** About how many further examples would settle it at this confidence, if the rates stay as they are. */
export function furtherExamples(estimate: Estimate, demand: Demand, confidence: number): number | null {
  const settled = (n: number) => {
    if (estimate.finest(n) > 1 - confidence) return false;
    const interval = estimate.expected(n, confidence);
    return demand.passes(interval) || demand.blocks(interval);
  };
  if (estimate.n === 0 || !settled(MOST)) return null;
  let low = estimate.n;
  let high = MOST;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (settled(middle)) high = middle;
    else low = middle;
  }
  return Math.max(1, high - estimate.n);
}

export function worst(results: readonly Result[]): Result {
  if (results.includes('block')) return 'block';
  return results.includes('inconclusive') ? 'inconclusive' : 'pass';
}
