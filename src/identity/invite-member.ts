import type { InputOf, OutputOf } from '../kernel/contract.ts';
import { type Actor, hashToken, newToken } from '../kernel/index.ts';
import { ensurePerson } from './auth.ts';
import type { Identity } from './bag.ts';
import { checkGroups } from './check-groups.ts';
import type * as contract from './contract.ts';
import { identityErrors } from './errors.ts';
import { mayHandOut } from './rank.ts';
import { addInvitation, takeInvitation } from './store/invitations.ts';
import { addMember, membershipsOf, setMemberGroups } from './store/members.ts';

const VALID_MS = 7 * 86_400_000;

/** Invites somebody. There is no mail server to depend on: the token comes back once, to be handed over as a link. */
export async function inviteMember(
  bag: Identity,
  actor: Actor,
  input: InputOf<typeof contract.inviteMember>,
): Promise<OutputOf<typeof contract.inviteMember>> {
  if (!mayHandOut(actor.role, input.role)) throw identityErrors.role_too_high({ role: input.role });
  const token = newToken('inv-');
  const expiresAt = new Date(Date.now() + VALID_MS);
  const { email, role, groupIds } = input;
  const id = await bag.db.in(actor.workspaceId, async (tx) => {
    await checkGroups(tx, actor, groupIds);
    return addInvitation(tx, actor.workspaceId, {
      email,
      role,
      groupIds,
      tokenHash: hashToken(token),
      expiresAt,
    });
  });
  return { id, email, role, groupIds, expiresAt: expiresAt.toISOString(), token };
}

/** Makes the person (or finds them by address) and the membership. The token works once. */
export async function acceptInvitation(
  bag: Identity,
  _actor: Actor,
  input: { token: string; name: string; password: string },
): Promise<{ email: string }> {
  const invitation = await bag.db.system((tx) => takeInvitation(tx, hashToken(input.token)));
  if (!invitation) throw identityErrors.invitation_invalid();
  const { workspaceId, email, role, groupIds } = invitation;
  const userId = await ensurePerson(bag.auth, { email, name: input.name, password: input.password });
  await bag.db.system(async (tx) => {
    const known = (await membershipsOf(tx, userId)).some(
      (membership) => membership.workspaceId === workspaceId,
    );
    if (known) return;
    const memberId = await addMember(tx, workspaceId, userId, role);
    await setMemberGroups(tx, workspaceId, memberId, groupIds);
    const joined = {
      workspaceId,
      id: memberId,
      kind: 'person',
      name: email,
      role,
      groups: groupIds,
      scopes: [],
    } as const;
    const details = { role, groupIds };
    await bag.record(tx, joined, { action: 'invitation.accept', target: memberId, outcome: 'done', details });
  });
  return { email };
}
