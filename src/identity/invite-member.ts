import type { InputOf, OutputOf } from '../kernel/contract.ts';
import { type Actor, hashToken, newToken, type Tx } from '../kernel/index.ts';
import { ensurePerson, renewPassword } from './auth.ts';
import type { Identity } from './bag.ts';
import { checkGroups } from './check-groups.ts';
import type * as contract from './contract.ts';
import { identityErrors } from './errors.ts';
import { mayHandOut } from './rank.ts';
import { countAttempt } from './sign-in.ts';
import { existingGroups } from './store/groups.ts';
import { addInvitation, findInvitation, takeInvitation } from './store/invitations.ts';
import { addMember, placesOf, setMemberGroups } from './store/members.ts';

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

/**
 * Makes the person (or finds them by address) and the membership. The token works once: it is taken together with the
 * membership, so that whatever goes wrong on the way leaves it as it was. It is also the way back for who has forgotten
 * their password, as far as nobody else's workspace and no higher role depends on it; there the password that they have
 * must be typed: an account that somebody else made in time for this address would come in under a colleague's name.
 */
export async function acceptInvitation(
  bag: Identity,
  _actor: Actor,
  input: { token: string; name: string; password: string },
): Promise<{ email: string }> {
  const tokenHash = hashToken(input.token);
  const found = await bag.db.system((tx) => findInvitation(tx, tokenHash));
  if (!found) throw identityErrors.invitation_invalid();
  const { email } = found;
  const person = await ensurePerson(bag.auth, { email, name: input.name, password: input.password });
  const keeps = person.hadPassword && (await bag.db.system((tx) => standing(tx, person.id, found))).keeps;
  const theirs = keeps && (await isPassword(bag, email, person.id, input.password));
  const renews = await bag.db.system(async (tx) => {
    const invitation = await takeInvitation(tx, tokenHash);
    if (!invitation) throw identityErrors.invitation_invalid();
    const { there, keeps } = await standing(tx, person.id, invitation);
    // An invitation does not lift what an admin has decided since.
    if (there?.status === 'suspended') throw identityErrors.no_workspace();
    if (person.hadPassword && keeps && !theirs) throw identityErrors.account_known({ email });
    const member = there ? invited(invitation, there.id) : await join(bag, tx, person.id, invitation);
    if (!person.hadPassword || keeps) return false;
    await bag.record(tx, member, { action: 'account.password', target: member.id, outcome: 'done' });
    return true;
  });
  if (renews) await renewPassword(bag.auth, person.id, input.password);
  return { email };
}

type Taken = NonNullable<Awaited<ReturnType<typeof takeInvitation>>>;

/** Where somebody is already, and whether an invitation therefore leaves their password as it is. */
async function standing(tx: Tx, userId: string, { workspaceId, role }: Pick<Taken, 'workspaceId' | 'role'>) {
  const places = await placesOf(tx, userId);
  const there = places.find((place) => place.workspaceId === workspaceId);
  const elsewhere = places.some((place) => place.workspaceId !== workspaceId);
  return { there, keeps: elsewhere || (there !== undefined && !mayHandOut(role, there.role)) };
}

/** Whether it is the password of this account; counted as a sign-in is, or whoever invites an address could guess it here. */
async function isPassword(bag: Identity, email: string, userId: string, password: string): Promise<boolean> {
  await countAttempt(bag, email);
  const { internalAdapter, password: hasher } = await bag.auth.$context;
  const hash = (await internalAdapter.findCredentialAccount(userId))?.password;
  const right = hash ? await hasher.verify({ hash, password }) : false;
  if (right) await bag.attempts.delete(email);
  return right;
}

async function join(bag: Identity, tx: Tx, userId: string, invitation: Taken): Promise<Actor> {
  const { workspaceId, role } = invitation;
  // A group may have been deleted since the invitation was written.
  const existing = await existingGroups(tx, invitation.groupIds);
  const groupIds = invitation.groupIds.filter((id) => existing.has(id));
  const memberId = await addMember(tx, workspaceId, userId, role);
  await setMemberGroups(tx, workspaceId, memberId, groupIds);
  const joined = invited({ ...invitation, groupIds }, memberId);
  const details = { role, groupIds };
  await bag.record(tx, joined, { action: 'invitation.accept', target: memberId, outcome: 'done', details });
  return joined;
}

/** Whoever accepts, as the audit log names them: they are not signed in yet. */
function invited({ workspaceId, email, role, groupIds }: Taken, id: string): Actor {
  return { workspaceId, id, kind: 'person', name: email, role, groups: groupIds, scopes: [] };
}
