import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { numberIn, oneOf, textIn } from '../../client/search.ts';
import { shellRoute } from '../../routes.tsx';

export const evalsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/evals',
  validateSearch: (search: Record<string, unknown>): { search?: string; order?: string } => ({
    search: textIn(search, 'search'),
    order: textIn(search, 'order'),
  }),
  component: lazyRouteComponent(() => import('./eval-list.tsx'), 'EvalList'),
});

export const evalRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/evals/$slug',
  /** `version`: the dialog to measure it is open. */
  validateSearch: (search: Record<string, unknown>): { version?: number } => ({
    version: numberIn(search, 'version'),
  }),
  component: lazyRouteComponent(() => import('./eval-runs.tsx'), 'EvalRuns'),
});

export const definitionRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/evals/$slug/definition',
  component: lazyRouteComponent(() => import('./definition.tsx'), 'EvalDefinition'),
});

export const evalRunRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/evals/runs/$run',
  component: lazyRouteComponent(() => import('./verdict/verdict-screen.tsx'), 'VerdictScreen'),
});

export const CHANGES = ['gained', 'lost', 'same_pass', 'same_fail', 'unjudged'] as const;
export type Change = (typeof CHANGES)[number];

export interface CompareSearch {
  change?: Change;
  tag?: string;
  grader?: string;
  /** The example that is open beside the list. */
  example?: string;
}

export const compareRoute = createRoute({
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
