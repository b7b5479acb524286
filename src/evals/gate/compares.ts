import type { Criterion } from '../contract.ts';

/** Whether a criterion is about the difference to another version. */
export function compares(criterion: Criterion): boolean {
  return 'not_worse_by' in criterion || 'better_by' in criterion;
}
