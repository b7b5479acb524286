import { and, asc, desc, eq, ilike, lt, or } from 'drizzle-orm';
import type { Tx } from '../kernel/index.ts';
import type { Anchor, Entry } from './chain.ts';
import { auditEntries, auditHeads } from './schema.ts';

type Row = typeof auditEntries.$inferSelect;

/** The end of the chain, locked until the transaction ends: entries are added one after the other. */
export async function lockHead(tx: Tx, workspaceId: string): Promise<Anchor | undefined> {
  return (await tx.select().from(auditHeads).where(eq(auditHeads.workspaceId, workspaceId)).for('update'))[0];
}

export async function findHead(tx: Tx): Promise<Anchor | undefined> {
  return (await tx.select().from(auditHeads))[0];
}

/** Makes the first head; a second transaction that tries at the same moment waits for the first and then conflicts. */
export async function makeHead(tx: Tx, head: Anchor): Promise<void> {
  await tx.insert(auditHeads).values(head).onConflictDoNothing();
}

export async function addEntry(tx: Tx, entry: Entry, head: Anchor): Promise<void> {
  await tx.insert(auditEntries).values({ ...entry, at: new Date(entry.at) });
  await tx.update(auditHeads).set(head).where(eq(auditHeads.workspaceId, entry.workspaceId));
}

export async function allEntries(tx: Tx): Promise<Entry[]> {
  return (await tx.select().from(auditEntries).orderBy(asc(auditEntries.seq))).map(toEntry);
}

export async function listEntries(
  tx: Tx,
  filter: { before?: number; limit: number; action?: string; search?: string },
): Promise<Entry[]> {
  const pattern = filter.search ? `%${filter.search.replaceAll(/[\\%_]/g, '\\$&')}%` : undefined;
  const rows = await tx
    .select()
    .from(auditEntries)
    .where(
      and(
        filter.before ? lt(auditEntries.seq, filter.before) : undefined,
        filter.action ? eq(auditEntries.action, filter.action) : undefined,
        pattern
          ? or(
              ilike(auditEntries.actorName, pattern),
              ilike(auditEntries.action, pattern),
              ilike(auditEntries.target, pattern),
            )
          : undefined,
      ),
    )
    .orderBy(desc(auditEntries.seq))
    .limit(filter.limit);
  return rows.map(toEntry);
}

function toEntry(row: Row): Entry {
  return { ...row, at: row.at.toISOString() };
}
