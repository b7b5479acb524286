import { integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** One row per process that works on durable jobs. */
export const executors = pgTable('executors', {
  id: text().primaryKey(),
  host: text().notNull(),
  pid: integer().notNull(),
  startedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  seenAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
});
