import { and, asc, count, eq, inArray, sql } from 'drizzle-orm';
import type { Role } from '../../kernel/contract.ts';
import { newId, type Tx } from '../../kernel/index.ts';
import { groupMembers, members, workspaces } from '../schema.ts';
import { users } from '../schema-auth.ts';

const groupIds = sql<
  string[]
>`coalesce((select array_agg(gm.group_id order by gm.group_id) from group_members gm where gm.member_id = ${members.id}), '{}')`;

const memberColumns = {
  id: members.id,
  userId: members.userId,
  workspaceId: members.workspaceId,
  name: users.name,
  email: users.email,
  role: members.role,
  status: members.status,
  groupIds,
  createdAt: members.createdAt,
};

export type MemberRow = Awaited<ReturnType<typeof allMembers>>[number];

export function allMembers(tx: Tx) {
  return tx
    .select(memberColumns)
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .orderBy(asc(users.name));
}

export async function findMember(tx: Tx, id: string): Promise<MemberRow | undefined> {
  const rows = await tx
    .select(memberColumns)
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(eq(members.id, id));
  return rows[0];
}

/** Every active membership of a person, with its workspace; needs system scope. */
export function membershipsOf(tx: Tx, userId: string) {
  return tx
    .select({
      ...memberColumns,
      workspace: { id: workspaces.workspaceId, slug: workspaces.slug, name: workspaces.name },
    })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .innerJoin(workspaces, eq(workspaces.workspaceId, members.workspaceId))
    .where(and(eq(members.userId, userId), eq(members.status, 'active')))
    .orderBy(asc(members.createdAt));
}

/** Every membership of a person, also those that are suspended; needs system scope. */
export function placesOf(tx: Tx, userId: string) {
  return tx
    .select({ id: members.id, workspaceId: members.workspaceId, role: members.role, status: members.status })
    .from(members)
    .where(eq(members.userId, userId));
}

export async function addMember(tx: Tx, workspaceId: string, userId: string, role: Role): Promise<string> {
  const id = newId('mem');
  await tx.insert(members).values({ id, workspaceId, userId, role });
  return id;
}

export async function changeMember(
  tx: Tx,
  id: string,
  change: { role?: Role; status?: 'active' | 'suspended' },
): Promise<void> {
  if (change.role || change.status) await tx.update(members).set(change).where(eq(members.id, id));
}

export async function setMemberGroups(
  tx: Tx,
  workspaceId: string,
  memberId: string,
  ids: readonly string[],
): Promise<void> {
  await tx.delete(groupMembers).where(eq(groupMembers.memberId, memberId));
  if (ids.length > 0)
    await tx.insert(groupMembers).values(ids.map((groupId) => ({ workspaceId, groupId, memberId })));
}

export async function deleteMember(tx: Tx, id: string): Promise<void> {
  await tx.delete(members).where(eq(members.id, id));
}

export async function countActiveOwners(tx: Tx): Promise<number> {
  const rows = await tx
    .select({ n: count() })
    .from(members)
    .where(and(eq(members.role, 'owner'), eq(members.status, 'active')));
  return rows[0]?.n ?? 0;
}

/** Locks the owners' rows, so that two admins cannot remove the last two owners at the same moment. */
export async function lockOwners(tx: Tx): Promise<void> {
  await tx
    .select({ id: members.id })
    .from(members)
    .where(inArray(members.role, ['owner']))
    .for('update');
}
