import type { StoredScore } from '../schema.ts';

/** All grades of one example; one entry per repeat. */
export interface GradedExample {
  exampleId: string;
  tags: readonly string[];
  candidate: readonly Record<string, StoredScore>[];
  /** Empty when there is no baseline. */
  baseline: readonly Record<string, StoredScore>[];
}
