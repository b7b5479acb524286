import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  real,
  text,
  timestamp,
  unique,
} from 'drizzle-orm/pg-core';
import { workspaces } from '../identity/schema.ts';
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
  },
  (t) => [
    index('model_calls_by_time').on(t.workspaceId, t.at),
    index('model_calls_failed').on(t.workspaceId, t.at).where(sql`${t.code} is not null`),
  ],
);
