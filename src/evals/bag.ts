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

/**
 * Whether the workspace lets anything of production be taken unasked. The room above that keeps the policy puts its rule
 * in this one object, which all bags share; where nobody keeps one nobody forbade it.
 */
export interface Learning {
  fromProduction(tx: Tx): Promise<boolean>;
}

/** What the evals' operations work with. */
export interface Evals extends Apps {
  learning: Learning;
  measuring: Job<MeasureInput>;
  /** Runs of evals in OpenAI's format. */
  wireMeasuring: Job<WireInput>;
}
