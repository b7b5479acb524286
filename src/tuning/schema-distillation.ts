import {
  bigint,
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  unique,
} from 'drizzle-orm/pg-core';
import { workspaces } from '../identity/schema.ts';
import type { Actor } from '../kernel/index.ts';
import type { Comparison, DISTILLATION_STATUS, DistillationReport } from './distillation/contract.ts';
import type { StoredProblem } from './schema.ts';

const when = () => timestamp({ withTimezone: true });
const workspaceId = () =>
  text()
    .notNull()
    .references(() => workspaces.workspaceId, { onDelete: 'cascade' });

/** A teacher beside a student. What was compared is copied into it, so that it says the same when the data set is gone. */
export const distillations = pgTable(
  'distillations',
  {
    id: text().primaryKey(),
    workspaceId: workspaceId(),
    comparison: jsonb().$type<Comparison>().notNull(),
    datasetId: text().notNull(),
    datasetVersion: integer().notNull(),
    datasetHash: text().notNull(),
    status: text().$type<(typeof DISTILLATION_STATUS)[number]>().notNull(),
    total: integer().notNull(),
    report: jsonb().$type<DistillationReport>(),
    problem: jsonb().$type<StoredProblem>(),
    /** On whose behalf the models are asked. */
    actor: jsonb().$type<Actor>().notNull(),
    createdAt: when().notNull().defaultNow(),
    finishedAt: when(),
  },
  (t) => [index().on(t.workspaceId, t.id)],
);

/** One answer. The unique key is what makes a repeated step harmless: an answer is counted once. */
export const distilledAnswers = pgTable(
  'distilled_answers',
  {
    id: text().primaryKey(),
    workspaceId: workspaceId(),
    distillationId: text()
      .notNull()
      .references(() => distillations.id, { onDelete: 'cascade' }),
    exampleId: text().notNull(),
    side: text().$type<'teacher' | 'student'>().notNull(),
    answer: text().notNull(),
    score: doublePrecision().notNull(),
    pass: boolean().notNull(),
    promptTokens: integer().notNull(),
    completionTokens: integer().notNull(),
    /** Billionths of a dollar; null where the price is not known. */
    costNanos: bigint({ mode: 'number' }),
    durationMs: doublePrecision().notNull(),
    error: text(),
  },
  (t) => [unique().on(t.distillationId, t.exampleId, t.side)],
);

/** Written before the route is changed: whatever crashes in between, the way back is known. */
export const distilledMoves = pgTable(
  'distilled_moves',
  {
    id: text().primaryKey(),
    workspaceId: workspaceId(),
    distillationId: text()
      .notNull()
      .references(() => distillations.id, { onDelete: 'cascade' }),
    route: text().notNull(),
    share: doublePrecision().notNull(),
    override: text(),
    before: jsonb().$type<Record<string, unknown>>().notNull(),
    after: jsonb().$type<Record<string, unknown>>().notNull(),
    by: text().notNull(),
    at: when().notNull().defaultNow(),
    rolledBackAt: when(),
  },
  (t) => [index().on(t.distillationId, t.id)],
);
