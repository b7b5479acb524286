import { type Database, keepFresh, type Soon } from '../../kernel/index.ts';
import type { PolicyDefinition } from '../contract.ts';
import { findPolicy } from '../store.ts';

/** The policies of workspaces, kept for a moment: every call asks for them. */
export interface Policies {
  /** Undefined if the workspace has none of that name. */
  of(workspaceId: string, slug: string): Soon<PolicyDefinition | undefined>;
}

/** A change to a policy counts after this long at the latest, in every process. */
const FRESH_MS = 1_000;
const MOST_KEPT = 10_000;

export function keepPolicies(db: Database): Policies {
  const kept = keepFresh<PolicyDefinition | undefined>({ freshMs: FRESH_MS, most: MOST_KEPT });
  return {
    of: (workspaceId, slug) =>
      kept.of(`${workspaceId}/${slug}`, () =>
        db.in(workspaceId, async (tx) => (await findPolicy(tx, slug))?.definition),
      ),
  };
}
