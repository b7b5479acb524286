import { asc, count, eq, inArray, or } from 'drizzle-orm';
import { newId, type Tx } from '../../kernel/index.ts';
import { groupMembers, groups } from '../schema.ts';

export function allGroups(tx: Tx) {
  return tx
    .select({ id: groups.id, slug: groups.slug, name: groups.name, members: count(groupMembers.memberId) })
    .from(groups)
    .leftJoin(groupMembers, eq(groupMembers.groupId, groups.id))
    .groupBy(groups.id)
    .orderBy(asc(groups.name));
}

export async function addGroup(tx: Tx, workspaceId: string, group: { slug: string; name: string }) {
  const row = { id: newId('grp'), ...group };
  await tx.insert(groups).values({ ...row, workspaceId });
  return { ...row, members: 0 };
}

/** True when there was such a group. */
export async function deleteGroup(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.delete(groups).where(eq(groups.id, id)).returning({ id: groups.id });
  return rows.length > 0;
}

/** Those of the ids that are groups of this workspace. */
export async function existingGroups(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx
    .select({ id: groups.id })
    .from(groups)
    .where(inArray(groups.id, [...ids]));
  return new Set(rows.map((row) => row.id));
}

/** Groups by slug or id. */
export async function groupsNamed(tx: Tx, names: readonly string[]) {
  if (names.length === 0) return [];
  const wanted = [...names];
  return tx
    .select({ id: groups.id, slug: groups.slug })
    .from(groups)
    .where(or(inArray(groups.slug, wanted), inArray(groups.id, wanted)));
}
