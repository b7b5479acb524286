import type { Apps } from '../apps/index.ts';
import type { Job } from '../kernel/index.ts';

export interface MeasureInput {
  workspaceId: string;
  evalRunId: string;
}

export interface WireInput {
  workspaceId: string;
  runId: string;
}

/** What the evals' operations work with. */
export interface Evals extends Apps {
  measuring: Job<MeasureInput>;
  /** Runs of evals in OpenAI's format. */
  wireMeasuring: Job<WireInput>;
}
