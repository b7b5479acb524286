import type { OutputOf } from '../kernel/contract.ts';
import type { Actor } from '../kernel/index.ts';
import type * as contract from './contract.ts';
import { inOrder, type KeptSpan } from './external/summarise.ts';
import { mayReadRun } from './restrictions.ts';
import type { AppRow, VersionRow } from './store/apps.ts';
import type { FeedbackRow, RunSummaryRow } from './store/runs.ts';

export function presentApp(
  row: AppRow,
  rest: { runs: number; serving: number | undefined; production: number | undefined },
): OutputOf<typeof contract.getApp> {
  const { name, description, starters } = row.latest.definition;
  return {
    slug: row.slug,
    kind: row.kind,
    name,
    description,
    starters,
    latestVersion: row.latest.number,
    servingVersion: rest.serving ?? null,
    productionVersion: rest.production ?? null,
    runs: rest.runs,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.latest.createdAt.toISOString(),
  };
}

export function presentVersion(row: VersionRow): OutputOf<typeof contract.listVersions>['data'][number] {
  const { number, definition, hash, createdBy } = row;
  return { number, definition, hash, createdBy, createdAt: row.createdAt.toISOString() };
}

export function presentRun(
  actor: Actor,
  row: RunSummaryRow,
  thumb: 'up' | 'down' | null,
): OutputOf<typeof contract.listRuns>['data'][number] {
  const tokens = row.promptTokens === null ? null : row.promptTokens + (row.completionTokens ?? 0);
  return {
    id: row.id,
    source: row.source,
    app: row.appSlug,
    version: row.version,
    status: row.status,
    question: mayReadRun(actor, row) ? row.question : null,
    reason: row.reason,
    by: row.actorName,
    model: row.model,
    durationMs: row.durationMs,
    tokens,
    costUsd: row.costUsd,
    thumb,
    dataClass: row.dataClass,
    findings: row.findings,
    review: row.review,
    startedAt: row.startedAt.toISOString(),
  };
}

/** Spans of another program over the time of its run; in the order in which they began. */
export function shownSpans(spans: readonly KeptSpan[]): contract.Span[] {
  const sorted = inOrder(spans);
  const begun = sorted[0]?.startMs ?? 0;
  return sorted.map(({ name, startMs, endMs, attributes, events, failed }) => ({
    name,
    start: Math.round((startMs - begun) * 10) / 10,
    duration: Math.round((endMs - startMs) * 10) / 10,
    attributes: { ...attributes, ...(events.length > 0 ? { events } : {}), ...(failed ? { failed } : {}) },
  }));
}

export function presentFeedback(row: FeedbackRow): OutputOf<typeof contract.giveFeedback> {
  const { thumb, correction } = row;
  return { thumb, correction, by: row.actorName, at: row.createdAt.toISOString() };
}
