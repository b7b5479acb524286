import { form, fresh } from './fresh-knowledge.ts';
import { body, type Inputs, type Make, none, unique } from './make.ts';

const inStore: Make = ({ shelf }) => ({ ids: { vector_store_id: shelf.collectionId } });
const inStoreWith = (sent: unknown): Make => {
  return ({ shelf }) => ({ ids: { vector_store_id: shelf.collectionId }, body: sent });
};
const storeFile = (sent?: unknown): Make => {
  return ({ shelf }) => ({ ids: { vector_store_id: shelf.collectionId, file_id: shelf.fileId }, body: sent });
};
const batch: Make = ({ shelf }) => ({
  ids: { vector_store_id: shelf.collectionId, batch_id: shelf.ingestionId },
});

/** OpenAI's files and vector stores. */
export const openaiKnowledgeInputs: Inputs = {
  'POST /v1/files': () => ({ form: form('file', 'prices.csv') }),
  'GET /v1/files': none,
  'GET /v1/files/{file_id}': ({ shelf }) => ({ ids: { file_id: shelf.fileId } }),
  'DELETE /v1/files/{file_id}': async (place) => ({ ids: { file_id: (await fresh.document(place)).fileId } }),
  'GET /v1/files/{file_id}/content': ({ shelf }) => ({ ids: { file_id: shelf.fileId } }),
  'POST /v1/vector_stores': body(() => ({ name: `Store ${unique()}` })),
  'GET /v1/vector_stores': none,
  'GET /v1/vector_stores/{vector_store_id}': inStore,
  'POST /v1/vector_stores/{vector_store_id}': inStoreWith({ metadata: { season: 'spring' } }),
  'DELETE /v1/vector_stores/{vector_store_id}': async (place) => ({
    ids: { vector_store_id: await fresh.collection(place) },
  }),
  'POST /v1/vector_stores/{vector_store_id}/files': ({ shelf }) => ({
    ids: { vector_store_id: shelf.collectionId },
    body: { file_id: shelf.fileId },
  }),
  'GET /v1/vector_stores/{vector_store_id}/files': inStore,
  'GET /v1/vector_stores/{vector_store_id}/files/{file_id}': storeFile(),
  'POST /v1/vector_stores/{vector_store_id}/files/{file_id}': storeFile({ attributes: { year: 2026 } }),
  'DELETE /v1/vector_stores/{vector_store_id}/files/{file_id}': async (place) => ({
    ids: { vector_store_id: place.shelf.collectionId, file_id: (await fresh.document(place)).fileId },
  }),
  'GET /v1/vector_stores/{vector_store_id}/files/{file_id}/content': storeFile(),
  'POST /v1/vector_stores/{vector_store_id}/file_batches': ({ shelf }) => ({
    ids: { vector_store_id: shelf.collectionId },
    body: { file_ids: [shelf.fileId] },
  }),
  'GET /v1/vector_stores/{vector_store_id}/file_batches/{batch_id}': batch,
  'POST /v1/vector_stores/{vector_store_id}/file_batches/{batch_id}/cancel': async (place) => ({
    ids: {
      vector_store_id: place.shelf.collectionId,
      batch_id: (await fresh.document(place)).ingestionId,
    },
  }),
  'GET /v1/vector_stores/{vector_store_id}/file_batches/{batch_id}/files': batch,
  'POST /v1/vector_stores/{vector_store_id}/search': inStoreWith({ query: 'returning goods' }),
};
