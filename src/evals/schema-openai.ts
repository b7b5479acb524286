import { boolean, index, integer, jsonb, pgTable, text, timestamp, unique } from 'drizzle-orm/pg-core';
import type { DataClass } from '../gateway/contract.ts';
import { workspaces } from '../identity/schema.ts';
import type { Actor } from '../kernel/index.ts';
import type { TestingCriterion } from './contract-openai.ts';
import type { CriterionResult, DataSource, Sample, WIRE_STATUS } from './contract-openai-runs.ts';

const when = () => timestamp({ withTimezone: true });
const workspaceId = () =>
  text()
    .notNull()
    .references(() => workspaces.workspaceId, { onDelete: 'cascade' });

/** Evals made in OpenAI's format. They test items by criteria and end in counts; ours test versions and end in a verdict. */
export const wireEvals = pgTable(
  'wire_evals',
  {
    id: text().primaryKey(),
    workspaceId: workspaceId(),
    name: text().notNull(),
    itemSchema: jsonb().$type<Record<string, unknown>>().notNull(),
    includeSample: boolean().notNull(),
    testingCriteria: jsonb().$type<TestingCriterion[]>().notNull(),
    metadata: jsonb().$type<Record<string, string>>().notNull().default({}),
    createdBy: text().notNull(),
    createdAt: when().notNull().defaultNow(),
    updatedAt: when().notNull().defaultNow(),
  },
  (t) => [index().on(t.workspaceId, t.id)],
);

export const wireEvalRuns = pgTable(
  'wire_eval_runs',
  {
    id: text().primaryKey(),
    workspaceId: workspaceId(),
    evalId: text()
      .notNull()
      .references(() => wireEvals.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    /** As the caller named it; null when items are tested as they are. */
    model: text(),
    /** What that meant when the run began: a run measures one version, whatever is released meanwhile. */
    pinnedModel: text(),
    /** As it was sent, but for the content: that is in the items. */
    dataSource: jsonb().$type<DataSource>().notNull(),
    status: text().$type<(typeof WIRE_STATUS)[number]>().notNull(),
    error: jsonb().$type<WireError>(),
    metadata: jsonb().$type<Record<string, string>>().notNull().default({}),
    /** Of its items: what the caller said, or what the file that they came from is. */
    dataClass: text().$type<DataClass>().notNull().default('internal'),
    /** On whose behalf models are asked. */
    actor: jsonb().$type<Actor>().notNull(),
    createdAt: when().notNull().defaultNow(),
  },
  (t) => [index().on(t.workspaceId, t.evalId, t.id)],
);

export interface WireError {
  code: string;
  message: string;
}

/** One invocation of a model, counted for `per_model_usage`. */
export interface WireUsage {
  model: string;
  prompt: number;
  completion: number;
  total: number;
}

/**
 * One line of a run's data, there from the beginning. It is measured when `status` is set, and that happens once: this
 * is what makes a repeated step harmless.
 */
export const wireEvalItems = pgTable(
  'wire_eval_items',
  {
    id: text().primaryKey(),
    workspaceId: workspaceId(),
    runId: text()
      .notNull()
      .references(() => wireEvalRuns.id, { onDelete: 'cascade' }),
    /** Its place in the data. */
    n: integer().notNull(),
    item: jsonb().$type<Record<string, unknown>>().notNull(),
    /** The sample that came with the item, if one did. */
    given: jsonb().$type<Record<string, unknown>>(),
    status: text().$type<'pass' | 'fail' | 'error'>(),
    sample: jsonb().$type<Sample>(),
    results: jsonb().$type<CriterionResult[]>().notNull().default([]),
    usage: jsonb().$type<WireUsage[]>().notNull().default([]),
    /** For each restricted document behind the item or its answer, the groups that may read it. */
    restrictedTo: jsonb().$type<string[][]>().notNull().default([]),
    measuredAt: when(),
  },
  (t) => [unique().on(t.runId, t.n)],
);
