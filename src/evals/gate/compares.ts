import type { Criterion, Gate } from '../contract.ts';

/** Whether a criterion is about the difference to another version. */
export function compares(criterion: Criterion): boolean {
  return 'not_worse_by' in criterion || 'better_by' in criterion;
}

/**
 * Whether a gate asks for a comparison at all, in a criterion or by its slices. With criteria alone, a gate that
 * compares only slice by slice would be met by a verdict that compared nothing.
 */
export function gateCompares({ criteria, slices }: Gate): boolean {
  return slices !== undefined || criteria.some(compares);
}
