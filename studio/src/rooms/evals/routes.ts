import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { numberIn, oneOf, textIn } from '../../client/search.ts';
import { shellRoute } from '../../routes.tsx';
import { CHANGES, type CompareSearch } from './addresses.ts';

const evalsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/evals',
  validateSearch: (search: Record<string, unknown>): { search?: string; order?: string } => ({
    search: textIn(search, 'search'),
    order: textIn(search, 'order'),
  }),
  component: lazyRouteComponent(() => import('./eval-list.tsx'), 'EvalList'),
});

const evalRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/evals/$slug',
  /** `version`: the dialog to measure it is open. */
  validateSearch: (search: Record<string, unknown>): { version?: number } => ({
    version: numberIn(search, 'version'),
  }),
  component: lazyRouteComponent(() => import('./eval-runs.tsx'), 'EvalRuns'),
});

const definitionRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/evals/$slug/definition',
  component: lazyRouteComponent(() => import('./definition.tsx'), 'EvalDefinition'),
});

const evalRunRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/evals/runs/$run',
  component: lazyRouteComponent(() => import('./verdict/verdict-screen.tsx'), 'VerdictScreen'),
});

const compareRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/evals/runs/$run/examples',
  validateSearch: (search: Record<string, unknown>): CompareSearch => ({
    change: oneOf(search, 'change', CHANGES),
    tag: textIn(search, 'tag'),
    grader: textIn(search, 'grader'),
    example: textIn(search, 'example'),
  }),
  component: lazyRouteComponent(() => import('./compare/compare-screen.tsx'), 'CompareScreen'),
});

export const evalRoutes = [evalsRoute, evalRoute, definitionRoute, evalRunRoute, compareRoute] as const;
