import { and, asc, desc, eq, gt, inArray, isNotNull, lt, sql } from 'drizzle-orm';
import { deleteBlob, newId, putBlob, readBlob, type Tx } from '../../kernel/index.ts';
import type { CurvePoint, JobPhase, JobStatus } from '../contract-jobs.ts';
import { type HostedJob, tuningCheckpoints, tuningEvents, tuningJobs } from '../schema.ts';

export type TuningJobRow = typeof tuningJobs.$inferSelect;
export type TuningEventRow = typeof tuningEvents.$inferSelect;
export type CheckpointRow = typeof tuningCheckpoints.$inferSelect;

const OPEN: JobStatus[] = ['queued', 'running'];

export async function addJob(
  tx: Tx,
  values: Omit<typeof tuningJobs.$inferInsert, 'id' | 'status'>,
): Promise<string> {
  const id = newId('ftjob');
  await tx.insert(tuningJobs).values({ id, status: 'queued', ...values });
  return id;
}

export async function findJob(tx: Tx, id: string): Promise<TuningJobRow | undefined> {
  return (await tx.select().from(tuningJobs).where(eq(tuningJobs.id, id)))[0];
}

export interface JobFilter {
  versionIds?: readonly string[] | undefined;
  status?: JobStatus | undefined;
  /** Only those that came over OpenAI's API, with these metadata. */
  wire?: { metadata: Record<string, string> } | undefined;
  after?: string | undefined;
  limit: number;
}

export function listJobs(tx: Tx, filter: JobFilter): Promise<TuningJobRow[]> {
  const { versionIds, status, wire, after } = filter;
  return tx
    .select()
    .from(tuningJobs)
    .where(
      and(
        versionIds ? inArray(tuningJobs.versionId, [...versionIds]) : undefined,
        status ? eq(tuningJobs.status, status) : undefined,
        wire ? isNotNull(tuningJobs.wire) : undefined,
        wire && Object.keys(wire.metadata).length > 0
          ? sql`${tuningJobs.wire}->'metadata' @> ${JSON.stringify(wire.metadata)}::jsonb`
          : undefined,
        after ? lt(tuningJobs.id, after) : undefined,
      ),
    )
    .orderBy(desc(tuningJobs.id))
    .limit(filter.limit);
}

/** Moves on only while it is open: what was cancelled or paused stays so, whatever a worker still does. */
export async function setJob(
  tx: Tx,
  id: string,
  change: Partial<Omit<TuningJobRow, 'id' | 'workspaceId' | 'startedAt'>> & { phase?: JobPhase },
): Promise<boolean> {
  const over = change.status !== undefined && !['queued', 'running', 'paused'].includes(change.status);
  const rows = await tx
    .update(tuningJobs)
    .set({ ...change, ...(over ? { finishedAt: sql`now()` } : {}) })
    .where(and(eq(tuningJobs.id, id), inArray(tuningJobs.status, OPEN)))
    .returning({ id: tuningJobs.id });
  // Those of a job that succeeded are shown beside its model, and go with that.
  if (rows.length > 0 && over && change.status !== 'succeeded') await dropCheckpoints(tx, id);
  return rows.length > 0;
}

/** Takes an open job up; undefined when there is nothing to do. */
export async function takeJob(tx: Tx, id: string): Promise<TuningJobRow | undefined> {
  const rows = await tx
    .update(tuningJobs)
    .set({ status: 'running', startedAt: sql`coalesce(${tuningJobs.startedAt}, now())` })
    .where(and(eq(tuningJobs.id, id), inArray(tuningJobs.status, OPEN)))
    .returning();
  return rows[0];
}

/** A paused job waits again; one that is paused can also be cancelled. */
export async function leavePause(tx: Tx, id: string, status: 'queued' | 'cancelled'): Promise<boolean> {
  const rows = await tx
    .update(tuningJobs)
    .set({ status, ...(status === 'cancelled' ? { finishedAt: sql`now()` } : {}) })
    .where(and(eq(tuningJobs.id, id), eq(tuningJobs.status, 'paused')))
    .returning({ id: tuningJobs.id });
  if (rows.length > 0 && status === 'cancelled') await dropCheckpoints(tx, id);
  return rows.length > 0;
}

/** Ends all jobs of a version that have not ended, the paused ones too; returns them. */
export async function cancelJobsOf(tx: Tx, versionId: string): Promise<TuningJobRow[]> {
  const rows = await tx
    .update(tuningJobs)
    .set({ status: 'cancelled', finishedAt: sql`now()` })
    .where(and(eq(tuningJobs.versionId, versionId), inArray(tuningJobs.status, [...OPEN, 'paused'])))
    .returning();
  for (const { id } of rows) await dropCheckpoints(tx, id);
  return rows;
}

export async function setWire(tx: Tx, id: string, wire: NonNullable<TuningJobRow['wire']>): Promise<void> {
  await tx.update(tuningJobs).set({ wire }).where(eq(tuningJobs.id, id));
}

/**
 * Changes what is known of a job at its provider, whatever state it is in, with the row locked: what is found out there and
 * what is wished here must not undo each other.
 */
export async function changeHosted(
  tx: Tx,
  id: string,
  change: (hosted: HostedJob) => HostedJob,
): Promise<HostedJob | undefined> {
  const [row] = await tx
    .select({ hosted: tuningJobs.hosted })
    .from(tuningJobs)
    .where(eq(tuningJobs.id, id))
    .for('update');
  if (!row?.hosted) return undefined;
  const hosted = change(row.hosted);
  await tx.update(tuningJobs).set({ hosted }).where(eq(tuningJobs.id, id));
  return hosted;
}

