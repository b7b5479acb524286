import { getRouteApi } from '@tanstack/react-router';
import type { CACHED, DATA_CLASSES, Dimension, Period, Shown } from './facts.ts';

/** What stands in the addresses of this room's screens. They take it from here: the routes load the screens. */

export interface UsageFilter {
  model?: string;
  provider?: string;
  app?: string;
  version?: string;
  actor?: string;
  group?: string;
  route?: string;
  dataClass?: (typeof DATA_CLASSES)[number];
  cache?: (typeof CACHED)[number];
  finding?: string;
  code?: string;
}

export interface UsageSearch extends UsageFilter {
  period?: Period;
  by?: Dimension;
  /** What the chart shows. */
  show?: Shown;
  order?: string;
  failed?: 'true';
  /** The call that is open beside the lists. */
  call?: string;
}

export const usageRoute = getRouteApi('/shell/models/');
export const routesRoute = getRouteApi('/shell/models/routes');
export const routeRoute = getRouteApi('/shell/models/routes/$slug');
export const limitsRoute = getRouteApi('/shell/models/limits');
export const pricesRoute = getRouteApi('/shell/models/prices');
export const policiesRoute = getRouteApi('/shell/models/policies');
