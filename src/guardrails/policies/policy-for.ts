import { createHash } from 'node:crypto';
import type { Soon } from '../../kernel/index.ts';
import type { Guardrails } from '../bag.ts';
import type { PolicyDefinition } from '../contract.ts';
import { guardrailErrors } from '../errors.ts';

/** The policy of a workspace that applies to every call for which no other is named. */
const EVERYWHERE = 'default';

/**
 * What applies where some policies are named, or none: then it is the workspace's own, if it has one. Several count
 * together, the strictest of what they ask for.
 * @throws 503 when one is named that nobody wrote: that must not pass for a call without one
 */
export function policyFor(
  bag: Pick<Guardrails, 'policies'>,
  workspaceId: string,
  named: readonly string[],
): Soon<PolicyDefinition | undefined> {
  return named.length === 0 ? bag.policies.of(workspaceId, EVERYWHERE) : allOf(bag, workspaceId, named);
}

async function allOf(
  bag: Pick<Guardrails, 'policies'>,
  workspaceId: string,
  named: readonly string[],
): Promise<PolicyDefinition | undefined> {
  const found = await Promise.all(
    [...new Set(named)].map(async (slug) => {
      const policy = await bag.policies.of(workspaceId, slug);
      if (!policy) throw guardrailErrors.no_policy({ slug });
      return policy ? [policy] : [];
    }),
  );
  const policies = found.flat();
  const [first, ...others] = policies;
  if (!first || others.length === 0) return first;
  const most = policies.flatMap(({ maxCostUsd }) => maxCostUsd ?? []);
  return {
    name: policies.map(({ name }) => name).join(' + '),
    // What one of them wants gone for good does not come back.
    pseudonyms: policies.every(({ pseudonyms }) => pseudonyms),
    rules: policies.flatMap(({ rules }) => rules),
    ...(most.length > 0 ? { maxCostUsd: Math.min(...most) } : {}),
  };
}

/** A hash of what applies: two equal ones mean that the same is looked for. Empty without a policy. */
export async function stateOfPolicies(
  bag: Pick<Guardrails, 'policies'>,
  workspaceId: string,
  named: readonly string[],
): Promise<string> {
  const slugs = named.length > 0 ? [...new Set(named)].sort() : [EVERYWHERE];
  const found = await Promise.all(slugs.map((slug) => bag.policies.of(workspaceId, slug)));
  if (named.length === 0 && !found[0]) return '';
  return createHash('sha256')
    .update(JSON.stringify(found.map((policy) => policy ?? 'missing')))
    .digest('hex');
}
