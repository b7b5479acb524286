import { type Route, route } from '../kernel/index.ts';
import type { Knowledge } from './bag.ts';
import * as contract from './contract.ts';
import { retryDocuments } from './ingestion/retry-documents.ts';
import { uploadFiles } from './ingestion/upload-files.ts';
import * as collections from './manage-collections.ts';
import * as documents from './manage-documents.ts';
import * as ingestions from './manage-ingestions.ts';
import { openaiRoutes } from './openai/routes.ts';
import * as may from './policy.ts';
import { getPassage, searchKnowledge } from './search-knowledge.ts';

export const knowledgeRoutes: Route<Knowledge>[] = [
  route(contract.listCollections, may.read, collections.listCollections),
  route(contract.getCollection, may.read, collections.getCollection),
  route(contract.createCollection, may.write, collections.createCollection, {
    audited: 'collection.create',
    tells: ['name', 'groupIds', 'dataClass'],
  }),
  route(contract.updateCollection, may.write, collections.updateCollection, {
    audited: 'collection.change',
    tells: ['groupIds', 'dataClass'],
  }),
  route(contract.deleteCollection, may.write, collections.deleteCollection, { audited: 'collection.delete' }),
  route(contract.listDocuments, may.read, documents.listDocuments),
  route(contract.getDocument, may.read, documents.getDocument),
  route(contract.downloadDocument, may.read, documents.downloadDocument, { audited: 'document.download' }),
  route(contract.updateDocument, may.write, documents.updateDocument, {
    audited: 'document.change',
    tells: ['groupIds', 'dataClass'],
  }),
  route(contract.deleteDocument, may.write, documents.deleteDocument, { audited: 'document.delete' }),
  route(contract.uploadFiles, may.write, uploadFiles),
  route(contract.listIngestions, may.read, ingestions.listIngestions),
  route(contract.getIngestion, may.read, ingestions.getIngestion),
  route(contract.retryDocuments, may.write, retryDocuments),
  route(contract.cancelIngestion, may.write, ingestions.cancelIngestion),
  route(contract.searchKnowledge, may.read, searchKnowledge),
  route(contract.getPassage, may.read, getPassage),
  route(contract.reindex, may.operate, ingestions.reindex, { audited: 'index.rebuild' }),
  ...openaiRoutes,
];
