import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import { newId, type Tx } from '../../kernel/index.ts';
import type { Verdict } from '../contract.ts';
import { evalResults, evalRuns } from '../schema.ts';

export type EvalRunRow = typeof evalRuns.$inferSelect;
/** With how far it has come. */
export type EvalRunState = EvalRunRow & { done: number; errors: number };

/** Spelled out: a bare "id" in the sub-query would be the result's. */
const runId = sql.raw('"eval_runs"."id"');
const done = sql<number>`(select count(*)::int from eval_results r where r.eval_run_id = ${runId})`;
const failed = sql<number>`(select count(*)::int from eval_results r where r.eval_run_id = ${runId} and r.outcome->>'error' is not null)`;
const OPEN = ['queued', 'running'] as const;

export async function addEvalRun(
  tx: Tx,
  values: Omit<typeof evalRuns.$inferInsert, 'id' | 'status'>,
): Promise<string> {
  const id = newId('er');
  await tx.insert(evalRuns).values({ id, status: 'queued', ...values });
  return id;
}

export interface EvalRunFilter {
  id?: string;
  eval?: string;
  app?: string;
  after?: string;
  limit: number;
}

export async function listEvalRuns(tx: Tx, filter: EvalRunFilter): Promise<EvalRunState[]> {
  const rows = await tx
    .select({ run: evalRuns, done, failed })
    .from(evalRuns)
    .where(
      and(
        filter.id ? eq(evalRuns.id, filter.id) : undefined,
        filter.eval ? eq(evalRuns.evalSlug, filter.eval) : undefined,
        filter.app ? eq(evalRuns.appSlug, filter.app) : undefined,
        filter.after ? lt(evalRuns.id, filter.after) : undefined,
      ),
    )
    .orderBy(desc(evalRuns.id))
    .limit(filter.limit);
  return rows.map((row) => ({ ...row.run, done: row.done, errors: row.failed }));
}

export async function findEvalRun(tx: Tx, id: string): Promise<EvalRunState | undefined> {
  return (await listEvalRuns(tx, { id, limit: 1 }))[0];
}

/** The newest finished run of each eval of an app for a version. */
export async function verdictsOf(tx: Tx, app: string, version: number): Promise<EvalRunRow[]> {
  return tx
    .selectDistinctOn([evalRuns.evalSlug])
    .from(evalRuns)
    .where(and(eq(evalRuns.appSlug, app), eq(evalRuns.version, version), eq(evalRuns.status, 'done')))
    .orderBy(evalRuns.evalSlug, desc(evalRuns.id));
}

/** All finished runs, oldest first, as far as a trend needs them. */
export async function finishedRuns(tx: Tx): Promise<EvalRunRow[]> {
  const rows = await tx
    .select()
    .from(evalRuns)
    .where(eq(evalRuns.status, 'done'))
    .orderBy(desc(evalRuns.id))
    .limit(200);
  return rows.reverse();
}

/** Moves on only from an open state: what was cancelled stays cancelled, whatever a worker still does. */
export async function setStatus(
  tx: Tx,
  id: string,
  status: 'running' | 'cancelled' | 'failed',
): Promise<boolean> {
  const rows = await tx
    .update(evalRuns)
    .set({ status, ...(status === 'running' ? {} : { finishedAt: sql`now()` }) })
    .where(and(eq(evalRuns.id, id), inArray(evalRuns.status, [...OPEN])))
    .returning({ id: evalRuns.id });
  return rows.length > 0;
}

export async function setVerdict(tx: Tx, id: string, verdict: Verdict): Promise<void> {
  await tx
    .update(evalRuns)
    .set({ status: 'done', verdict, finishedAt: sql`now()` })
    .where(and(eq(evalRuns.id, id), inArray(evalRuns.status, [...OPEN])));
}

/** Runs that should be under way; needs system scope. */
export function openEvalRuns(tx: Tx): Promise<{ id: string; workspaceId: string }[]> {
  return tx
    .select({ id: evalRuns.id, workspaceId: evalRuns.workspaceId })
    .from(evalRuns)
    .where(inArray(evalRuns.status, [...OPEN]));
}

export type ResultRow = typeof evalResults.$inferSelect;

/** Counts an answer once: the second of the same example, side and repeat is dropped. */
export async function addResult(tx: Tx, values: Omit<typeof evalResults.$inferInsert, 'id'>): Promise<void> {
  await tx
    .insert(evalResults)
    .values({ id: newId('res'), ...values })
    .onConflictDoNothing();
}

export function resultsOf(tx: Tx, evalRunId: string, exampleIds?: string[]): Promise<ResultRow[]> {
  return tx
    .select()
    .from(evalResults)
    .where(
      and(
        eq(evalResults.evalRunId, evalRunId),
        exampleIds ? inArray(evalResults.exampleId, exampleIds) : undefined,
      ),
    );
}

/** Which answers are there already, without their content. */
export function resultKeys(tx: Tx, evalRunId: string) {
  const { exampleId, side, repeat } = evalResults;
  return tx.select({ exampleId, side, repeat }).from(evalResults).where(eq(evalResults.evalRunId, evalRunId));
}
