import { getRouteApi } from '@tanstack/react-router';
import type { CHANGES } from './distill/model.ts';
import type { Reason, Split } from './model.ts';

/** What stands in the addresses of this room's screens. They take it from here: the routes load the screens. */

export interface MistakesSearch {
  /** A cell of the matrix: texts of one class that were given another. */
  actual?: string;
  predicted?: string;
}

export interface ExamplesSearch {
  version?: number;
  split?: Split;
  leftOut?: Reason;
  label?: string;
  search?: string;
  /** The example that is open beside the list. */
  example?: string;
}

export interface ComparedSearch {
  change?: (typeof CHANGES)[number];
  /** The example that is open beside the list. */
  example?: string;
}

export const tunedRoute = getRouteApi('/shell/models/tuned');
export const tunedModelRoute = getRouteApi('/shell/models/tuned/$model');
export const mistakesRoute = getRouteApi('/shell/models/tuned/$model/mistakes');
export const cardRoute = getRouteApi('/shell/models/tuned/$model/card');
export const lineageRoute = getRouteApi('/shell/models/tuned/$model/lineage');
export const jobsRoute = getRouteApi('/shell/models/jobs');
export const jobRoute = getRouteApi('/shell/models/jobs/$job');
export const setsRoute = getRouteApi('/shell/models/training-sets');
export const setRoute = getRouteApi('/shell/models/training-sets/$slug');
export const editSetRoute = getRouteApi('/shell/models/training-sets/$slug/edit');
export const setExamplesRoute = getRouteApi('/shell/models/training-sets/$slug/examples');
export const distillationsRoute = getRouteApi('/shell/models/distillation');
export const distillationRoute = getRouteApi('/shell/models/distillation/$id');
export const distilledRoute = getRouteApi('/shell/models/distillation/$id/examples');
