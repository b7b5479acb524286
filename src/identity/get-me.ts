import type { OutputOf } from '../kernel/contract.ts';
import { type Actor, errors } from '../kernel/index.ts';
import type { Identity } from './bag.ts';
import type * as contract from './contract.ts';
import { membershipsOf } from './store/members.ts';
import { findWorkspace, namedGroups } from './store/workspaces.ts';

export async function getMe(bag: Identity, actor: Actor): Promise<OutputOf<typeof contract.getMe>> {
  const { workspace, groups } = await bag.db.in(actor.workspaceId, async (tx) => ({
    workspace: await findWorkspace(tx, actor.workspaceId),
    groups: await namedGroups(tx),
  }));
  if (!workspace) throw errors.not_found({ what: 'The workspace' });
  const { userId } = actor;
  const memberships = userId ? await bag.db.system((tx) => membershipsOf(tx, userId)) : [];
  return {
    id: actor.id,
    name: actor.name,
    email: memberships[0]?.email ?? null,
    kind: actor.kind,
    role: actor.role,
    workspace,
    groups: groups.filter((group) => actor.groups.includes(group.id)),
    workspaces: memberships.map((m) => ({ workspace: m.workspace, role: m.role })),
  };
}
