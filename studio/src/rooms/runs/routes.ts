import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { oneOf, textIn } from '../../client/search.ts';
import { shellRoute } from '../../routes.tsx';
import { DATA_CLASSES, type DataClass } from '../gateway/facts.ts';
import {
  PERIODS,
  type Period,
  REVIEWS,
  type ReviewState,
  RUN_STATES,
  type RunStatus,
  SOURCES,
  type Source,
  THUMBS,
  type Thumb,
} from './states.ts';

export interface RunsSearch {
  search?: string;
  app?: string;
  status?: RunStatus;
  source?: Source;
  thumb?: Thumb;
  review?: ReviewState;
  dataClass?: DataClass;
  since?: Period;
  /** The run that is open beside the list. */
  run?: string;
  /** How it is shown: its story, or everything as JSON. */
  view?: 'json';
}

export const runsRoute = createRoute({
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
