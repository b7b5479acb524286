import { asc, count, eq, or } from 'drizzle-orm';
import { newId, type Tx } from '../../kernel/index.ts';
import { groups, workspaces } from '../schema.ts';

export async function addWorkspace(tx: Tx, workspace: { slug: string; name: string }): Promise<string> {
  const workspaceId = newId('ws');
  await tx.insert(workspaces).values({ workspaceId, ...workspace });
  return workspaceId;
}

export async function renameWorkspace(tx: Tx, id: string, name: string): Promise<void> {
  await tx.update(workspaces).set({ name }).where(eq(workspaces.workspaceId, id));
}

/** By slug or id; needs system scope, or answers only for the scope's own workspace. */
export async function findWorkspace(tx: Tx, slugOrId: string) {
  const rows = await tx
    .select({ id: workspaces.workspaceId, slug: workspaces.slug, name: workspaces.name })
    .from(workspaces)
    .where(or(eq(workspaces.slug, slugOrId), eq(workspaces.workspaceId, slugOrId)));
  return rows[0];
}

export async function countWorkspaces(tx: Tx): Promise<number> {
  const rows = await tx.select({ n: count() }).from(workspaces);
  return rows[0]?.n ?? 0;
}

/** Ids of all workspaces, the first that was made first; needs system scope. */
export async function workspaceIds(tx: Tx): Promise<string[]> {
  const rows = await tx
    .select({ id: workspaces.workspaceId })
    .from(workspaces)
    .orderBy(asc(workspaces.createdAt), asc(workspaces.workspaceId));
  return rows.map((row) => row.id);
}

export function namedGroups(tx: Tx) {
  return tx.select({ id: groups.id, slug: groups.slug, name: groups.name }).from(groups);
}
