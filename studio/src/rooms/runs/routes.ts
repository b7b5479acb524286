import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { oneOf, textIn } from '../../client/search.ts';
import { shellRoute } from '../../routes.tsx';
import { DATA_CLASSES } from '../gateway/facts.ts';
import type { RunsSearch } from './addresses.ts';
import { PERIODS, REVIEWS, RUN_STATES, SOURCES, THUMBS } from './states.ts';

const runsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/runs',
  validateSearch: (search: Record<string, unknown>): RunsSearch => ({
    search: textIn(search, 'search'),
    app: textIn(search, 'app'),
    status: oneOf(search, 'status', RUN_STATES),
    source: oneOf(search, 'source', SOURCES),
    thumb: oneOf(search, 'thumb', THUMBS),
    review: oneOf(search, 'review', REVIEWS),
    dataClass: oneOf(search, 'dataClass', DATA_CLASSES),
    since: oneOf(search, 'since', PERIODS),
    run: textIn(search, 'run'),
    view: oneOf(search, 'view', ['json']),
  }),
  component: lazyRouteComponent(() => import('./runs.tsx'), 'Runs'),
});

export const runRoutes = [runsRoute] as const;
