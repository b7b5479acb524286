import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { may } from '../../client/may.ts';
import { queryClient, read } from '../../client/query.ts';
import { listSearch, oneOf, textIn } from '../../client/search.ts';
import { shellRoute } from '../../routes.tsx';
import type { UsageSearch } from './addresses.ts';
import { CACHED, DATA_CLASSES, DIMENSIONS, PERIODS, SHOWN } from './facts.ts';

const modelsParent = createRoute({ getParentRoute: () => shellRoute, path: '/models' });

const usageRoute = createRoute({
  getParentRoute: () => modelsParent,
  path: '/',
  /** Experts see what was tuned, not what everybody uses. */
  beforeLoad: async () => {
    const { role } = await queryClient.ensureQueryData(read('GET /api/me'));
    if (!may(role, 'seeUsage') && may(role, 'seeTuning'))
      throw redirect({ to: '/models/tuned', replace: true });
  },
  validateSearch: (search: Record<string, unknown>): UsageSearch => ({
    period: oneOf(search, 'period', PERIODS),
    by: oneOf(search, 'by', DIMENSIONS),
    show: oneOf(search, 'show', SHOWN),
    order: textIn(search, 'order'),
    failed: oneOf(search, 'failed', ['true']),
    call: textIn(search, 'call'),
    model: textIn(search, 'model'),
    provider: textIn(search, 'provider'),
    app: textIn(search, 'app'),
    version: textIn(search, 'version'),
    actor: textIn(search, 'actor'),
    group: textIn(search, 'group'),
    route: textIn(search, 'route'),
    dataClass: oneOf(search, 'dataClass', DATA_CLASSES),
    cache: oneOf(search, 'cache', CACHED),
    finding: textIn(search, 'finding'),
    code: textIn(search, 'code'),
  }),
  component: lazyRouteComponent(() => import('./usage/usage.tsx'), 'Usage'),
});

const routesRoute = createRoute({
  getParentRoute: () => modelsParent,
  path: 'routes',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./routes/route-list.tsx'), 'RouteList'),
});

const newRoute = createRoute({
  getParentRoute: () => modelsParent,
  path: 'new-route',
  component: lazyRouteComponent(() => import('./routes/edit-route.tsx'), 'NewRoute'),
});

const routeRoute = createRoute({
  getParentRoute: () => modelsParent,
  path: 'routes/$slug',
  component: lazyRouteComponent(() => import('./routes/edit-route.tsx'), 'EditRoute'),
});

const limitsRoute = createRoute({
  getParentRoute: () => modelsParent,
  path: 'limits',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./limits/limits.tsx'), 'Limits'),
});

const pricesRoute = createRoute({
  getParentRoute: () => modelsParent,
  path: 'prices',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./prices/prices.tsx'), 'Prices'),
});

const guardrailsRoute = createRoute({
  getParentRoute: () => modelsParent,
  path: 'guardrails',
  component: lazyRouteComponent(() => import('./guardrails/tester.tsx'), 'Tester'),
});

const policiesRoute = createRoute({
  getParentRoute: () => modelsParent,
  path: 'policies',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./guardrails/policies.tsx'), 'Policies'),
});

export const modelRoutes = modelsParent.addChildren([
  usageRoute,
  routesRoute,
  newRoute,
  routeRoute,
  limitsRoute,
  pricesRoute,
  guardrailsRoute,
  policiesRoute,
]);
