import type { z } from 'zod';
import { newcombe, wilson } from '../../evals/index.ts';
import type { LiveApp } from '../contract.ts';

/** How many of how many. */
export interface Tally {
  hits: number;
  n: number;
}

/**
 * A share of this week's runs beside the week before. It has drifted when the 95 % interval of the difference leaves
 * out zero: a change that chance alone would rarely make.
 */
export function watch(now: Tally, before: Tally): z.infer<typeof LiveApp>['abstentions'] {
  const comparable = now.n > 0 && before.n > 0;
  const difference = comparable
    ? newcombe({ successes: now.hits, n: now.n }, { successes: before.hits, n: before.n })
    : null;
  return {
    estimate: now.n === 0 ? 0 : now.hits / now.n,
    interval: wilson(now.hits, now.n),
    n: now.n,
    before: before.n === 0 ? null : before.hits / before.n,
    difference,
    drifted: difference !== null && (difference.low > 0 || difference.high < 0),
  };
}
