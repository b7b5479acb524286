import type { Evals } from '../evals/index.ts';
import { serving } from './serving.ts';

export { release } from './release.ts';
export { releaseRoutes } from './routes.ts';

/** Opens the releases room: from here on only what was released serves. */
export function createReleases(evals: Evals): Evals {
  Object.assign(evals.serving, serving);
  return evals;
}
