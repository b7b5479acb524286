import { sql } from 'drizzle-orm';
import {
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { DataClass } from '../gateway/contract.ts';
import { workspaces } from '../identity/schema.ts';
import type { AssistantDefinition, Citation, RunSource, RunStatus, Span } from './contract.ts';
import type { SentEvent } from './external/spans-of.ts';

const when = () => timestamp({ withTimezone: true });
const workspaceId = () =>
  text()
    .notNull()
    .references(() => workspaces.workspaceId, { onDelete: 'cascade' });

export const apps = pgTable(
  'apps',
  {
    id: text().primaryKey(),
    workspaceId: workspaceId(),
    slug: text().notNull(),
    kind: text().$type<'assistant'>().notNull(),
    createdAt: when().notNull().defaultNow(),
  },
  (t) => [unique().on(t.workspaceId, t.slug)],
);

export const versions = pgTable(
  'versions',
  {
    id: text().primaryKey(),
    workspaceId: workspaceId(),
    appId: text()
      .notNull()
      .references(() => apps.id, { onDelete: 'cascade' }),
    number: integer().notNull(),
    definition: jsonb().$type<AssistantDefinition>().notNull(),
    /** The collections that `knowledge` named when the version was made. */
    collectionIds: text().array().notNull(),
    /** SHA-256 of the definition in canonical form. */
    hash: text().notNull(),
    createdBy: text().notNull(),
    createdAt: when().notNull().defaultNow(),
  },
  (t) => [unique().on(t.appId, t.number)],
);

export interface StoredPassage {
  id: string;
  fileId: string;
  documentName: string;
  headings: string[];
  text: string;
  score: number;
  dataClass?: DataClass;
}

export const runs = pgTable(
  'runs',
  {
    id: text().primaryKey(),
    workspaceId: workspaceId(),
    /** No reference: a run is a record of what happened and outlives the app. */
    appSlug: text().notNull(),
    version: integer().notNull(),
    conversationId: text(),
    /** `external`: another program sent its trace. Then `appSlug` is the program's name, `version` 0. */
    source: text().$type<RunSource>().notNull().default('platform'),
    /** Of an external run, 32 hex digits. */
    traceId: text(),
    status: text().$type<RunStatus>().notNull(),
    actorId: text().notNull(),
    actorName: text().notNull(),
    question: text().notNull(),
    input: jsonb().$type<{ role: 'user' | 'assistant'; content: string }[]>().notNull(),
    answer: text(),
    reason: text(),
    error: text(),
    citations: jsonb().$type<Citation[]>().notNull().default([]),
    retrieved: jsonb().$type<StoredPassage[]>().notNull().default([]),
    /** For each restricted passage that was used, the groups that may read it. */
    restrictedTo: jsonb().$type<string[][]>().notNull().default([]),
    /** Of the most delicate thing that was said, used or found. */
    dataClass: text().$type<DataClass>().notNull().default('internal'),
    /** How often guardrails found something, by check. */
    findings: jsonb().$type<Record<string, number>>().notNull().default({}),
    /** Whether a guardrail wants a person to look at it, and whether one has. */
    review: text().$type<'open' | 'done'>(),
    spans: jsonb().$type<Span[]>().notNull().default([]),
    /** False: whoever asked said that it must not be learned from. */
    training: boolean().notNull().default(true),
    model: text(),
    promptTokens: integer(),
    completionTokens: integer(),
    costUsd: doublePrecision(),
    firstTokenMs: doublePrecision(),
    durationMs: doublePrecision(),
    startedAt: when().notNull().defaultNow(),
  },
  (t) => [
    index().on(t.workspaceId, t.id),
    index().on(t.workspaceId, t.appSlug, t.id),
    uniqueIndex('runs_one_a_trace')
      .on(t.workspaceId, t.appSlug, t.traceId)
      .where(sql`${t.traceId} is not null`),
    index('runs_to_review').on(t.workspaceId, t.appSlug).where(sql`${t.review} = 'open'`),
    // An answer that comes back as an earlier turn is of the class that it was given in.
    index('runs_delicate_answers')
      .on(t.workspaceId, sql`md5(${t.answer})`)
      .where(sql`${t.dataClass} in ('confidential', 'restricted')`),
    index('runs_delicate_conversations')
      .on(t.workspaceId, t.conversationId)
      .where(sql`${t.dataClass} in ('confidential', 'restricted')`),
  ],
);

/** The spans of external runs as they came; what a run shows is made out of them anew with each batch. */
export const externalSpans = pgTable(
  'external_spans',
  {
    workspaceId: workspaceId(),
    runId: text()
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    spanId: text().notNull(),
    parentId: text(),
    name: text().notNull(),
    /** Milliseconds since 1970. */
    startMs: doublePrecision().notNull(),
    endMs: doublePrecision().notNull(),
    failed: boolean().notNull(),
    attributes: jsonb().$type<Record<string, unknown>>().notNull(),
    events: jsonb().$type<SentEvent[]>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.runId, t.spanId] })],
);

export const feedback = pgTable(
  'feedback',
  {
    id: text().primaryKey(),
    workspaceId: workspaceId(),
    runId: text()
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    actorId: text().notNull(),
    actorName: text().notNull(),
    thumb: text().$type<'up' | 'down'>(),
    correction: text(),
    createdAt: when().notNull().defaultNow(),
  },
  (t) => [unique().on(t.runId, t.actorId)],
);
