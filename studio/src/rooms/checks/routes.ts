import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { oneOf, textIn } from '../../client/search.ts';
import { shellRoute } from '../../routes.tsx';
import type { CheckSearch } from './addresses.ts';
import { FINDING_STATUS } from './model.ts';

const checksRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/checks',
  validateSearch: (search: Record<string, unknown>): { order?: string; dataset?: string } => ({
    order: textIn(search, 'order'),
    // The data set whose labels somebody came to look through.
    dataset: textIn(search, 'dataset'),
  }),
  component: lazyRouteComponent(() => import('./check-list.tsx'), 'CheckList'),
});

const checkRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/checks/$id',
  validateSearch: (search: Record<string, unknown>): CheckSearch => ({
    status: oneOf(search, 'status', FINDING_STATUS),
    column: textIn(search, 'column'),
    finding: textIn(search, 'finding'),
  }),
  component: lazyRouteComponent(() => import('./check-screen.tsx'), 'CheckScreen'),
});

export const checkRoutes = [checksRoute, checkRoute] as const;
