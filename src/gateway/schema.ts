import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  timestamp,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { workspaces } from '../identity/schema.ts';
import { bytea } from '../kernel/blobs/schema.ts';
import type { KeptAnswer } from './cache/kept-answer.ts';
import type { DataClass } from './contract.ts';
import type { LimitRule } from './limits/contract.ts';
import type { RouteDefinition } from './routing/contract.ts';

const workspaceId = () =>
  text()
    .notNull()
    .references(() => workspaces.workspaceId, { onDelete: 'cascade' });
const at = () => timestamp({ withTimezone: true }).notNull().defaultNow();

/** Who serves models to a workspace. The key is sealed with the workspace and the URL's host as context. */
export const providers = pgTable(
  'providers',
  {
    id: text().primaryKey(),
    workspaceId: workspaceId(),
    slug: text().notNull(),
    /** Which wire format it speaks, see providers/kinds. */
    kind: text().notNull().default('openai'),
    baseUrl: text().notNull(),
    sealedKey: text(),
    keyHint: text(),
    defaultModel: text(),
    /** What the kind needs beside URL and key, e.g. an API version. */
    settings: jsonb().$type<Record<string, string>>().notNull().default({}),
    /** The data classes it may see. */
    dataClasses: jsonb().$type<DataClass[]>().notNull().default(['public', 'internal']),
    /** `environment` for the one made from OPENAI_API_KEY and OPENAI_BASE_URL, refreshed at each start. */
    source: text().$type<'studio' | 'environment'>().notNull().default('studio'),
    createdAt: at(),
  },
  (t) => [unique().on(t.workspaceId, t.slug)],
);

/** Names of models that stand for a rule. */
export const routes = pgTable(
  'model_routes',
  {
    id: text().primaryKey(),
    workspaceId: workspaceId(),
    slug: text().notNull(),
    definition: jsonb().$type<RouteDefinition>().notNull(),
    updatedAt: at(),
    /** What was kept before counts no more. */
    cacheEmptiedAt: timestamp({ withTimezone: true }),
  },
  (t) => [unique().on(t.workspaceId, t.slug)],
);

/** How much of a model somebody may use. */
export const limits = pgTable('model_limits', {
  id: text().primaryKey(),
  workspaceId: workspaceId(),
  rule: jsonb().$type<LimitRule>().notNull(),
  createdAt: at(),
});

/** Shares of budgets that have been announced, so that each is announced once, whichever process sees it and however often it starts. */
export const budgetAlerts = pgTable(
  'budget_alerts',
  {
    workspaceId: workspaceId(),
    limitId: text()
      .notNull()
      .references(() => limits.id, { onDelete: 'cascade' }),
    /** Whose spending of which period has come to which share of which amount. */
    mark: text().notNull(),
    at: at(),
  },
  (t) => [primaryKey({ columns: [t.limitId, t.mark] })],
);

/** What a model costs a workspace. Rows only get an end, so that a call's price can be looked up for ever. */
export const prices = pgTable(
  'model_prices',
  {
    id: text().primaryKey(),
    workspaceId: workspaceId(),
    provider: text().notNull(),
    /** `*` for all models of the provider. */
    model: text().notNull(),
    /** Dollars per million tokens. */
    input: doublePrecision().notNull(),
    cached: doublePrecision(),
    output: doublePrecision().notNull(),
    by: text().notNull(),
    since: timestamp({ withTimezone: true }).notNull(),
    /** Null while it holds. */
    until: timestamp({ withTimezone: true }),
  },
  (t) => [
    uniqueIndex('model_prices_one_holds')
      .on(t.workspaceId, t.provider, t.model)
      .where(sql`${t.until} is null`),
  ],
);

/**
 * One row a call of a model: what it took, never what it said. Without a reference to its workspace, whose check would
 * cost more than writing the row does; whoever erases a workspace erases its calls by name.
 */
export const modelCalls = pgTable(
  'model_calls',
  {
    id: text().primaryKey(),
    workspaceId: text().notNull(),
    at: at(),
    actorId: text().notNull(),
    memberId: text(),
    groups: jsonb().$type<string[]>().notNull().default([]),
    app: text(),
    version: integer(),
    route: text(),
    provider: text().notNull(),
    model: text().notNull(),
    path: text().notNull(),
    stream: boolean().notNull(),
    status: integer().notNull(),
    /** The failure's code in our catalogue. */
    code: text(),
    attempts: integer().notNull().default(1),
    promptTokens: integer().notNull().default(0),
    cachedTokens: integer().notNull().default(0),
    completionTokens: integer().notNull().default(0),
    /** Billionths of a dollar; null when nobody knows the model's price. */
    costNanos: bigint({ mode: 'number' }),
    durationMs: real().notNull(),
    firstTokenMs: real(),
    cache: text().$type<'exact' | 'semantic'>(),
    dataClass: text().$type<DataClass>().notNull().default('internal'),
    findings: jsonb().$type<Record<string, number>>(),
    /** By which price the cost was counted: the table's date, or the id of a price of the workspace's own. */
    price: text(),
    /** The run it was part of. */
    run: text(),
    /** Who says how many tokens there were: the provider, or we by the length; null where there were none, or it is old. */
    usageSource: text().$type<'reported' | 'estimated'>(),
    /** No call of its own: what a second attempt beside the one that answered had taken until it was let go; of which call. */
    hedgeOf: text(),
  },
  (t) => [
    index('model_calls_by_time').on(t.workspaceId, t.at),
    index('model_calls_by_run').on(t.workspaceId, t.run).where(sql`${t.run} is not null`),
    index('model_calls_failed').on(t.workspaceId, t.at).where(sql`${t.code} is not null`),
  ],
);

/** Answers of models that a route keeps for a while. Nothing is in here that a guardrail took out. */
export const keptAnswers = pgTable(
  'kept_answers',
  {
    workspaceId: workspaceId(),
    /** Hash of the request and of all that its answer depends on. */
    key: text().notNull(),
    route: text().notNull(),
    provider: text().notNull(),
    model: text().notNull(),
    answer: jsonb().$type<KeptAnswer>().notNull(),
    /** Hash of all but the last question; null for what only the same request may get. */
    scope: text(),
    question: text(),
    /** Of the question: 384 numbers of 32 bits. */
    vector: bytea(),
    size: integer().notNull(),
    createdAt: at(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.key] }),
    index('kept_answers_alike').on(t.workspaceId, t.scope, t.createdAt).where(sql`${t.scope} is not null`),
    index('kept_answers_route').on(t.workspaceId, t.route),
    index('kept_answers_expiry').on(t.expiresAt),
  ],
);
