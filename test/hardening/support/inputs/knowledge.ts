import { form, fresh } from './fresh-knowledge.ts';
import { body, byId, type Inputs, none, type Place, unique } from './make.ts';

const shelfId = ({ shelf }: Place) => shelf.collectionId;
const documentId = ({ shelf }: Place) => shelf.documentId;

export const knowledgeInputs: Inputs = {
  'GET /api/collections': none,
  'POST /api/collections': body(() => ({ name: `Collection ${unique()}` })),
  'GET /api/collections/{id}': byId(shelfId),
  'PATCH /api/collections/{id}': byId(shelfId, { description: 'Checked in spring.' }),
  'DELETE /api/collections/{id}': byId(fresh.collection),
  'GET /api/collections/{id}/documents': byId(shelfId),
  'POST /api/collections/{id}/files': ({ shelf }) => ({
    ids: { id: shelf.collectionId },
    form: form('file', `prices-${unique()}.csv`),
  }),
  'GET /api/collections/{id}/ingestions': byId(shelfId),
  'POST /api/collections/{id}/retry': byId(shelfId, {}),
  'GET /api/documents/{id}': byId(documentId),
  'PATCH /api/documents/{id}': byId(documentId, { superseded: false }),
  'DELETE /api/documents/{id}': byId(async (place) => (await fresh.document(place)).documentId),
  'GET /api/documents/{id}/original': byId(documentId),
  'GET /api/ingestions/{id}': byId(({ shelf }) => shelf.ingestionId),
  'POST /api/ingestions/{id}/cancel': byId(async (place) => (await fresh.document(place)).ingestionId),
  'POST /api/search': body(() => ({ query: 'returning goods' })),
  'GET /api/passages/{id}': byId(({ shelf }) => shelf.passageId),
  'POST /api/reindex': none,
};
