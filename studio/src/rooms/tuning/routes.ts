import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { numberIn, oneOf, textIn } from '../../client/search.ts';
import { withWords } from '../../i18n/language.ts';
import { shellRoute } from '../../routes.tsx';
import { CHANGES } from './distill/model.ts';
import { REASONS, type Reason, SPLITS, type Split } from './model.ts';

/** The screens of this room speak of tuned models, and of what they replace. */
const withTuning = <Screen>(screen: Promise<Screen>) => withWords(screen, 'tuning', 'distill');

interface ListSearch {
  search?: string;
  order?: string;
}

const listSearch = (search: Record<string, unknown>): ListSearch => ({
  search: textIn(search, 'search'),
  order: textIn(search, 'order'),
});

export const tunedRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/models/tuned',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => withTuning(import('./models/tuned-list.tsx')), 'TunedList'),
});

export const tunedModelRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/models/tuned/$model',
  validateSearch: (search: Record<string, unknown>): { order?: string; find?: string } => ({
    order: textIn(search, 'order'),
    find: textIn(search, 'find'),
  }),
  component: lazyRouteComponent(() => withTuning(import('./models/quality.tsx')), 'Quality'),
});

export interface MistakesSearch {
  /** A cell of the matrix: texts of one class that were given another. */
  actual?: string;
  predicted?: string;
}

export const mistakesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/models/tuned/$model/mistakes',
  validateSearch: (search: Record<string, unknown>): MistakesSearch => ({
    actual: textIn(search, 'actual'),
    predicted: textIn(search, 'predicted'),
  }),
  component: lazyRouteComponent(() => withTuning(import('./models/mistakes.tsx')), 'Mistakes'),
});

export const cardRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/models/tuned/$model/card',
  validateSearch: (search: Record<string, unknown>): { version?: number } => ({
    version: numberIn(search, 'version'),
  }),
  component: lazyRouteComponent(() => withTuning(import('./models/card.tsx')), 'Card'),
});

export const lineageRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/models/tuned/$model/lineage',
  component: lazyRouteComponent(() => withTuning(import('./models/lineage.tsx')), 'Lineage'),
});

export const jobsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/models/jobs',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => withTuning(import('./jobs/job-list.tsx')), 'JobList'),
});

export const jobRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/models/jobs/$job',
  component: lazyRouteComponent(() => withTuning(import('./jobs/job-screen.tsx')), 'JobScreen'),
});

export const setsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/models/training-sets',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => withTuning(import('./sets/set-list.tsx')), 'SetList'),
});

const newSetRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/models/new-training-set',
  component: lazyRouteComponent(() => withTuning(import('./sets/new-set.tsx')), 'NewSet'),
});

export const setRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/models/training-sets/$slug',
  validateSearch: (search: Record<string, unknown>): { version?: number } => ({
    version: numberIn(search, 'version'),
  }),
  component: lazyRouteComponent(() => withTuning(import('./sets/report.tsx')), 'SetReportScreen'),
});

export const editSetRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/models/training-sets/$slug/edit',
  component: lazyRouteComponent(() => withTuning(import('./sets/edit-set.tsx')), 'EditSet'),
});

export interface ExamplesSearch {
  version?: number;
  split?: Split;
  leftOut?: Reason;
  label?: string;
  search?: string;
  /** The example that is open beside the list. */
  example?: string;
}

export const setExamplesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/models/training-sets/$slug/examples',
  validateSearch: (search: Record<string, unknown>): ExamplesSearch => ({
    version: numberIn(search, 'version'),
    split: oneOf(search, 'split', SPLITS),
    leftOut: oneOf(search, 'leftOut', REASONS),
    label: textIn(search, 'label'),
    search: textIn(search, 'search'),
    example: textIn(search, 'example'),
  }),
  component: lazyRouteComponent(() => withTuning(import('./sets/examples.tsx')), 'SetExamples'),
});

export const distillationsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/models/distillation',
  validateSearch: listSearch,
  component: lazyRouteComponent(
    () => withTuning(import('./distill/distillation-list.tsx')),
    'DistillationList',
  ),
});

export const distillationRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/models/distillation/$id',
  component: lazyRouteComponent(() => withTuning(import('./distill/verdict.tsx')), 'DistillationVerdict'),
});

export interface ComparedSearch {
  change?: (typeof CHANGES)[number];
  /** The example that is open beside the list. */
  example?: string;
}

export const distilledRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/models/distillation/$id/examples',
  validateSearch: (search: Record<string, unknown>): ComparedSearch => ({
    change: oneOf(search, 'change', CHANGES),
    example: textIn(search, 'example'),
  }),
  component: lazyRouteComponent(() => withTuning(import('./distill/examples.tsx')), 'DistilledExamples'),
});

export const tuningRoutes = [
  tunedRoute,
  tunedModelRoute,
  mistakesRoute,
  cardRoute,
  lineageRoute,
  jobsRoute,
  jobRoute,
  setsRoute,
  newSetRoute,
  setRoute,
  editSetRoute,
  setExamplesRoute,
  distillationsRoute,
  distillationRoute,
  distilledRoute,
] as const;
