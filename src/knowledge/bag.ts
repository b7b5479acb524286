import type { Guardrails } from '../guardrails/index.ts';
import type { Job, Tx } from '../kernel/index.ts';
import type { Parser } from './parsing/parser.ts';
import type { SearchIndex } from './search/search-index.ts';

/**
 * Hears, in the transaction that deletes them, of files, data sets and examples that are no more.
 * @param questions of the examples: what was derived from a text alone is not found by an id
 */
export type RemovalListener = (
  tx: Tx,
  workspaceId: string,
  ids: readonly string[],
  questions?: readonly string[],
) => Promise<void>;

/** What knowledge's operations work with. */
export interface Knowledge extends Guardrails {
  parser: Parser;
  index: SearchIndex;
  removals: RemovalListener[];
  jobs: { ingest: Job<IngestInput>; reindex: Job<ReindexInput> };
}

export interface IngestInput {
  workspaceId: string;
  ingestionId: string;
}

export interface ReindexInput {
  workspaceId: string;
}
