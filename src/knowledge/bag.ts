import type { Guardrails } from '../guardrails/index.ts';
import type { Job } from '../kernel/index.ts';
import type { Parser } from './parsing/parser.ts';
import type { SearchIndex } from './search/search-index.ts';

/** What knowledge's operations work with. */
export interface Knowledge extends Guardrails {
  parser: Parser;
  index: SearchIndex;
  jobs: { ingest: Job<IngestInput>; reindex: Job<ReindexInput> };
}

export interface IngestInput {
  workspaceId: string;
  ingestionId: string;
}

export interface ReindexInput {
  workspaceId: string;
}
