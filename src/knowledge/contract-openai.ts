import { z } from 'zod';
import { endpoint } from '../kernel/contract.ts';

/** OpenAI's files and vector stores, as far as retrieval needs them. */

const seconds = z.number().int();
const metadata = z.record(z.string().max(64), z.string().max(512)).nullish();
const attributes = z
  .record(z.string().max(64), z.union([z.string().max(512), z.number(), z.boolean()]))
  .nullish();
const store = z.object({ vector_store_id: z.string().max(64) });
const storeFile = store.extend({ file_id: z.string().max(64) });
const page = z.object({
  after: z.string().max(64).optional(),
  before: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
  order: z.enum(['asc', 'desc']).default('desc'),
});
const listOf = <T extends z.ZodType>(item: T) =>
  z.object({
    object: z.literal('list'),
    data: z.array(item),
    first_id: z.string().nullable(),
    last_id: z.string().nullable(),
    has_more: z.boolean(),
  });
const deleted = (object: string) =>
  z.object({ id: z.string(), object: z.literal(object), deleted: z.literal(true) });

export const File = z.object({
  id: z.string(),
  object: z.literal('file'),
  bytes: z.number().int(),
  created_at: seconds,
  filename: z.string(),
  purpose: z.string(),
  status: z.literal('processed'),
});
export const PURPOSES = ['assistants', 'user_data', 'fine-tune', 'evals', 'batch', 'vision'] as const;
const file = z.object({ file_id: z.string().max(64) });

export const uploadFile = endpoint('POST /v1/files', {
  summary: 'Upload a file',
  takes: 'files',
  output: File,
});
export const listFiles = endpoint('GET /v1/files', {
  summary: 'List files',
  query: page.extend({
    purpose: z.string().max(40).optional(),
    limit: z.coerce.number().int().min(1).max(10_000).default(1_000),
  }),
  output: listOf(File),
});
export const getFile = endpoint('GET /v1/files/{file_id}', {
  summary: 'One file',
  params: file,
  output: File,
});
export const deleteFile = endpoint('DELETE /v1/files/{file_id}', {
  summary: 'Delete a file; it disappears from every vector store',
  params: file,
  output: deleted('file'),
});
export const getFileContent = endpoint('GET /v1/files/{file_id}/content', {
  summary: 'The file as it was uploaded',
  params: file,
  answers: 'bytes',
});

const Counts = z.object({
  in_progress: z.number().int(),
  completed: z.number().int(),
  failed: z.number().int(),
  cancelled: z.number().int(),
  total: z.number().int(),
});
export const VectorStore = z.object({
  id: z.string(),
  object: z.literal('vector_store'),
  created_at: seconds,
  name: z.string(),
  usage_bytes: z.number(),
  file_counts: Counts,
  status: z.enum(['in_progress', 'completed']),
  last_active_at: seconds,
  expires_at: z.null(),
  metadata: z.record(z.string(), z.string()),
});

export const createVectorStore = endpoint('POST /v1/vector_stores', {
  summary: 'Create a vector store (a collection)',
  body: z.looseObject({
    name: z.string().max(200).nullish(),
    file_ids: z.array(z.string().max(64)).max(500).nullish(),
    metadata,
  }),
  output: VectorStore,
});
export const listVectorStores = endpoint('GET /v1/vector_stores', {
  summary: 'List vector stores',
  query: page,
  output: listOf(VectorStore),
});
export const getVectorStore = endpoint('GET /v1/vector_stores/{vector_store_id}', {
  summary: 'One vector store',
  params: store,
  output: VectorStore,
});
export const updateVectorStore = endpoint('POST /v1/vector_stores/{vector_store_id}', {
  summary: 'Change name or metadata of a vector store',
  params: store,
  body: z.looseObject({ name: z.string().min(1).max(200).nullish(), metadata }),
  output: VectorStore,
});
export const deleteVectorStore = endpoint('DELETE /v1/vector_stores/{vector_store_id}', {
  summary: 'Delete a vector store; its files stay',
  params: store,
  output: deleted('vector_store.deleted'),
});

export const VectorStoreFile = z.object({
  id: z.string(),
  object: z.literal('vector_store.file'),
  created_at: seconds,
  usage_bytes: z.number(),
  vector_store_id: z.string(),
  status: z.enum(['in_progress', 'completed', 'cancelled', 'failed']),
  last_error: z
    .object({ code: z.enum(['server_error', 'unsupported_file', 'invalid_file']), message: z.string() })
    .nullable(),
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  chunking_strategy: z.object({ type: z.literal('other') }),
});
const storeFilePage = page.extend({
  filter: z.enum(['in_progress', 'completed', 'failed', 'cancelled']).optional(),
});
export const createVectorStoreFile = endpoint('POST /v1/vector_stores/{vector_store_id}/files', {
  summary: 'Put a file into a vector store; poll it until it is completed',
  params: store,
  body: z.looseObject({ file_id: z.string().max(64), attributes }),
  output: VectorStoreFile,
});
export const listVectorStoreFiles = endpoint('GET /v1/vector_stores/{vector_store_id}/files', {
  summary: 'List the files of a vector store, by when they were uploaded',
  params: store,
  query: storeFilePage,
  output: listOf(VectorStoreFile),
});
export const getVectorStoreFile = endpoint('GET /v1/vector_stores/{vector_store_id}/files/{file_id}', {
  summary: 'One file of a vector store',
  params: storeFile,
  output: VectorStoreFile,
});
export const updateVectorStoreFile = endpoint('POST /v1/vector_stores/{vector_store_id}/files/{file_id}', {
  summary: 'Change the attributes of a file in a vector store',
  params: storeFile,
  body: z.looseObject({ attributes }),
  output: VectorStoreFile,
});
export const deleteVectorStoreFile = endpoint('DELETE /v1/vector_stores/{vector_store_id}/files/{file_id}', {
  summary: 'Take a file out of a vector store; the file itself stays',
  params: storeFile,
  output: deleted('vector_store.file.deleted'),
});

