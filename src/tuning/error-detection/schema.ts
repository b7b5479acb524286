import { index, integer, jsonb, pgTable, real, text, timestamp, unique } from 'drizzle-orm/pg-core';
import { workspaces } from '../../identity/schema.ts';
import type { CHECK_KINDS, CHECK_STATUS, ErrorCheck, FINDING_STATUS } from './contract.ts';
import type { StoredReason } from './words.ts';

const when = () => timestamp({ withTimezone: true });
const workspaceId = () =>
  text()
    .notNull()
    .references(() => workspaces.workspaceId, { onDelete: 'cascade' });

/** One search for errors, in a table that is kept with it or in the labels of a sealed version of a data set. */
export const errorChecks = pgTable(
  'error_checks',
  {
    id: text().primaryKey(),
    workspaceId: workspaceId(),
    kind: text().$type<(typeof CHECK_KINDS)[number]>().notNull(),
    name: text().notNull(),
    source: text().notNull(),
    datasetId: text(),
    datasetVersion: integer(),
    status: text().$type<(typeof CHECK_STATUS)[number]>().notNull().default('queued'),
    progress: real().notNull().default(0),
    rows: integer().notNull(),
    /** Names of the columns; empty for labels. */
    header: jsonb().$type<string[]>().notNull(),
    profiles: jsonb().$type<ErrorCheck['columns']>().notNull().default([]),
    confusions: jsonb().$type<ErrorCheck['confusions']>().notNull().default([]),
    noise: real(),
    threshold: real().notNull(),
    seed: text().notNull(),
    problem: text(),
    createdBy: text().notNull(),
    createdAt: when().notNull().defaultNow(),
    finishedAt: when(),
  },
  (t) => [index().on(t.workspaceId, t.id)],
);

/** The table's cells, some hundred rows together: one row of a page must not cost the whole table. */
export const errorCheckRows = pgTable(
  'error_check_rows',
  {
    checkId: text()
      .notNull()
      .references(() => errorChecks.id, { onDelete: 'cascade' }),
    workspaceId: workspaceId(),
    chunk: integer().notNull(),
    cells: jsonb().$type<string[][]>().notNull(),
  },
  (t) => [unique().on(t.checkId, t.chunk)],
);

/** The unique key makes a repeated step harmless: a cell is found once. */
export const errorFindings = pgTable(
  'error_findings',
  {
    id: text().primaryKey(),
    workspaceId: workspaceId(),
    checkId: text()
      .notNull()
      .references(() => errorChecks.id, { onDelete: 'cascade' }),
    /** Place in the order of the findings, the surest first. */
    rank: integer().notNull(),
    row: integer().notNull(),
    /** -1 for a label. */
    column: integer().notNull(),
    exampleId: text(),
    value: text().notNull(),
    suggestion: text(),
    score: real().notNull(),
    reasons: jsonb().$type<StoredReason[]>().notNull(),
    status: text().$type<(typeof FINDING_STATUS)[number]>().notNull().default('open'),
    correction: text(),
    decidedBy: text(),
    decidedAt: when(),
  },
  (t) => [unique().on(t.checkId, t.row, t.column), index().on(t.checkId, t.rank)],
);
