import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { numberIn, oneOf, textIn } from '../../client/search.ts';
import { shellRoute } from '../../routes.tsx';
import { BESIDE, type DatasetSearch } from './addresses.ts';

const datasetsRoute = createRoute({
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

const datasetRoute = createRoute({
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
