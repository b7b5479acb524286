import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import type { z } from 'zod';
import { workspaces } from '../identity/schema.ts';
import type { Evidence, Stage } from './contract.ts';

export type EndedHow = 'replaced' | 'rolled_back' | 'stopped';

const when = () => timestamp({ withTimezone: true });

/** A version with its verdict and approval, and where it serves. A row is never changed but for its end. */
export const releases = pgTable(
  'releases',
  {
    id: text().primaryKey(),
    workspaceId: text()
      .notNull()
      .references(() => workspaces.workspaceId, { onDelete: 'cascade' }),
    appSlug: text().notNull(),
    version: integer().notNull(),
    stage: text().$type<Stage>().notNull(),
    share: integer(),
    evidence: jsonb().$type<z.infer<typeof Evidence>[]>().notNull(),
    /** What lay beneath the version when it was measured (or released, when it was not). */
    fingerprint: jsonb().$type<Record<string, string>>().notNull(),
    override: text(),
    note: text(),
    releasedBy: text().notNull(),
    releasedAt: when().notNull().defaultNow(),
    endedAt: when(),
    endedBy: text(),
    /** A version that was rolled back or stopped is nothing to go back to. Null while it serves. */
    endedHow: text().$type<EndedHow>(),
    /** The release that a roll-back put back: what it goes back to from there is older than that one. */
    origin: text(),
  },
  (t) => [
    // One version a stage: two people releasing at once end with one of them refused, not with both serving.
    uniqueIndex('releases_one_per_stage').on(t.workspaceId, t.appSlug, t.stage).where(sql`ended_at is null`),
    index().on(t.workspaceId, t.appSlug, t.id),
  ],
);
