import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  unique,
} from 'drizzle-orm/pg-core';
import type { DataClass } from '../gateway/contract.ts';
import { workspaces } from '../identity/schema.ts';
import { blobs, bytea } from '../kernel/blobs/schema.ts';
import type { DocumentStatus } from './contract.ts';

export interface Uploader {
  id: string;
  /** Null: manages everything. */
  groups: string[] | null;
  /** Documents of the same name that stay, because others read them. */
  spares: string[];
}

const when = () => timestamp({ withTimezone: true });
const workspaceId = () =>
  text()
    .notNull()
    .references(() => workspaces.workspaceId, { onDelete: 'cascade' });

/** A body of knowledge; also OpenAI's vector store, hence `vs_` ids. */
export const collections = pgTable(
  'collections',
  {
    id: text().primaryKey(),
    workspaceId: workspaceId(),
    slug: text().notNull(),
    name: text().notNull(),
    description: text().notNull().default(''),
    /** Groups that may read it; none means everybody in the workspace. */
    groupIds: text().array().notNull().default([]),
    /** Of everything in it, unless a document is of a stricter one. */
    dataClass: text().$type<DataClass>().notNull().default('internal'),
    metadata: jsonb().$type<Record<string, string>>().notNull().default({}),
    createdAt: when().notNull().defaultNow(),
    lastActiveAt: when().notNull().defaultNow(),
  },
  (t) => [unique().on(t.workspaceId, t.slug)],
);

/** An uploaded original; may be in several collections, or in none (OpenAI's files). */
export const files = pgTable(
  'files',
  {
    id: text().primaryKey(),
    workspaceId: workspaceId(),
    filename: text().notNull(),
    mediaType: text().notNull(),
    size: bigint({ mode: 'number' }).notNull(),
    sha256: text().notNull(),
    purpose: text().notNull(),
    blobId: text()
      .notNull()
      .references(() => blobs.id),
    createdBy: text().notNull(),
    createdAt: when().notNull().defaultNow(),
  },
  (t) => [index().on(t.workspaceId, t.createdAt)],
);

/** One batch of documents being read, with its progress in the documents' states. */
export const ingestions = pgTable(
  'ingestions',
  {
    id: text().primaryKey(),
    workspaceId: workspaceId(),
    collectionId: text()
      .notNull()
      .references(() => collections.id, { onDelete: 'cascade' }),
    status: text().$type<'open' | 'running' | 'done' | 'cancelled'>().notNull(),
    /** Files that were there already, unchanged. */
    skipped: integer().notNull().default(0),
    createdBy: text().notNull(),
    createdAt: when().notNull().defaultNow(),
    finishedAt: when(),
  },
  (t) => [index().on(t.collectionId, t.createdAt)],
);

/** A file in a collection. */
export const documents = pgTable(
  'documents',
  {
    id: text().primaryKey(),
    workspaceId: workspaceId(),
    collectionId: text()
      .notNull()
      .references(() => collections.id, { onDelete: 'cascade' }),
    fileId: text()
      .notNull()
      .references(() => files.id, { onDelete: 'cascade' }),
    ingestionId: text().notNull(),
    name: text().notNull(),
    title: text(),
    status: text().$type<DocumentStatus>().notNull().default('queued'),
    /** Why it failed: a key of REASONS. */
    reason: text(),
    /** Groups that may read it; null inherits the collection's. */
    groupIds: text().array(),
    /** Its own; the stricter of it and the collection's counts. Null: the collection's. */
    dataClass: text().$type<DataClass>(),
    attributes: jsonb().$type<Record<string, string | number | boolean>>().notNull().default({}),
    language: text(),
    /** Replaced by a newer one: kept, but never answered from. */
    superseded: boolean().notNull().default(false),
    text: text(),
    pages: integer(),
    passageCount: integer().notNull().default(0),
    bytes: bigint({ mode: 'number' }).notNull(),
    /** Once ready it takes the place of older documents of the same name. */
    replacesNamesake: boolean().notNull().default(false),
    /** Who uploaded it, which says what older ones it may replace; null: nobody knows any more. */
    uploader: jsonb().$type<Uploader>(),
    createdAt: when().notNull().defaultNow(),
    readyAt: when(),
  },
  (t) => [
    unique().on(t.collectionId, t.fileId),
    index().on(t.collectionId, t.name),
    index().on(t.ingestionId, t.status),
    index().on(t.fileId),
  ],
);

export const passages = pgTable(
  'passages',
  {
    id: text().primaryKey(),
    workspaceId: workspaceId(),
    collectionId: text().notNull(),
    documentId: text()
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    ordinal: integer().notNull(),
    headings: text().array().notNull(),
    text: text().notNull(),
    start: integer().notNull(),
    end: integer().notNull(),
    page: integer(),
    /** Unit vector, little-endian float32, of local/minilm. Kept so that the index can be rebuilt without the model. */
    vector: bytea().notNull(),
  },
  (t) => [unique().on(t.documentId, t.ordinal), index().on(t.collectionId)],
);

/**
 * Documents whose rows in the search index may differ from the database: written in the transaction that changes or
 * deletes the document, so that no crash in between leaves somebody's deleted text in the index.
 */
export const staleDocuments = pgTable('stale_documents', {
  documentId: text().primaryKey(),
  workspaceId: workspaceId(),
  since: when().notNull().defaultNow(),
});
