import type { Gateway } from '../gateway/index.ts';
import type { Knowledge } from './bag.ts';
import { declareJobs } from './ingestion/jobs.ts';
import { createParser } from './parsing/parser.ts';
import { openSearchIndex } from './search/search-index.ts';

export type { Knowledge } from './bag.ts';
export { uploadFiles } from './ingestion/upload-files.ts';
export { createCollection, listCollections } from './manage-collections.ts';
export { getIngestion } from './manage-ingestions.ts';
export { readStoredFile } from './openai/read-stored-file.ts';
export { getVectorStore, updateVectorStore } from './openai/vector-stores.ts';
export { knowledgeRoutes } from './routes.ts';
export { type Retrieval, type Retrieved, retrieve } from './search/retrieve.ts';
export { addCollection, collectionsNamed, visibleCollections } from './store/collections.ts';

export function createKnowledge(gateway: Gateway): Knowledge {
  const parser = createParser(gateway.config);
  const index = openSearchIndex(gateway.config.SEVENFOLD_DATA_DIR);
  const jobs = declareJobs(gateway, () => bag);
  const bag: Knowledge = { ...gateway, parser, index, jobs };
  gateway.atClose(() => {
    parser.close();
    index.close();
  });
  return bag;
}
export { failedDocuments, groupsOfDocuments, stateOfDocuments } from './store/documents.ts';
