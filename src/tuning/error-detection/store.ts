import { and, asc, desc, eq, gt, inArray, sql } from 'drizzle-orm';
import { newId, type Tx } from '../../kernel/index.ts';
import type { FINDING_STATUS } from './contract.ts';
import { errorCheckRows, errorChecks, errorFindings } from './schema.ts';

type Status = (typeof FINDING_STATUS)[number];
export type CheckRow = typeof errorChecks.$inferSelect;
export type FindingRow = typeof errorFindings.$inferSelect;
/** With how many findings there are of each status. */
export type CheckState = CheckRow & { counts: Record<Status, number> };

/** Rows of a table kept together. */
export const CHUNK = 500;
const OPEN = ['queued', 'running'] as const;

export async function addCheck(
  tx: Tx,
  values: Omit<typeof errorChecks.$inferInsert, 'id' | 'status'>,
  cells: readonly string[][],
): Promise<string> {
  const id = newId('chk');
  await tx.insert(errorChecks).values({ id, ...values });
  for (let at = 0; at < cells.length; at += CHUNK)
    await tx.insert(errorCheckRows).values({
      checkId: id,
      workspaceId: values.workspaceId,
      chunk: at / CHUNK,
      cells: cells.slice(at, at + CHUNK),
    });
  return id;
}

export async function listChecks(tx: Tx, id?: string): Promise<CheckState[]> {
  const rows = await tx
    .select()
    .from(errorChecks)
    .where(id === undefined ? undefined : eq(errorChecks.id, id))
    .orderBy(desc(errorChecks.id))
    .limit(200);
  const counts = await tx
    .select({ checkId: errorFindings.checkId, status: errorFindings.status, n: sql<number>`count(*)::int` })
    .from(errorFindings)
    .where(
      inArray(
        errorFindings.checkId,
        rows.map((row) => row.id),
      ),
    )
    .groupBy(errorFindings.checkId, errorFindings.status);
  return rows.map((row) => {
    const own = counts.filter((one) => one.checkId === row.id);
    const of = (status: Status) => own.find((one) => one.status === status)?.n ?? 0;
    const found = { open: of('open'), confirmed: of('confirmed'), corrected: of('corrected') };
    return { ...row, counts: { ...found, dismissed: of('dismissed') } };
  });
}

export async function findCheck(tx: Tx, id: string): Promise<CheckState | undefined> {
  return (await listChecks(tx, id))[0];
}

/** The searches that no worker has finished, of every workspace. */
export function openChecks(tx: Tx): Promise<{ id: string; workspaceId: string }[]> {
  return tx
    .select({ id: errorChecks.id, workspaceId: errorChecks.workspaceId })
    .from(errorChecks)
    .where(inArray(errorChecks.status, [...OPEN]));
}

/** Notes how far a search has come; false when it is not open any more. */
export async function noteProgress(tx: Tx, id: string, progress: number): Promise<boolean> {
  return move(tx, id, { status: 'running', progress });
}

/** Moves on only from an open state: what was cancelled stays cancelled, whatever a worker still does. */
export async function endCheck(
  tx: Tx,
  id: string,
  end: Partial<CheckRow> & { status: 'done' | 'cancelled' | 'failed' },
): Promise<boolean> {
  return move(tx, id, { ...end, finishedAt: new Date() });
}

async function move(tx: Tx, id: string, change: Partial<CheckRow>): Promise<boolean> {
  const rows = await tx
    .update(errorChecks)
    .set(change)
    .where(and(eq(errorChecks.id, id), inArray(errorChecks.status, [...OPEN])))
    .returning({ id: errorChecks.id });
  return rows.length > 0;
}

export async function dropCheck(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.delete(errorChecks).where(eq(errorChecks.id, id)).returning({ id: errorChecks.id });
  return rows.length > 0;
}

/** All cells, in order. */
export async function cellsOf(tx: Tx, checkId: string): Promise<string[][]> {
  const chunks = await tx
    .select({ cells: errorCheckRows.cells })
    .from(errorCheckRows)
    .where(eq(errorCheckRows.checkId, checkId))
    .orderBy(asc(errorCheckRows.chunk));
  return chunks.flatMap((one) => one.cells);
}

/** The cells of some rows, by the row's number. */
export async function rowsAt(
  tx: Tx,
  checkId: string,
  rows: readonly number[],
): Promise<Map<number, string[]>> {
  const wanted = [...new Set(rows.map((row) => Math.floor(row / CHUNK)))];
  if (wanted.length === 0) return new Map();
  const chunks = await tx
    .select()
    .from(errorCheckRows)
    .where(and(eq(errorCheckRows.checkId, checkId), inArray(errorCheckRows.chunk, wanted)));
  const byChunk = new Map(chunks.map((one) => [one.chunk, one.cells]));
  return new Map(rows.map((row) => [row, byChunk.get(Math.floor(row / CHUNK))?.[row % CHUNK] ?? []]));
}

export async function addFindings(
  tx: Tx,
  findings: readonly Omit<typeof errorFindings.$inferInsert, 'id'>[],
): Promise<void> {
  for (let at = 0; at < findings.length; at += 500)
    await tx
      .insert(errorFindings)
      .values(findings.slice(at, at + 500).map((one) => ({ id: newId('fnd'), ...one })))
      .onConflictDoNothing();
}

export interface FindingFilter {
  checkId: string;
  status?: Status | undefined;
  column?: number | undefined;
  /** Findings after this one. */
  after?: string | undefined;
  limit?: number;
}

export async function listFindings(tx: Tx, filter: FindingFilter): Promise<FindingRow[]> {
  const last = filter.after === undefined ? undefined : await findFinding(tx, filter.after);
  const query = tx
    .select()
    .from(errorFindings)
    .where(
      and(
        eq(errorFindings.checkId, filter.checkId),
        filter.status ? eq(errorFindings.status, filter.status) : undefined,
        filter.column === undefined ? undefined : eq(errorFindings.column, filter.column),
        last ? gt(errorFindings.rank, last.rank) : undefined,
      ),
    )
    .orderBy(asc(errorFindings.rank));
  return filter.limit === undefined ? query : query.limit(filter.limit);
}

export async function findFinding(tx: Tx, id: string): Promise<FindingRow | undefined> {
  return (await tx.select().from(errorFindings).where(eq(errorFindings.id, id)))[0];
}

/** The finding, held until the transaction ends: two people may decide at the same moment. */
export async function lockFinding(tx: Tx, id: string): Promise<FindingRow | undefined> {
  return (await tx.select().from(errorFindings).where(eq(errorFindings.id, id)).for('update'))[0];
}

export async function decide(
  tx: Tx,
  id: string,
  decision: Pick<FindingRow, 'status' | 'correction' | 'decidedBy' | 'decidedAt'>,
): Promise<FindingRow | undefined> {
  return (await tx.update(errorFindings).set(decision).where(eq(errorFindings.id, id)).returning())[0];
}