/** Jobs that sent examples of a version to a provider, or were about to. */
export async function hostedJobsOf(tx: Tx, versionId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: tuningJobs.id })
    .from(tuningJobs)
    .where(and(eq(tuningJobs.versionId, versionId), isNotNull(tuningJobs.hosted)))
    .orderBy(asc(tuningJobs.id));
  return rows.map(({ id }) => id);
}

/** Jobs of which a provider has something to delete; needs system scope. */
export function openRemovals(tx: Tx): Promise<{ id: string; workspaceId: string }[]> {
  return tx
    .select({ id: tuningJobs.id, workspaceId: tuningJobs.workspaceId })
    .from(tuningJobs)
    .where(sql`${tuningJobs.hosted} #>> '{removal,status}' = 'open'`);
}

/** Jobs that should be under way; needs system scope. */
export function openJobs(tx: Tx): Promise<{ id: string; workspaceId: string }[]> {
  return tx
    .select({ id: tuningJobs.id, workspaceId: tuningJobs.workspaceId })
    .from(tuningJobs)
    .where(inArray(tuningJobs.status, OPEN));
}

export type NewEvent = Pick<TuningEventRow, 'key' | 'code'> &
  Partial<Pick<TuningEventRow, 'level' | 'params' | 'point' | 'at'>>;

/** Tells what happened; the second time of the same key says nothing. */
export async function addEvents(
  tx: Tx,
  job: Pick<TuningJobRow, 'id' | 'workspaceId'>,
  events: readonly NewEvent[],
): Promise<void> {
  const { id: jobId, workspaceId } = job;
  if (events.length === 0) return;
  await tx
    .insert(tuningEvents)
    .values(events.map((event) => ({ id: newId('ftevent'), jobId, workspaceId, ...event })))
    .onConflictDoNothing();
}

/** Whether somebody has resumed it at any time. */
export async function wasResumed(tx: Tx, jobId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: tuningEvents.id })
    .from(tuningEvents)
    .where(and(eq(tuningEvents.jobId, jobId), eq(tuningEvents.code, 'resumed')))
    .limit(1);
  return rows.length > 0;
}

export async function hasEvent(tx: Tx, jobId: string, key: string): Promise<boolean> {
  const rows = await tx
    .select({ id: tuningEvents.id })
    .from(tuningEvents)
    .where(and(eq(tuningEvents.jobId, jobId), eq(tuningEvents.key, key)));
  return rows.length > 0;
}

export function listEvents(
  tx: Tx,
  jobId: string,
  page: { after?: string | undefined; limit: number; newestFirst?: boolean; messagesOnly?: boolean },
): Promise<TuningEventRow[]> {
  const beyond = page.newestFirst ? lt : gt;
  return tx
    .select()
    .from(tuningEvents)
    .where(
      and(
        eq(tuningEvents.jobId, jobId),
        page.messagesOnly ? sql`${tuningEvents.point} is null` : undefined,
        page.after ? beyond(tuningEvents.id, page.after) : undefined,
      ),
    )
    .orderBy(page.newestFirst ? desc(tuningEvents.id) : asc(tuningEvents.id))
    .limit(page.limit);
}

/** The learning curve, from a step on. */
export async function curveOf(tx: Tx, jobId: string, afterStep = -1): Promise<CurvePoint[]> {
  const step = sql<number>`(${tuningEvents.point}->>'step')::int`;
  const rows = await tx
    .select({ point: tuningEvents.point })
    .from(tuningEvents)
    .where(and(eq(tuningEvents.jobId, jobId), isNotNull(tuningEvents.point), gt(step, afterStep)))
    .orderBy(asc(step));
  return rows.flatMap((row) => row.point ?? []);
}

/** Keeps where a job can go on; of one that has ended meanwhile nothing is kept, because nothing would delete it. */
export async function addCheckpoint(
  tx: Tx,
  job: Pick<TuningJobRow, 'id' | 'workspaceId'>,
  checkpoint: { step: number; point: CurvePoint | null; state: Uint8Array },
): Promise<void> {
  const [now] = await tx
    .select({ status: tuningJobs.status })
    .from(tuningJobs)
    .where(eq(tuningJobs.id, job.id))
    .for('update');
  if (now?.status === 'cancelled' || now?.status === 'failed') return;
  const { state, ...rest } = checkpoint;
  const bytes = (async function* () {
    yield state;
  })();
  const { id: blobId } = await putBlob(tx, job.workspaceId, bytes);
  await tx
    .insert(tuningCheckpoints)
    .values({ id: newId('ftckpt'), workspaceId: job.workspaceId, jobId: job.id, blobId, ...rest });
}

export function listCheckpoints(
  tx: Tx,
  jobId: string,
  page: { after?: string | undefined; limit: number },
): Promise<CheckpointRow[]> {
  return tx
    .select()
    .from(tuningCheckpoints)
    .where(
      and(eq(tuningCheckpoints.jobId, jobId), page.after ? lt(tuningCheckpoints.id, page.after) : undefined),
    )
    .orderBy(desc(tuningCheckpoints.id))
    .limit(page.limit);
}

/** What training goes on from; undefined when there is nothing yet. */
export async function lastCheckpoint(tx: Tx, jobId: string): Promise<Uint8Array | undefined> {
  const [last] = await listCheckpoints(tx, jobId, { limit: 1 });
  return last && readBlob(tx, last.blobId);
}

/** They hold what a training has come to so far, and so something of what it learned from. */
export async function dropCheckpoints(tx: Tx, jobId: string): Promise<void> {
  const dropped = await tx
    .delete(tuningCheckpoints)
    .where(eq(tuningCheckpoints.jobId, jobId))
    .returning({ blobId: tuningCheckpoints.blobId });
  for (const { blobId } of dropped) await deleteBlob(tx, blobId);
}
