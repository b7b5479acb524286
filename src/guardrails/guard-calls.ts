import type { Guard } from '../gateway/index.ts';
import type { Guardrails } from './bag.ts';
import { askForReview } from './calls/ask-for-review.ts';
import { guarded } from './calls/guarded.ts';
import type { Guarded, GuardOptions } from './calls/guarded-call.ts';
import { policyFor } from './policies/policy-for.ts';

/** Applies the workspace's policies to calls of models. */
export function guardCalls(bag: Guardrails): Guard {
  return {
    async open(actor, named) {
      const guarded = await openGuarded(bag, actor.workspaceId, named === undefined ? [] : [named]);
      return guarded && askForReview(bag, actor, guarded);
    },
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
  const idle = !policy || (policy.rules.length === 0 && policy.maxCostUsd === undefined);
  return idle ? undefined : guarded(bag, policy, options);
}
