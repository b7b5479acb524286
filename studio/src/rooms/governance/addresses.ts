import { getRouteApi } from '@tanstack/react-router';

/** What stands in the addresses of this room's screens. They take it from here: the routes load the screens. */

export interface AuditSearch {
  search?: string;
  action?: string;
  /** The entry that is open beside the list. */
  entry?: string;
}

export const governanceRoute = getRouteApi('/shell/governance');
