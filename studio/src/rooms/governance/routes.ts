import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { textIn } from '../../client/search.ts';
import { shellRoute } from '../../routes.tsx';
import type { AuditSearch } from './addresses.ts';

const governanceRoute = createRoute({
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
