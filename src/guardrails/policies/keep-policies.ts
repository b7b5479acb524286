import type { Database, Soon } from '../../kernel/index.ts';
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

interface Kept {
  until: number;
  policy: Soon<PolicyDefinition | undefined>;
}

export function keepPolicies(db: Database): Policies {
  const known = new Map<string, Kept>();
  return {
    of(workspaceId, slug) {
      const key = `${workspaceId}/${slug}`;
      const hit = known.get(key);
      if (hit && hit.until > performance.now()) return hit.policy;
      if (known.size > MOST_KEPT) known.clear();
      const loading = db.in(workspaceId, async (tx) => (await findPolicy(tx, slug))?.definition);
      const entry: Kept = { until: performance.now() + FRESH_MS, policy: loading };
      known.set(key, entry);
      loading.then(
        (policy) => {
          entry.policy = policy;
        },
        () => known.delete(key),
      );
      return loading;
    },
  };
}
