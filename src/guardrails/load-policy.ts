import type { Guardrails } from './bag.ts';
import type { PolicyDefinition } from './contract.ts';
import { findPolicy } from './store.ts';

/** A policy by its slug; undefined if the workspace has none of that name. */
export async function loadPolicy(
  bag: Guardrails,
  workspaceId: string,
  slug: string,
): Promise<PolicyDefinition | undefined> {
  return (await bag.db.in(workspaceId, (tx) => findPolicy(tx, slug)))?.definition;
}
