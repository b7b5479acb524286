import { asc, inArray, sql } from 'drizzle-orm';
import type { Tx } from '../../kernel/index.ts';
import { staleDocuments } from '../schema.ts';

export async function markStale(tx: Tx, workspaceId: string, documentIds: readonly string[]): Promise<void> {
  for (let i = 0; i < documentIds.length; i += 1_000) {
    const rows = documentIds.slice(i, i + 1_000).map((documentId) => ({ documentId, workspaceId }));
    await tx
      .insert(staleDocuments)
      .values(rows)
      .onConflictDoUpdate({ target: staleDocuments.documentId, set: { since: sql`now()` } });
  }
}

export async function staleBatch(tx: Tx, limit: number): Promise<string[]> {
  const rows = await tx
    .select({ id: staleDocuments.documentId })
    .from(staleDocuments)
    .orderBy(asc(staleDocuments.since))
    .limit(limit);
  return rows.map((row) => row.id);
}

export async function clearStale(tx: Tx, documentIds: readonly string[]): Promise<void> {
  if (documentIds.length > 0)
    await tx.delete(staleDocuments).where(inArray(staleDocuments.documentId, [...documentIds]));
}

/** Workspaces with stale documents; needs system scope. */
export async function staleWorkspaces(tx: Tx): Promise<string[]> {
  const rows = await tx.selectDistinct({ id: staleDocuments.workspaceId }).from(staleDocuments);
  return rows.map((row) => row.id);
}

/** One writer of a workspace's index at a time, across processes; held until the transaction ends. */
export async function lockIndex(tx: Tx, workspaceId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(7118, hashtext(${workspaceId}))`);
}
