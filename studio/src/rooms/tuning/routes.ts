import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { listSearch, numberIn, oneOf, textIn } from '../../client/search.ts';
import { withWords } from '../../i18n/language.ts';
import { shellRoute } from '../../routes.tsx';
import type { ComparedSearch, ExamplesSearch, MistakesSearch } from './addresses.ts';
import { CHANGES } from './distill/model.ts';
import { REASONS, SPLITS } from './model.ts';

/** The screens of this room speak of tuned models, and of what they replace. */
const withTuning = <Screen>(screen: Promise<Screen>) => withWords(screen, 'tuning', 'distill');

const tunedRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/models/tuned',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => withTuning(import('./models/tuned-list.tsx')), 'TunedList'),
});

const tunedModelRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/models/tuned/$model',
  validateSearch: (search: Record<string, unknown>): { order?: string; find?: string } => ({
    order: textIn(search, 'order'),
    find: textIn(search, 'find'),
  }),
  component: lazyRouteComponent(() => withTuning(import('./models/quality.tsx')), 'Quality'),
});

const mistakesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/models/tuned/$model/mistakes',
  validateSearch: (search: Record<string, unknown>): MistakesSearch => ({
    actual: textIn(search, 'actual'),
    predicted: textIn(search, 'predicted'),
  }),
  component: lazyRouteComponent(() => withTuning(import('./models/mistakes.tsx')), 'Mistakes'),
});

const cardRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/models/tuned/$model/card',
  validateSearch: (search: Record<string, unknown>): { version?: number } => ({
    version: numberIn(search, 'version'),
  }),
  component: lazyRouteComponent(() => withTuning(import('./models/card.tsx')), 'Card'),
});

const lineageRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/models/tuned/$model/lineage',
  component: lazyRouteComponent(() => withTuning(import('./models/lineage.tsx')), 'Lineage'),
});

const jobsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/models/jobs',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => withTuning(import('./jobs/job-list.tsx')), 'JobList'),
});

const jobRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/models/jobs/$job',
  component: lazyRouteComponent(() => withTuning(import('./jobs/job-screen.tsx')), 'JobScreen'),
});

const setsRoute = createRoute({
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

const setRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/models/training-sets/$slug',
  validateSearch: (search: Record<string, unknown>): { version?: number } => ({
    version: numberIn(search, 'version'),
  }),
  component: lazyRouteComponent(() => withTuning(import('./sets/report.tsx')), 'SetReportScreen'),
});

const editSetRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/models/training-sets/$slug/edit',
  component: lazyRouteComponent(() => withTuning(import('./sets/edit-set.tsx')), 'EditSet'),
});

const setExamplesRoute = createRoute({
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

const distillationsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/models/distillation',
  validateSearch: listSearch,
  component: lazyRouteComponent(
    () => withTuning(import('./distill/distillation-list.tsx')),
    'DistillationList',
  ),
});

const distillationRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/models/distillation/$id',
  component: lazyRouteComponent(() => withTuning(import('./distill/verdict.tsx')), 'DistillationVerdict'),
});

const distilledRoute = createRoute({
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
