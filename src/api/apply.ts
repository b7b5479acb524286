import { applyApps } from '../apps/index.ts';
import { applyEvals } from '../evals/index.ts';
import type { InputOf, OutputOf } from '../kernel/contract.ts';
import { type Actor, allow, type Kernel, type Route, route } from '../kernel/index.ts';
import * as contract from './contract.ts';

/** Makes the workspace match some definitions, whatever rooms they belong to: all or nothing. */
export async function apply(
  bag: Pick<Kernel, 'db'>,
  actor: Actor,
  { definitions }: InputOf<typeof contract.apply>,
): Promise<OutputOf<typeof contract.apply>> {
  return bag.db.in(actor.workspaceId, async (tx) => {
    const ofApps = definitions.filter((one) => one.kind === 'assistant' || one.kind === 'collection');
    const ofEvals = definitions.filter((one) => one.kind === 'dataset' || one.kind === 'eval');
    return { ...(await applyApps(tx, actor, ofApps)), ...(await applyEvals(tx, actor, ofEvals)) };
  });
}

const build = allow('apps:write', 'owner', 'admin', 'builder');

export const applyRoutes: Route<Kernel>[] = [
  route(contract.apply, build, apply, { audited: 'definitions.apply' }),
];
