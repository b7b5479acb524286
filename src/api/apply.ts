import { applyApps } from '../apps/index.ts';
import { applyEvals } from '../evals/index.ts';
import { record } from '../governance/index.ts';
import { applyGuardrails, managePolicies } from '../guardrails/index.ts';
import type { InputOf, OutputOf } from '../kernel/contract.ts';
import { type Actor, allow, errors, type Kernel, type Route, refusal, route } from '../kernel/index.ts';
import { applyTraining } from '../tuning/index.ts';
import * as contract from './contract.ts';
import { recordApplied } from './record-applied.ts';

/** Makes the workspace match some definitions, whatever rooms they belong to: all or nothing. */
export async function apply(
  bag: Pick<Kernel, 'db' | 'keyRing'>,
  actor: Actor,
  { definitions }: InputOf<typeof contract.apply>,
): Promise<OutputOf<typeof contract.apply>> {
  const policies = definitions.filter((one) => one.kind === 'guardrails');
  // Who may build may not loosen what keeps builders in bounds: a file is no way around.
  const need = policies.length > 0 ? refusal(managePolicies, actor) : undefined;
  if (need) throw errors.forbidden({ need });
  return bag.db.in(actor.workspaceId, async (tx) => {
    const ofApps = definitions.filter((one) => one.kind === 'assistant' || one.kind === 'collection');
    const ofEvals = definitions.filter((one) => one.kind === 'dataset' || one.kind === 'eval');
    const guardrails = await applyGuardrails(tx, actor, policies);
    for (const { slug, created } of guardrails) {
      const action = created ? 'guardrail_policy.add' : 'guardrail_policy.change';
      await record(bag, tx, actor, { action, target: slug, outcome: 'done' });
    }
    await recordApplied(
      bag,
      tx,
      actor,
      definitions.filter((one) => one.kind !== 'guardrails'),
    );
    const applied = { ...(await applyApps(tx, actor, ofApps)), ...(await applyEvals(tx, actor, ofEvals)) };
    const ofTuning = definitions.filter((one) => one.kind === 'training');
    return { ...applied, ...(await applyTraining(tx, actor, ofTuning)), guardrails };
  });
}

const build = allow('apps:write', 'owner', 'admin', 'builder');

export const applyRoutes: Route<Kernel>[] = [
  route(contract.apply, build, apply, { audited: 'definitions.apply' }),
];
