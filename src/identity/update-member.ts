import type { InputOf, OutputOf } from '../kernel/contract.ts';
import { type Actor, errors, type Tx } from '../kernel/index.ts';
import type { Identity } from './bag.ts';
import { checkGroups } from './check-groups.ts';
import type * as contract from './contract.ts';
import { identityErrors } from './errors.ts';
import { presentMember } from './present.ts';
import { mayHandOut } from './rank.ts';
import {
  changeMember,
  countActiveOwners,
  deleteMember,
  findMember,
  lockOwners,
  type MemberRow,
  membershipsOf,
  setMemberGroups,
} from './store/members.ts';

/** Changes role, status or groups. Suspending also ends the person's sessions if it was their last workspace. */
export async function updateMember(
  bag: Identity,
  actor: Actor,
  input: InputOf<typeof contract.updateMember>,
): Promise<OutputOf<typeof contract.updateMember>> {
  const row = await bag.db.in(actor.workspaceId, async (tx) => {
    const member = await loadForChange(tx, actor, input.id);
    if (input.role && !mayHandOut(actor.role, input.role))
      throw identityErrors.role_too_high({ role: input.role });
    await changeMember(tx, member.id, { role: input.role, status: input.status });
    if (input.groupIds) {
      await checkGroups(tx, actor, input.groupIds);
      await setMemberGroups(tx, actor.workspaceId, member.id, input.groupIds);
    }
    await keepAnOwner(tx);
    const changed = await findMember(tx, member.id);
    if (!changed) throw errors.not_found({ what: 'The member' });
    return changed;
  });
  await endSessionsOfNobody(bag, row.userId);
  return presentMember(row);
}

export async function removeMember(bag: Identity, actor: Actor, input: { id: string }): Promise<void> {
  const { userId } = await bag.db.in(actor.workspaceId, async (tx) => {
    const member = await loadForChange(tx, actor, input.id);
    await deleteMember(tx, member.id);
    await keepAnOwner(tx);
    return member;
  });
  await endSessionsOfNobody(bag, userId);
}

/** Who is active in no workspace any more keeps no session that would work again after the next invitation. */
async function endSessionsOfNobody(bag: Identity, userId: string): Promise<void> {
  if ((await bag.db.system((tx) => membershipsOf(tx, userId))).length > 0) return;
  const { internalAdapter } = await bag.auth.$context;
  const sessions = await internalAdapter.listSessions(userId);
  await internalAdapter.deleteSessions(sessions.map(({ token }) => token));
}

async function loadForChange(tx: Tx, actor: Actor, id: string): Promise<MemberRow> {
  await lockOwners(tx);
  const member = await findMember(tx, id);
  if (!member) throw errors.not_found({ what: 'The member' });
  if (member.role === 'owner' && actor.role !== 'owner') throw identityErrors.owners_only();
  return member;
}

async function keepAnOwner(tx: Tx): Promise<void> {
  if ((await countActiveOwners(tx)) === 0) throw identityErrors.last_owner();
}
