import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { numberIn, textIn } from '../../client/search.ts';
import { shellRoute } from '../../routes.tsx';
import type { ReleaseSearch } from './addresses.ts';

const releasesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/releases',
  validateSearch: (search: Record<string, unknown>): { search?: string; order?: string } => ({
    search: textIn(search, 'search'),
    order: textIn(search, 'order'),
  }),
  component: lazyRouteComponent(() => import('./release-list.tsx'), 'ReleaseList'),
});

const releaseRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/releases/$slug',
  validateSearch: (search: Record<string, unknown>): ReleaseSearch => ({
    release: numberIn(search, 'release'),
    open: textIn(search, 'open'),
  }),
  component: lazyRouteComponent(() => import('./release-screen.tsx'), 'ReleaseScreen'),
});

export const releaseRoutes = [releasesRoute, releaseRoute] as const;
