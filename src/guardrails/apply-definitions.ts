import type { Actor, Tx } from '../kernel/index.ts';
import type { GuardrailsDefinition } from './contract.ts';
import * as store from './store.ts';

/** Makes policies say what their definitions say, within a transaction. Who may is for the caller to have asked. */
export async function applyDefinitions(
  tx: Tx,
  { workspaceId }: Actor,
  definitions: readonly GuardrailsDefinition[],
): Promise<{ slug: string; created: boolean }[]> {
  const applied = [];
  for (const { kind: _, slug, ...definition } of definitions) {
    const added = await store.insertPolicy(tx, { workspaceId, slug, definition });
    if (!added) await store.replacePolicy(tx, slug, definition);
    applied.push({ slug, created: added !== undefined });
  }
  return applied;
}