export const getVectorStoreFileContent = endpoint(
  'GET /v1/vector_stores/{vector_store_id}/files/{file_id}/content',
  {
    summary: 'The text that was read of a file of a vector store',
    params: storeFile,
    output: z.object({
      object: z.literal('vector_store.file_content.page'),
      data: z.array(z.object({ type: z.literal('text'), text: z.string() })),
      has_more: z.literal(false),
      next_page: z.null(),
    }),
  },
);

export const FileBatch = z.object({
  id: z.string(),
  object: z.literal('vector_store.files_batch'),
  created_at: seconds,
  vector_store_id: z.string(),
  status: z.enum(['in_progress', 'completed', 'cancelled', 'failed']),
  file_counts: Counts,
});
const batch = store.extend({ batch_id: z.string().max(64) });
export const createFileBatch = endpoint('POST /v1/vector_stores/{vector_store_id}/file_batches', {
  summary: 'Put several files into a vector store',
  params: store,
  body: z
    .looseObject({
      file_ids: z.array(z.string().max(64)).min(1).max(2_000).optional(),
      files: z
        .array(z.looseObject({ file_id: z.string().max(64), attributes }))
        .min(1)
        .max(2_000)
        .optional()
        .describe('Instead of `file_ids`, where each file has attributes of its own.'),
      attributes,
    })
    .refine(({ file_ids, files }) => (file_ids === undefined) !== (files === undefined), {
      path: ['file_ids'],
      message: 'Send either file_ids, or files with attributes of their own.',
    }),
  output: FileBatch,
});
export const getFileBatch = endpoint('GET /v1/vector_stores/{vector_store_id}/file_batches/{batch_id}', {
  summary: 'Progress of a file batch',
  params: batch,
  output: FileBatch,
});
export const cancelFileBatch = endpoint(
  'POST /v1/vector_stores/{vector_store_id}/file_batches/{batch_id}/cancel',
  {
    summary: 'Cancel a file batch',
    params: batch,
    output: FileBatch,
  },
);

export const listFileBatchFiles = endpoint(
  'GET /v1/vector_stores/{vector_store_id}/file_batches/{batch_id}/files',
  {
    summary: 'List the files of a file batch',
    params: batch,
    query: storeFilePage,
    output: listOf(VectorStoreFile),
  },
);

const key = z.string().max(64);
const Comparison = z.discriminatedUnion('type', [
  z.object({
    type: z.enum(['eq', 'ne', 'gt', 'gte', 'lt', 'lte']),
    key,
    value: z.union([z.string(), z.number(), z.boolean()]),
  }),
  z.object({
    type: z.enum(['in', 'nin']),
    key,
    value: z.array(z.union([z.string(), z.number()])).max(1_000),
  }),
]);
const compound = <T extends z.ZodType>(inner: T) =>
  z.object({ type: z.enum(['and', 'or']), filters: z.array(inner).min(1).max(20) });
// A compound in a compound, as OpenAI documents it, and no deeper: what is nested without end is not read without end.
export const AttributeFilter = z.union([Comparison, compound(z.union([Comparison, compound(Comparison)]))]);
export type AttributeFilter = z.infer<typeof AttributeFilter>;

export const searchVectorStore = endpoint('POST /v1/vector_stores/{vector_store_id}/search', {
  summary: 'Search a vector store as the key may read it',
  params: store,
  body: z.looseObject({
    query: z.union([z.string().min(1).max(2_000), z.array(z.string().min(1).max(2_000)).min(1).max(5)]),
    max_num_results: z.number().int().min(1).max(50).default(10),
    filters: AttributeFilter.nullish(),
    ranking_options: z.looseObject({ score_threshold: z.number().min(0).max(1).optional() }).nullish(),
  }),
  output: z.object({
    object: z.literal('vector_store.search_results.page'),
    search_query: z.array(z.string()),
    data: z.array(
      z.object({
        file_id: z.string(),
        filename: z.string(),
        score: z.number(),
        attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
        content: z.array(z.object({ type: z.literal('text'), text: z.string() })),
      }),
    ),
    has_more: z.boolean(),
    next_page: z.string().nullable(),
  }),
});
