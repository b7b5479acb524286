import { z } from 'zod';
import { DataClass } from '../gateway/contract.ts';
import { endpoint } from '../kernel/contract.ts';

const id = z.object({ id: z.string().max(64) });
const when = z.iso.datetime();
const groupIds = z.array(z.string().max(64)).max(100);
const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be lower-case letters, digits and hyphens');
const name = z.string().trim().min(1, 'must not be empty').max(200);

export const DOCUMENT_STATUS = ['queued', 'reading', 'ready', 'failed', 'cancelled'] as const;
export const DOCUMENT_ORDERS = [
  'name',
  '-name',
  'status',
  '-status',
  'passages',
  '-passages',
  'bytes',
  '-bytes',
  'createdAt',
  '-createdAt',
] as const;
export type DocumentOrder = (typeof DOCUMENT_ORDERS)[number];
export type DocumentStatus = (typeof DOCUMENT_STATUS)[number];

export const Collection = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  groupIds: z.array(z.string()),
  dataClass: DataClass,
  documents: z.number().int(),
  passages: z.number().int(),
  failed: z.number().int(),
  /** Waiting or being read. */
  pending: z.number().int(),
  createdAt: when,
});
export const listCollections = endpoint('GET /api/collections', {
  summary: 'List the collections the caller may read',
  output: z.object({ data: z.array(Collection) }),
});
export const getCollection = endpoint('GET /api/collections/{id}', {
  summary: 'One collection',
  params: id,
  output: Collection,
});
export const createCollection = endpoint('POST /api/collections', {
  summary: 'Create a collection',
  body: z.object({
    name,
    slug: slug.optional(),
    description: z.string().max(2_000).default(''),
    groupIds: groupIds.default([]),
    dataClass: DataClass.optional(),
  }),
  output: Collection,
  status: 201,
});
export const updateCollection = endpoint('PATCH /api/collections/{id}', {
  summary: 'Change name, description, data class or who may read a collection',
  params: id,
  body: z.object({
    name: name.optional(),
    description: z.string().max(2_000).optional(),
    groupIds: groupIds.optional(),
    dataClass: DataClass.optional(),
  }),
  output: Collection,
});
export const deleteCollection = endpoint('DELETE /api/collections/{id}', {
  summary: 'Delete a collection with its documents, passages, vectors and originals',
  params: id,
  status: 204,
});

export const Document = z.object({
  id: z.string(),
  fileId: z.string(),
  name: z.string(),
  title: z.string().nullable(),
  status: z.enum(DOCUMENT_STATUS),
  reason: z.string().nullable(),
  groupIds: z.array(z.string()).nullable(),
  /** Its own; null when it has the collection's. */
  ownClass: DataClass.nullable(),
  /** What counts: the stricter of its own and the collection's. */
  dataClass: DataClass,
  language: z.string().nullable(),
  superseded: z.boolean(),
  pages: z.number().int().nullable(),
  passages: z.number().int(),
  bytes: z.number().int(),
  createdAt: when,
  readyAt: when.nullable(),
});
export const listDocuments = endpoint('GET /api/collections/{id}/documents', {
  summary: 'List the documents of a collection that the caller may read',
  params: id,
  query: z.object({
    after: z.string().max(64).optional(),
    limit: z.coerce.number().int().min(1).max(1_000).default(200),
    status: z.enum([...DOCUMENT_STATUS, 'superseded']).optional(),
    search: z.string().max(200).optional(),
    /** By which column, `-` for the largest first; absent: newest first. */
    order: z.enum(DOCUMENT_ORDERS).optional(),
  }),
  output: z.object({ data: z.array(Document), hasMore: z.boolean() }),
});
export const getDocument = endpoint('GET /api/documents/{id}', {
  summary: 'A document with its text and passages',
  params: id,
  output: Document.extend({
    collectionId: z.string(),
    text: z.string(),
    attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    parts: z.array(
      z.object({
        id: z.string(),
        headings: z.array(z.string()),
        start: z.number().int(),
        end: z.number().int(),
        page: z.number().int().nullable(),
      }),
    ),
  }),
});
export const updateDocument = endpoint('PATCH /api/documents/{id}', {
  summary: 'Change who may read a document or its own data class (null inherits), or mark it superseded',
  params: id,
  body: z.object({
    groupIds: groupIds.nullable().optional(),
    ownClass: DataClass.nullable().optional(),
    superseded: z.boolean().optional(),
  }),
  output: Document,
});
export const deleteDocument = endpoint('DELETE /api/documents/{id}', {
  summary: 'Delete a document with its passages, vectors and original',
  params: id,
  status: 204,
});
export const downloadDocument = endpoint('GET /api/documents/{id}/original', {
  summary: 'Download the original file',
  params: id,
  answers: 'bytes',
});

export const Ingestion = z.object({
  id: z.string(),
  collectionId: z.string(),
  status: z.enum(['open', 'running', 'done', 'cancelled']),
  total: z.number().int(),
  ready: z.number().int(),
  failed: z.number().int(),
  skipped: z.number().int(),
  cancelled: z.number().int(),
  createdAt: when,
  finishedAt: when.nullable(),
});
export const uploadFiles = endpoint('POST /api/collections/{id}/files', {
  summary:
    'Upload files (multipart; zip archives are unpacked). Unchanged files are skipped, changed ones replaced',
  params: id,
  takes: 'files',
  output: Ingestion,
  status: 202,
});
export const listIngestions = endpoint('GET /api/collections/{id}/ingestions', {
  summary: 'The latest ingestions of a collection with their progress',
  params: id,
  output: z.object({ data: z.array(Ingestion) }),
});
export const getIngestion = endpoint('GET /api/ingestions/{id}', {
  summary: 'Progress of an ingestion',
  params: id,
  output: Ingestion,
});
export const cancelIngestion = endpoint('POST /api/ingestions/{id}/cancel', {
  summary: 'Stop an ingestion; what is already read stays',
  params: id,
  output: Ingestion,
});

export const retryDocuments = endpoint('POST /api/collections/{id}/retry', {
  summary: 'Read documents again that failed or were cancelled: those named, or all of the collection',
  params: id,
  body: z.object({ documentIds: z.array(z.string().max(64)).min(1).max(1_000).optional() }),
  output: Ingestion,
  status: 202,
});

export const FoundPassage = z.object({
  id: z.string(),
  documentId: z.string(),
  fileId: z.string(),
  collectionId: z.string(),
  documentName: z.string(),
  title: z.string().nullable(),
  headings: z.array(z.string()),
  text: z.string(),
  start: z.number().int(),
  end: z.number().int(),
  page: z.number().int().nullable(),
  dataClass: DataClass,
  score: z.number(),
});
export const searchKnowledge = endpoint('POST /api/search', {
  summary: 'Search passages the caller may read',
  body: z.object({
    query: z.string().trim().min(1, 'must not be empty').max(2_000),
    collectionIds: z.array(z.string().max(64)).max(50).optional(),
    limit: z.number().int().min(1).max(50).default(10),
  }),
  output: z.object({ data: z.array(FoundPassage) }),
});
export const getPassage = endpoint('GET /api/passages/{id}', {
  summary: 'One passage with the document around it, to open a citation',
  params: id,
  output: FoundPassage.omit({ score: true }).extend({ before: z.string(), after: z.string() }),
});

export const reindex = endpoint('POST /api/reindex', {
  summary: 'Delete the search index of this workspace and build it again from the database',
  status: 202,
  output: z.object({ id: z.string(), passages: z.number().int() }),
});
