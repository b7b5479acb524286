import { bigint, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { workspaces } from '../identity/schema.ts';

const workspaceId = () =>
  text()
    .notNull()
    .references(() => workspaces.workspaceId, { onDelete: 'cascade' });

/** One privileged act; each entry is bound to the one before it by a keyed hash. */
export const auditEntries = pgTable(
  'audit_entries',
  {
    workspaceId: workspaceId(),
    seq: bigint({ mode: 'number' }).notNull(),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    actorId: text().notNull(),
    actorName: text().notNull(),
    action: text().notNull(),
    target: text().notNull(),
    outcome: text().$type<'attempted' | 'done' | 'failed'>().notNull(),
    details: jsonb().$type<Record<string, unknown>>().notNull(),
    previous: text().notNull(),
    hash: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.seq] })],
);

/** Where the chain of a workspace ends, signed: entries cut off at the end leave a head that points beyond them. */
export const auditHeads = pgTable('audit_heads', {
  workspaceId: workspaceId().primaryKey(),
  seq: bigint({ mode: 'number' }).notNull(),
  hash: text().notNull(),
  mac: text().notNull(),
});
