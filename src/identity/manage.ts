import { type Actor, errors } from '../kernel/index.ts';
import type { Identity } from './bag.ts';
import { presentInvitation, presentKey, presentMember } from './present.ts';
import { addGroup, allGroups, deleteGroup as dropGroup } from './store/groups.ts';
import { deleteInvitation, openInvitations } from './store/invitations.ts';
import { revokeKey as endKey, liveKeys } from './store/keys.ts';
import { allMembers } from './store/members.ts';
import { findWorkspace, renameWorkspace } from './store/workspaces.ts';

/** The plain lists, renamings and deletions; whatever has a rule of its own has a file of its own. */

export async function listMembers(bag: Identity, actor: Actor) {
  return { data: (await bag.db.in(actor.workspaceId, allMembers)).map(presentMember) };
}

export async function listInvitations(bag: Identity, actor: Actor) {
  return { data: (await bag.db.in(actor.workspaceId, openInvitations)).map(presentInvitation) };
}

export async function revokeInvitation(bag: Identity, actor: Actor, input: { id: string }): Promise<void> {
  const found = await bag.db.in(actor.workspaceId, (tx) => deleteInvitation(tx, input.id));
  if (!found) throw errors.not_found({ what: 'The invitation' });
}

export async function listGroups(bag: Identity, actor: Actor) {
  return { data: await bag.db.in(actor.workspaceId, allGroups) };
}

export async function createGroup(bag: Identity, actor: Actor, input: { name: string; slug: string }) {
  return bag.db.in(actor.workspaceId, (tx) =>
    addGroup(tx, actor.workspaceId, { slug: input.slug, name: input.name }),
  );
}

export async function deleteGroup(bag: Identity, actor: Actor, input: { id: string }): Promise<void> {
  const found = await bag.db.in(actor.workspaceId, (tx) => dropGroup(tx, input.id));
  if (!found) throw errors.not_found({ what: 'The group' });
}

export async function updateWorkspace(bag: Identity, actor: Actor, input: { name: string }) {
  const { workspaceId } = actor;
  const workspace = await bag.db.in(workspaceId, async (tx) => {
    await renameWorkspace(tx, workspaceId, input.name);
    return findWorkspace(tx, workspaceId);
  });
  if (!workspace) throw errors.not_found({ what: 'The workspace' });
  return workspace;
}

export async function listKeys(bag: Identity, actor: Actor) {
  return { data: (await bag.db.in(actor.workspaceId, liveKeys)).map(presentKey) };
}

export async function revokeKey(bag: Identity, actor: Actor, input: { id: string }): Promise<void> {
  const found = await bag.db.in(actor.workspaceId, (tx) => endKey(tx, input.id));
  if (!found) throw errors.not_found({ what: 'The key' });
}
