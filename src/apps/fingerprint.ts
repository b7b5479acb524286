import { modelState } from '../gateway/index.ts';
import { stateOfPolicies } from '../guardrails/index.ts';
import { type Actor, toFailure } from '../kernel/index.ts';
import { stateOfDocuments } from '../knowledge/index.ts';
import { policiesOf } from './assistant/guard.ts';
import type { Apps } from './bag.ts';
import type { VersionRow } from './store/apps.ts';

/** What lies beneath a version and can change without it. A verdict holds for what it was measured on. */
export interface Fingerprint {
  model: string;
  knowledge: string;
  guardrails: string;
}

/** The state of the model and the knowledge that a version uses now. */
export async function fingerprintOf(bag: Apps, actor: Actor, version: VersionRow): Promise<Fingerprint> {
  const model = await stateOrMissing(bag, actor, version.definition.model);
  const knowledge = await bag.db.in(actor.workspaceId, (tx) => stateOfDocuments(tx, version.collectionIds));
  const named = await policiesOf(bag, actor, version.definition);
  const guardrails = await stateOfPolicies(bag, actor.workspaceId, named);
  return { model, knowledge, guardrails };
}

/** A model that is gone is a state like any other: the verdict no longer holds. */
async function stateOrMissing(bag: Apps, actor: Actor, wanted: string): Promise<string> {
  try {
    return await modelState(bag, actor, wanted);
  } catch (error) {
    if (toFailure(error).status >= 500) throw error;
    return 'missing';
  }
}
