import { and, asc, eq } from 'drizzle-orm';
import { newId, type Tx } from '../../kernel/index.ts';
import { externalSpans, runs } from '../schema.ts';
import type { KeptSpan, Summary } from './summarise.ts';

interface Trace {
  workspaceId: string;
  app: string;
  traceId: string;
}

/** The run of a trace, locked, so that two batches of it join one after the other. */
export async function lockExternalRun(tx: Tx, { app, traceId }: Trace): Promise<string | undefined> {
  const rows = await tx
    .select({ id: runs.id })
    .from(runs)
    .where(and(eq(runs.appSlug, app), eq(runs.traceId, traceId)))
    .for('update');
  return rows[0]?.id;
}

/** The same; made when it is new. */
export async function ensureExternalRun(
  tx: Tx,
  trace: Trace,
  by: { actorId: string; actorName: string },
): Promise<string | undefined> {
  const { workspaceId, app: appSlug, traceId } = trace;
  await tx
    .insert(runs)
    .values({
      ...{ id: newId('run'), workspaceId, appSlug, traceId, source: 'external', version: 0 },
      ...{ status: 'answered', question: '', input: [], ...by },
    })
    .onConflictDoNothing();
  return lockExternalRun(tx, trace);
}

/** Spans that are there already stay as they are: a batch that is sent again changes nothing. */
export async function addSpans(
  tx: Tx,
  run: { workspaceId: string; runId: string },
  spans: readonly KeptSpan[],
): Promise<void> {
  if (spans.length === 0) return;
  await tx
    .insert(externalSpans)
    .values(spans.map((span) => ({ ...run, ...span })))
    .onConflictDoNothing();
}

export async function spanIds(tx: Tx, runId: string): Promise<Set<string>> {
  const rows = await tx
    .select({ spanId: externalSpans.spanId })
    .from(externalSpans)
    .where(eq(externalSpans.runId, runId));
  return new Set(rows.map(({ spanId }) => spanId));
}

export async function spansOfRun(tx: Tx, runId: string): Promise<KeptSpan[]> {
  const rows = await tx
    .select()
    .from(externalSpans)
    .where(eq(externalSpans.runId, runId))
    .orderBy(asc(externalSpans.startMs), asc(externalSpans.spanId));
  return rows.map(({ workspaceId: _w, runId: _r, ...span }) => span);
}

export async function putSummary(tx: Tx, runId: string, summary: Summary): Promise<void> {
  await tx.update(runs).set(summary).where(eq(runs.id, runId));
}
