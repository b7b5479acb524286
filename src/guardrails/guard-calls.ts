import type { Guard } from '../gateway/index.ts';
import { onceThere } from '../kernel/index.ts';
import type { Guardrails } from './bag.ts';
import { askForReview } from './calls/ask-for-review.ts';
import { guarded } from './calls/guarded.ts';
import type { Guarded, GuardOptions } from './calls/guarded-call.ts';
import type { PolicyDefinition } from './contract.ts';
import { policyFor } from './policies/policy-for.ts';

const NONE: readonly string[] = [];

/** Applies the workspace's policies to calls of models. */
export function guardCalls(bag: Guardrails): Guard {
  return {
    open: (actor, named) =>
      onceThere(policyFor(bag, actor.workspaceId, named === undefined ? NONE : [named]), (policy) =>
        looks(policy) ? askForReview(bag, actor, guarded(bag, policy)) : undefined,
      ),
  };
}

/**
 * The guardrails of one call; undefined when nothing applies.
 * @param named policies that were asked for by name; without any the workspace's own applies
 */
export async function openGuarded(
  bag: Guardrails,
  workspaceId: string,
  named: readonly string[],
  options?: GuardOptions,
): Promise<Guarded | undefined> {
  const policy = await policyFor(bag, workspaceId, named);
  return looks(policy) ? guarded(bag, policy, options) : undefined;
}

/** Whether there is anything to look for. */
function looks(policy: PolicyDefinition | undefined): policy is PolicyDefinition {
  return policy !== undefined && (policy.rules.length > 0 || policy.maxCostUsd !== undefined);
}
