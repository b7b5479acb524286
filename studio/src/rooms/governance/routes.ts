import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { textIn } from '../../client/search.ts';
import { shellRoute } from '../../routes.tsx';

export interface AuditSearch {
  search?: string;
  action?: string;
  /** The entry that is open beside the list. */
  entry?: string;
}

export const governanceRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/governance',
  validateSearch: (search: Record<string, unknown>): AuditSearch => ({
    search: textIn(search, 'search'),
    action: textIn(search, 'action'),
    entry: textIn(search, 'entry'),
  }),
  component: lazyRouteComponent(() => import('./audit-screen.tsx'), 'AuditScreen'),
});

export const governanceRoutes = [governanceRoute] as const;
