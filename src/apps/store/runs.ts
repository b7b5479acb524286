import { and, asc, desc, eq, gte, ilike, inArray, isNotNull, lt, or, type SQL, sql } from 'drizzle-orm';
import type { DataClass } from '../../gateway/index.ts';
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
  review?: 'open' | 'done';
  dataClass?: DataClass;
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
  dataClass: runs.dataClass,
  findings: runs.findings,
  review: runs.review,
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
        filter.review ? eq(runs.review, filter.review) : undefined,
        filter.dataClass ? eq(runs.dataClass, filter.dataClass) : undefined,
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

/** Somebody has looked; nothing changes when nothing asked for it. */
export async function closeReview(tx: Tx, id: string): Promise<void> {
  const which = and(eq(runs.id, id), isNotNull(runs.review));
  await tx.update(runs).set({ review: 'done' }).where(which);
}

/** How many runs of each app wait for somebody to look at what a guardrail flagged. */
export function runsToReview(tx: Tx): Promise<{ app: string; count: number }[]> {
  return tx
    .select({ app: runs.appSlug, count: sql<number>`count(*)::int` })
    .from(runs)
    .where(eq(runs.review, 'open'))
    .groupBy(runs.appSlug)
    .orderBy(runs.appSlug);
}

/**
 * The classes above `internal` that a conversation has reached: of its earlier runs, and of runs whose answer comes back
 * as an earlier turn. A caller who tells the conversation itself cannot leave its class behind.
 */
export async function classesBefore(
  tx: Tx,
  earlier: { actorId: string; conversationId: string | undefined; answers: readonly string[] },
): Promise<DataClass[]> {
  const { actorId, conversationId, answers } = earlier;
  if (conversationId === undefined && answers.length === 0) return [];
  const hashes = sql.join(
    answers.map((answer) => sql`md5(${answer})`),
    sql`, `,
  );
  const rows = await tx
    .selectDistinct({ dataClass: runs.dataClass })
    .from(runs)
    .where(
      and(
        sql`${runs.dataClass} in ('confidential', 'restricted')`,
        or(
          conversationId === undefined
            ? undefined
            : and(eq(runs.conversationId, conversationId), eq(runs.actorId, actorId)),
          answers.length === 0 ? undefined : sql`md5(${runs.answer}) in (${hashes})`,
        ),
      ),
    );
  return rows.map(({ dataClass }) => dataClass);
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
