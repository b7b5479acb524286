import { type Route, route } from '../../kernel/index.ts';
import type { Knowledge } from '../bag.ts';
import * as contract from '../contract-openai.ts';
import * as may from '../policy.ts';
import * as batches from './file-batches.ts';
import * as files from './files.ts';
import { searchVectorStore } from './search-vector-store.ts';
import * as storeFiles from './vector-store-files.ts';
import * as stores from './vector-stores.ts';

export const openaiRoutes: Route<Knowledge>[] = [
  route(contract.uploadFile, may.write, files.uploadFile),
  route(contract.listFiles, may.read, files.listFiles),
  route(contract.getFile, may.read, files.getFile),
  route(contract.deleteFile, may.write, files.deleteFile, { audited: 'file.delete' }),
  route(contract.getFileContent, may.read, files.getFileContent),
  route(contract.createVectorStore, may.write, stores.createVectorStore, { audited: 'collection.create' }),
  route(contract.listVectorStores, may.read, stores.listVectorStores),
  route(contract.getVectorStore, may.read, stores.getVectorStore),
  route(contract.updateVectorStore, may.write, stores.updateVectorStore, { audited: 'collection.change' }),
  route(contract.deleteVectorStore, may.write, stores.deleteVectorStore, { audited: 'collection.delete' }),
  route(contract.createVectorStoreFile, may.write, storeFiles.createVectorStoreFile),
  route(contract.listVectorStoreFiles, may.read, storeFiles.listVectorStoreFiles),
  route(contract.getVectorStoreFile, may.read, storeFiles.getVectorStoreFile),
  route(contract.updateVectorStoreFile, may.write, storeFiles.updateVectorStoreFile, {
    audited: 'document.change',
  }),
  route(contract.deleteVectorStoreFile, may.write, storeFiles.deleteVectorStoreFile, {
    audited: 'document.delete',
  }),
  route(contract.getVectorStoreFileContent, may.read, storeFiles.getVectorStoreFileContent),
  route(contract.createFileBatch, may.write, batches.createFileBatch),
  route(contract.getFileBatch, may.read, batches.getFileBatch),
  route(contract.cancelFileBatch, may.write, batches.cancelFileBatch),
  route(contract.listFileBatchFiles, may.read, batches.listFileBatchFiles),
  route(contract.searchVectorStore, may.read, searchVectorStore),
];
