import type { Criterion } from '../contract.ts';

/**
 * The criterion that stands for a verdict where there is room for one: a share of passes if there is one. The order in
 * a gate is its author's; taking the first would show a latency where a quality is looked for.
 */
export function headline<T extends { criterion: Pick<Criterion, 'measure'> }>(
  criteria: readonly T[],
): T | undefined {
  return criteria.find((one) => one.criterion.measure === 'pass') ?? criteria[0];
}
