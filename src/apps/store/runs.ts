import { and, asc, desc, eq, gte, ilike, inArray, lt, or, type SQL, sql } from 'drizzle-orm';
import { type Actor, newId, type Tx } from '../../kernel/index.ts';
import type { RunSource, RunStatus } from '../contract.ts';
import { feedback, runs } from '../schema.ts';

export type RunRow = typeof runs.$inferSelect;
export type FeedbackRow = typeof feedback.$inferSelect;

export async function startRun(
  tx: Tx,
  values: Omit<typeof runs.$inferInsert, 'id' | 'status'>,
): Promise<string> {
  const id = newId('run');
  await tx.insert(runs).values({ id, status: 'running', ...values });
  return id;
}

export async function finishRun(
  tx: Tx,
  id: string,
  change: Partial<typeof runs.$inferInsert>,
): Promise<void> {
  await tx.update(runs).set(change).where(eq(runs.id, id));
}

export interface RunFilter {
  app?: string;
  status?: RunStatus;
  source?: RunSource;
  thumb?: 'up' | 'down';
  search?: string;
  since?: string;
  until?: string;
  after?: string;
  limit: number;
  /** Only this actor's runs. */
  actorId?: string;
}

/** What a list shows; without the passages and spans, which are most of a run. */
const summary = {
  id: runs.id,
  source: runs.source,
  appSlug: runs.appSlug,
  version: runs.version,
  status: runs.status,
  actorId: runs.actorId,
  actorName: runs.actorName,
  question: runs.question,
  reason: runs.reason,
  restrictedTo: runs.restrictedTo,
  model: runs.model,
  promptTokens: runs.promptTokens,
  completionTokens: runs.completionTokens,
  costUsd: runs.costUsd,
  durationMs: runs.durationMs,
  startedAt: runs.startedAt,
};
export type RunSummaryRow = Pick<RunRow, keyof typeof summary>;

/** The same rule as `mayReadRun`: a search must not tell what a withheld question says by finding it. */
function readableBy(actor: Actor): SQL {
  const groups = sql`array[${sql.join(
    actor.groups.map((group) => sql`${group}`),
    sql`, `,
  )}]::text[]`;
  return sql`(${runs.actorId} = ${actor.id} or not exists (
    select 1 from jsonb_array_elements(${runs.restrictedTo}) as needed where not (needed.value ?| ${groups})))`;
}

/** Wrapped once more: a bare "id" in the selected sub-query would be the feedback's. */
const runId = sql`${runs.id}`;
const thumbs = sql<
  'up' | 'down' | null
>`(select f.thumb from feedback f where f.run_id = ${runId} order by f.created_at desc limit 1)`;

export function listRuns(
  tx: Tx,
  actor: Actor,
  filter: RunFilter,
): Promise<{ run: RunSummaryRow; thumb: 'up' | 'down' | null }[]> {
  const pattern = filter.search ? `%${filter.search.replaceAll(/[\\%_]/g, '\\$&')}%` : undefined;
  return tx
    .select({ run: summary, thumb: thumbs })
    .from(runs)
    .where(
      and(
        filter.app ? eq(runs.appSlug, filter.app) : undefined,
        filter.status ? eq(runs.status, filter.status) : undefined,
        filter.source ? eq(runs.source, filter.source) : undefined,
        filter.thumb ? eq(thumbs, filter.thumb) : undefined,
        filter.after ? lt(runs.id, filter.after) : undefined,
        filter.actorId ? eq(runs.actorId, filter.actorId) : undefined,
        filter.since ? gte(runs.startedAt, new Date(filter.since)) : undefined,
        filter.until ? lt(runs.startedAt, new Date(filter.until)) : undefined,
        pattern ? and(ilike(runs.question, pattern), readableBy(actor)) : undefined,
      ),
    )
    .orderBy(desc(runs.id))
    .limit(filter.limit);
}

export async function findRun(tx: Tx, id: string): Promise<RunRow | undefined> {
  return (await tx.select().from(runs).where(eq(runs.id, id)))[0];
}

export function findRuns(tx: Tx, ids: readonly string[]): Promise<RunRow[]> {
  return tx
    .select()
    .from(runs)
    .where(inArray(runs.id, [...ids]));
}

/** What an app answered and somebody judged, with the newest opinion of each run; oldest first. */
export async function judgedRuns(tx: Tx, app: string, since?: Date) {
  const rows = await tx
    .selectDistinctOn([runs.id], { run: runs, thumb: feedback.thumb, correction: feedback.correction })
    .from(runs)
    .innerJoin(feedback, eq(feedback.runId, runs.id))
    .where(and(eq(runs.appSlug, app), since ? gte(runs.startedAt, since) : undefined))
    .orderBy(asc(runs.id), desc(feedback.createdAt));
  return rows;
}

/** An app's newest runs, oldest of them first. */
export async function recentRuns(tx: Tx, app: string, limit: number): Promise<RunRow[]> {
  const rows = await tx.select().from(runs).where(eq(runs.appSlug, app)).orderBy(desc(runs.id)).limit(limit);
  return rows.reverse();
}

export function feedbackOf(tx: Tx, runId: string): Promise<FeedbackRow[]> {
  return tx.select().from(feedback).where(eq(feedback.runId, runId)).orderBy(desc(feedback.createdAt));
}

/** One opinion per person and run; saying it again replaces it. */
export async function putFeedback(
  tx: Tx,
  values: Omit<typeof feedback.$inferInsert, 'id'>,
): Promise<FeedbackRow> {
  const { thumb, correction, actorName } = values;
  const rows = await tx
    .insert(feedback)
    .values({ id: newId('fb'), ...values })
    .onConflictDoUpdate({
      target: [feedback.runId, feedback.actorId],
      set: { thumb, correction, actorName, createdAt: sql`now()` },
    })
    .returning();
  return rows[0] as FeedbackRow;
}

/**
 * Runs whose process died under them: older than every process that lives, or than any run takes. Needs system scope.
 */
export async function interruptAbandoned(tx: Tx, livingSince: Date): Promise<void> {
  const tooLong = lt(runs.startedAt, sql`now() - interval '15 minutes'`);
  await tx
    .update(runs)
    .set({ status: 'interrupted' })
    .where(and(eq(runs.status, 'running'), or(lt(runs.startedAt, livingSince), tooLong)));
}
