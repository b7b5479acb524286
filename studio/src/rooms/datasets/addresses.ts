import { getRouteApi } from '@tanstack/react-router';

/** What stands in the addresses of this room's screens. They take it from here: the routes load the screens. */

/** What can stand beside the examples: those that production proposes, or a form for a new one. */
export const BESIDE = ['production', 'new'] as const;

export interface DatasetSearch {
  search?: string;
  tag?: string;
  /** An older version; it can be read, not changed. */
  version?: number;
  beside?: (typeof BESIDE)[number];
  /** The example that is open beside the list. */
  example?: string;
}

export const datasetsRoute = getRouteApi('/shell/datasets');
export const datasetRoute = getRouteApi('/shell/datasets/$slug');
