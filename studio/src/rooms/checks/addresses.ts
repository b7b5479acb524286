import { getRouteApi } from '@tanstack/react-router';
import type { FindingStatus } from './model.ts';

/** What stands in the addresses of this room's screens. They take it from here: the routes load the screens. */

export interface CheckSearch {
  /** Findings of which status; all of them unless said otherwise. */
  status?: FindingStatus;
  column?: string;
  /** The finding that is open beside the list. */
  finding?: string;
}

export const checksRoute = getRouteApi('/shell/checks');
export const checkRoute = getRouteApi('/shell/checks/$id');
