import { getRouteApi } from '@tanstack/react-router';

/** What stands in the addresses of this room's screens. They take it from here: the routes load the screens. */

export interface ReleaseSearch {
  /** The version that is to be released: the dialog is open. */
  release?: number;
  /** The past or present release that is open beside the list. */
  open?: string;
}

export const releasesRoute = getRouteApi('/shell/releases');
export const releaseRoute = getRouteApi('/shell/releases/$slug');
