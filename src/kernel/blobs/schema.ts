import {
  bigint,
  customType,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';

export const bytea = customType<{ data: Uint8Array; driverData: Buffer }>({ dataType: () => 'bytea' });

/** Uploaded originals live in the database: one backup holds everything, and a row and its bytes commit together. */
export const blobs = pgTable(
  'blobs',
  {
    id: text().primaryKey(),
    workspaceId: text().notNull(),
    sha256: text().notNull(),
    size: bigint({ mode: 'number' }).notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index().on(t.workspaceId)],
);

export const blobChunks = pgTable(
  'blob_chunks',
  {
    blobId: text()
      .notNull()
      .references(() => blobs.id, { onDelete: 'cascade' }),
    workspaceId: text().notNull(),
    n: integer().notNull(),
    bytes: bytea().notNull(),
  },
  (t) => [primaryKey({ columns: [t.blobId, t.n] })],
);
