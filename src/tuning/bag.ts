import type { Job } from '../kernel/index.ts';
import type { ErrorChecks } from './error-detection/bag.ts';
import type { ModelCache } from './models/model-cache.ts';
import type { Opened } from './models/opened.ts';

export interface BuildInput {
  workspaceId: string;
  versionId: string;
}

export interface DistilInput {
  workspaceId: string;
  distillationId: string;
}

export interface TrainInput {
  workspaceId: string;
  jobId: string;
}

/** What tuning's operations work with. */
export interface Tuning extends ErrorChecks {
  /** Builds versions of training sets. */
  building: Job<BuildInput>;
  /** Puts examples to a teacher and a student. */
  distilling: Job<DistilInput>;
  /** Trains models. */
  training: Job<TrainInput>;
  /** Has providers delete what was erased here, by jobs. */
  removing: Job<TrainInput>;
  /** Models that are open, by their ids. */
  opened: ModelCache<Opened>;
}
