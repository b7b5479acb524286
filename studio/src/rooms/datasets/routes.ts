import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { numberIn, oneOf, textIn } from '../../client/search.ts';
import { shellRoute } from '../../routes.tsx';

/** What can stand beside the examples: those that production proposes, or a form for a new one. */
const BESIDE = ['production', 'new'] as const;

export const datasetsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/datasets',
  validateSearch: (
    search: Record<string, unknown>,
  ): { search?: string; order?: string; beside?: 'production' } => ({
    search: textIn(search, 'search'),
    order: textIn(search, 'order'),
    beside: oneOf(search, 'beside', ['production']),
  }),
  component: lazyRouteComponent(() => import('./dataset-list.tsx'), 'DatasetList'),
});

export interface DatasetSearch {
  search?: string;
  tag?: string;
  /** An older version; it can be read, not changed. */
  version?: number;
  beside?: (typeof BESIDE)[number];
  /** The example that is open beside the list. */
  example?: string;
}

export const datasetRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/datasets/$slug',
  validateSearch: (search: Record<string, unknown>): DatasetSearch => ({
    search: textIn(search, 'search'),
    tag: textIn(search, 'tag'),
    version: numberIn(search, 'version'),
    beside: oneOf(search, 'beside', BESIDE),
    example: textIn(search, 'example'),
  }),
  component: lazyRouteComponent(() => import('./dataset-screen.tsx'), 'DatasetScreen'),
});

export const datasetRoutes = [datasetsRoute, datasetRoute] as const;
