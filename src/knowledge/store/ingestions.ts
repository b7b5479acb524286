import { and, desc, eq, inArray, lt, or, type SQL, sql } from 'drizzle-orm';
import { newId, type Tx } from '../../kernel/index.ts';
import type { DocumentStatus } from '../contract.ts';
import { documents, ingestions } from '../schema.ts';

const countOf = (...states: DocumentStatus[]) =>
  sql<number>`count(*) filter (where ${inArray(documents.status, states)})::int`;

export type IngestionRow = Awaited<ReturnType<typeof ingestionsWhere>>[number];

function ingestionsWhere(tx: Tx, where: SQL, limit: number) {
  return tx
    .select({
      id: ingestions.id,
      workspaceId: ingestions.workspaceId,
      collectionId: ingestions.collectionId,
      status: ingestions.status,
      skipped: ingestions.skipped,
      createdAt: ingestions.createdAt,
      finishedAt: ingestions.finishedAt,
      total: sql<number>`count(${documents.id})::int`,
      ready: countOf('ready'),
      failed: countOf('failed'),
      cancelled: countOf('cancelled'),
    })
    .from(ingestions)
    .leftJoin(documents, eq(documents.ingestionId, ingestions.id))
    .where(where)
    .groupBy(ingestions.id)
    .orderBy(desc(ingestions.createdAt))
    .limit(limit);
}

export async function findIngestion(tx: Tx, id: string): Promise<IngestionRow | undefined> {
  return (await ingestionsWhere(tx, eq(ingestions.id, id), 1))[0];
}

export function latestIngestions(tx: Tx, collectionId: string): Promise<IngestionRow[]> {
  return ingestionsWhere(tx, eq(ingestions.collectionId, collectionId), 20);
}

type NewIngestion = { workspaceId: string; collectionId: string; createdBy: string };

/** An ingestion whose documents are still arriving. */
export async function openIngestion(tx: Tx, values: NewIngestion): Promise<string> {
  const id = newId('ing');
  await tx.insert(ingestions).values({ id, status: 'open', ...values });
  return id;
}

/** The upload is complete: the documents may be read. False when somebody has stopped it meanwhile. */
export async function submitIngestion(tx: Tx, id: string, skipped: number): Promise<boolean> {
  const rows = await tx
    .update(ingestions)
    .set({ status: 'running', skipped })
    .where(and(eq(ingestions.id, id), eq(ingestions.status, 'open')))
    .returning({ id: ingestions.id });
  return rows.length > 0;
}

/** True while the ingestion may go on. */
export async function isRunning(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.select({ status: ingestions.status }).from(ingestions).where(eq(ingestions.id, id));
  return rows[0]?.status === 'running';
}

export async function finishIngestion(tx: Tx, id: string): Promise<void> {
  await tx
    .update(ingestions)
    .set({ status: 'done', finishedAt: sql`now()` })
    .where(and(eq(ingestions.id, id), eq(ingestions.status, 'running')));
}

/**
 * Stops an ingestion that is not over; its unread documents become `cancelled`.
 * @param states only when it is in one of these.
 */
export async function stopIngestion(
  tx: Tx,
  id: string,
  states: ('open' | 'running')[] = ['open', 'running'],
): Promise<void> {
  const stopped = await tx
    .update(ingestions)
    .set({ status: 'cancelled', finishedAt: sql`now()` })
    .where(and(eq(ingestions.id, id), inArray(ingestions.status, states)))
    .returning({ id: ingestions.id });
  if (stopped.length > 0) await leaveUnread(tx, id);
}

/**
 * Ends an upload that is not submitted. What came after somebody had stopped it waits for nobody: it would be shown as
 * about to be read for ever.
 */
export async function giveUpUpload(tx: Tx, id: string): Promise<void> {
  await stopIngestion(tx, id, ['open']);
  const rows = await tx.select({ status: ingestions.status }).from(ingestions).where(eq(ingestions.id, id));
  if (rows[0]?.status === 'cancelled') await leaveUnread(tx, id);
}

async function leaveUnread(tx: Tx, id: string): Promise<void> {
  await tx
    .update(documents)
    .set({ status: 'cancelled' })
    .where(and(eq(documents.ingestionId, id), inArray(documents.status, ['queued', 'reading'])));
}

/**
 * Uploads whose process died before all files were there: older than every process that lives, or than any upload
 * takes. Nobody was told that they arrived. Needs system scope.
 */
export function abandoned(tx: Tx, livingSince: Date) {
  const tooLong = lt(ingestions.createdAt, sql`now() - interval '1 day'`);
  return tx
    .select({ id: ingestions.id })
    .from(ingestions)
    .where(and(eq(ingestions.status, 'open'), or(lt(ingestions.createdAt, livingSince), tooLong)));
}

/** Ingestions that should be under way, with nobody sure that they are; needs system scope. */
export function unfinished(tx: Tx) {
  return tx
    .select({ id: ingestions.id, workspaceId: ingestions.workspaceId })
    .from(ingestions)
    .where(
      and(eq(ingestions.status, 'running'), sql`${ingestions.createdAt} < now() - interval '5 seconds'`),
    );
}
