import type { InputOf } from '../kernel/contract.ts';
import { type Actor, errors } from '../kernel/index.ts';
import type { Guardrails } from './bag.ts';
import type * as contract from './contract.ts';
import { guardrailErrors } from './errors.ts';
import * as store from './store.ts';

const WHAT = 'The guardrail policy';

export async function listPolicies(bag: Guardrails, actor: Actor) {
  return { data: (await bag.db.in(actor.workspaceId, store.allPolicies)).map(present) };
}

export async function getPolicy(bag: Guardrails, actor: Actor, input: { slug: string }) {
  const row = await bag.db.in(actor.workspaceId, (tx) => store.findPolicy(tx, input.slug));
  if (!row) throw errors.not_found({ what: WHAT });
  return present(row);
}

export async function addPolicy(
  bag: Guardrails,
  actor: Actor,
  input: InputOf<typeof contract.addGuardrailPolicy>,
) {
  const { workspaceId } = actor;
  const { slug, definition } = input;
  const row = await bag.db.in(workspaceId, (tx) => store.insertPolicy(tx, { workspaceId, slug, definition }));
  if (!row) throw guardrailErrors.policy_exists({ slug });
  return present(row);
}

export async function putPolicy(
  bag: Guardrails,
  actor: Actor,
  input: InputOf<typeof contract.putGuardrailPolicy>,
) {
  const row = await bag.db.in(actor.workspaceId, (tx) =>
    store.replacePolicy(tx, input.slug, input.definition),
  );
  if (!row) throw errors.not_found({ what: WHAT });
  return present(row);
}

export async function removePolicy(bag: Guardrails, actor: Actor, input: { slug: string }): Promise<void> {
  const found = await bag.db.in(actor.workspaceId, (tx) => store.deletePolicy(tx, input.slug));
  if (!found) throw errors.not_found({ what: WHAT });
}

function present({ slug, definition, updatedAt }: store.PolicyRow) {
  return { slug, definition, updatedAt: updatedAt.toISOString() };
}
