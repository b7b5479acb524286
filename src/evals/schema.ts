import { boolean, index, integer, jsonb, pgTable, text, timestamp, unique } from 'drizzle-orm/pg-core';
import type { DataClass } from '../gateway/contract.ts';
import { workspaces } from '../identity/schema.ts';
import type { EvalDefinition, EXAMPLE_SOURCES, ExampleItem, PROPOSAL_REASONS, Verdict } from './contract.ts';

const when = () => timestamp({ withTimezone: true });
const workspaceId = () =>
  text()
    .notNull()
    .references(() => workspaces.workspaceId, { onDelete: 'cascade' });

/** Examples in versions. The newest version is open for changes until an eval run seals it; the next change opens another. */
export const datasets = pgTable(
  'datasets',
  {
    id: text().primaryKey(),
    workspaceId: workspaceId(),
    slug: text().notNull(),
    name: text().notNull(),
    description: text().notNull().default(''),
    version: integer().notNull().default(1),
    sealed: boolean().notNull().default(false),
    /** False: nothing in it may be learned from. */
    training: boolean().notNull().default(true),
    /** Of all its examples, unless one is of a stricter one. */
    dataClass: text().$type<DataClass>().notNull().default('internal'),
    createdAt: when().notNull().defaultNow(),
    updatedAt: when().notNull().defaultNow(),
  },
  (t) => [unique().on(t.workspaceId, t.slug)],
);

/** A row is never changed once its version is sealed: it ends there (`untilVersion`) and another row goes on. */
export const examples = pgTable(
  'examples',
  {
    id: text().primaryKey(),
    workspaceId: workspaceId(),
    datasetId: text()
      .notNull()
      .references(() => datasets.id, { onDelete: 'cascade' }),
    item: jsonb().$type<ExampleItem>().notNull(),
    /** The question without case, punctuation and spacing: the same question is one example. */
    questionKey: text().notNull(),
    source: text().$type<(typeof EXAMPLE_SOURCES)[number]>().notNull(),
    runId: text(),
    /** Its own, where it came from something stricter than the data set; null: the data set's. */
    dataClass: text().$type<DataClass>(),
    /** As of the run that it came from: for each restricted passage, the groups that may read it. */
    restrictedTo: jsonb().$type<string[][]>().notNull().default([]),
    createdBy: text().notNull(),
    createdAt: when().notNull().defaultNow(),
    fromVersion: integer().notNull(),
    /** The first version that no longer has it. */
    untilVersion: integer(),
  },
  (t) => [index().on(t.datasetId, t.id), index().on(t.datasetId, t.questionKey)],
);

export const evals = pgTable(
  'evals',
  {
    id: text().primaryKey(),
    workspaceId: workspaceId(),
    slug: text().notNull(),
    definition: jsonb().$type<EvalDefinition>().notNull(),
    createdAt: when().notNull().defaultNow(),
    updatedAt: when().notNull().defaultNow(),
  },
  (t) => [unique().on(t.workspaceId, t.slug)],
);

/** One execution. What it measured is copied into it, so that it says the same when the eval or data set is gone. */
export const evalRuns = pgTable(
  'eval_runs',
  {
    id: text().primaryKey(),
    workspaceId: workspaceId(),
    evalSlug: text().notNull(),
    definition: jsonb().$type<EvalDefinition>().notNull(),
    appSlug: text().notNull(),
    version: integer().notNull(),
    versionHash: text().notNull(),
    baseline: integer(),
    baselineHash: text(),
    datasetId: text().notNull(),
    datasetVersion: integer().notNull(),
    datasetHash: text().notNull(),
    /** Of the data set when the run began: what its questions may be shown to. */
    dataClass: text().$type<DataClass>().notNull().default('internal'),
    status: text().$type<'queued' | 'running' | 'done' | 'cancelled' | 'failed'>().notNull(),
    total: integer().notNull(),
    verdict: jsonb().$type<Verdict>(),
    /** What lay beneath the version when it was measured: model and knowledge. */
    fingerprint: jsonb().$type<Record<string, string>>().notNull(),
    createdBy: text().notNull(),
    createdAt: when().notNull().defaultNow(),
    finishedAt: when(),
  },
  (t) => [index().on(t.workspaceId, t.id), index().on(t.workspaceId, t.appSlug, t.version)],
);

export interface StoredOutcome {
  answer: string;
  abstained: boolean;
  reason: string | null;
  citations: { filename: string; quote: string; passage: string }[];
  retrieved: { documentName: string; text: string }[];
  durationMs: number;
  tokens: number | null;
  costUsd: number | null;
  error: string | null;
}

export interface StoredScore {
  score: number;
  pass: boolean | null;
  note: string | null;
}

/** One answer. The unique key is what makes a repeated step harmless: a case is counted once, however often it was run. */
export const evalResults = pgTable(
  'eval_results',
  {
    id: text().primaryKey(),
    workspaceId: workspaceId(),
    evalRunId: text()
      .notNull()
      .references(() => evalRuns.id, { onDelete: 'cascade' }),
    exampleId: text().notNull(),
    side: text().$type<'candidate' | 'baseline'>().notNull(),
    repeat: integer().notNull(),
    outcome: jsonb().$type<StoredOutcome>().notNull(),
    scores: jsonb().$type<Record<string, StoredScore>>().notNull(),
    restrictedTo: jsonb().$type<string[][]>().notNull().default([]),
  },
  (t) => [unique().on(t.evalRunId, t.exampleId, t.side, t.repeat)],
);

export const proposals = pgTable(
  'proposals',
  {
    id: text().primaryKey(),
    workspaceId: workspaceId(),
    appSlug: text().notNull(),
    runId: text().notNull(),
    reason: text().$type<(typeof PROPOSAL_REASONS)[number]>().notNull(),
    item: jsonb().$type<ExampleItem>().notNull(),
    consent: text().$type<'given' | 'policy'>().notNull(),
    dataClass: text().$type<DataClass>().notNull(),
    redactions: integer().notNull(),
    duplicateOf: text(),
    restrictedTo: jsonb().$type<string[][]>().notNull().default([]),
    status: text().$type<'open' | 'accepted' | 'rejected'>().notNull().default('open'),
    createdAt: when().notNull().defaultNow(),
  },
  (t) => [unique().on(t.workspaceId, t.runId), index().on(t.workspaceId, t.status)],
);
