import type { Guardrails } from '../guardrails/index.ts';
import type { Knowledge } from './bag.ts';
import { declareJobs } from './ingestion/jobs.ts';
import { createParser } from './parsing/parser.ts';
import { openSearchIndex } from './search/search-index.ts';

export type { Knowledge } from './bag.ts';
export { uploadFiles } from './ingestion/upload-files.ts';
export { createCollection, listCollections } from './manage-collections.ts';
export { getIngestion } from './manage-ingestions.ts';
export { findStoredFile, readStoredFile, startOfStoredFile } from './openai/read-stored-file.ts';
export { storeFile } from './openai/store-file.ts';
export { getVectorStore, updateVectorStore } from './openai/vector-stores.ts';
export { knowledgeRoutes } from './routes.ts';
export { type Retrieval, type Retrieved, retrieve } from './search/retrieve.ts';
export {
  addCollection,
  changeCollection,
  collectionsNamed,
  visibleCollections,
} from './store/collections.ts';

export function createKnowledge(guardrails: Guardrails): Knowledge {
  const parser = createParser(guardrails.config);
  const index = openSearchIndex({
    dataDir: guardrails.config.SEVENFOLD_DATA_DIR,
    memoryBytes: guardrails.config.SEARCH_MEMORY_MB * 2 ** 20,
  });
  const jobs = declareJobs(guardrails, () => bag);
  const bag: Knowledge = { ...guardrails, parser, index, jobs, removals: [] };
  guardrails.atClose(() => {
    parser.close();
    index.close();
  });
  return bag;
}
export { failedDocuments, groupsOfDocuments, stateOfDocuments } from './store/documents.ts';
export { liveFiles } from './store/files.ts';
