import { getRouteApi } from '@tanstack/react-router';

/** What stands in the addresses of this room's screens. They take it from here: the routes load the screens. */

export const CHANGES = ['gained', 'lost', 'same_pass', 'same_fail', 'unjudged'] as const;
export type Change = (typeof CHANGES)[number];

export interface CompareSearch {
  change?: Change;
  tag?: string;
  grader?: string;
  /** The example that is open beside the list. */
  example?: string;
}

export const evalsRoute = getRouteApi('/shell/evals');
export const evalRoute = getRouteApi('/shell/evals/$slug');
export const definitionRoute = getRouteApi('/shell/evals/$slug/definition');
export const evalRunRoute = getRouteApi('/shell/evals/runs/$run');
export const compareRoute = getRouteApi('/shell/evals/runs/$run/examples');
