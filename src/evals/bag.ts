import type { Apps } from '../apps/index.ts';
import type { Job, Tx } from '../kernel/index.ts';

export interface MeasureInput {
  workspaceId: string;
  evalRunId: string;
}

export interface WireInput {
  workspaceId: string;
  runId: string;
}

/** Hears, in the transaction that deletes them, of data sets and examples that are no more. */
export type RemovalListener = (tx: Tx, workspaceId: string, ids: readonly string[]) => Promise<void>;

/** What the evals' operations work with. */
export interface Evals extends Apps {
  removals: RemovalListener[];
  measuring: Job<MeasureInput>;
  /** Runs of evals in OpenAI's format. */
  wireMeasuring: Job<WireInput>;
}
