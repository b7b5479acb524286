import type { Job } from '../kernel/index.ts';
import type { ErrorChecks } from './error-detection/bag.ts';

export interface BuildInput {
  workspaceId: string;
  versionId: string;
}

export interface DistilInput {
  workspaceId: string;
  distillationId: string;
}

/** What tuning's operations work with. */
export interface Tuning extends ErrorChecks {
  /** Builds versions of training sets. */
  building: Job<BuildInput>;
  /** Puts examples to a teacher and a student. */
  distilling: Job<DistilInput>;
}
