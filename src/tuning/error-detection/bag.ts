import type { Evals } from '../../evals/index.ts';
import type { Job } from '../../kernel/index.ts';

export interface SearchInput {
  workspaceId: string;
  checkId: string;
}

/** What the operations on searches for errors work with. */
export interface ErrorChecks extends Evals {
  searching: Job<SearchInput>;
}
