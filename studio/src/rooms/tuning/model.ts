import type { ItemOf, Result, Sent } from '../../client/endpoints.ts';

export type TrainingSet = ItemOf<'GET /api/training-sets'>;
export type SetVersion = Result<'GET /api/training-sets/{slug}/versions/{number}'>;
export type SetReport = NonNullable<SetVersion['report']>;
export type TrainingExample = ItemOf<'GET /api/training-sets/{slug}/versions/{number}/examples'>;
export type Reason = SetReport['leftOut'][number]['reason'];
export type Recipe = NonNullable<Sent<'POST /api/training-sets'>['body']>['recipe'];
export type Source = Recipe['sources'][number];
export type Task = NonNullable<Recipe['task']>;

export type Job = ItemOf<'GET /api/tuning/jobs'>;
export type JobWithCurve = Result<'GET /api/tuning/jobs/{id}'>;
export type CurvePoint = JobWithCurve['curve'][number];
export type JobEvent = ItemOf<'GET /api/tuning/jobs/{id}/events'>;

export type TunedModel = ItemOf<'GET /api/tuned-models'>;
export type TunedReport = NonNullable<TunedModel['report']>;
export type Measured = TunedReport['measures'][number];
export type ClassRow = TunedReport['perClass'][number];
export type Prediction = ItemOf<'GET /api/tuned-models/{id}/predictions'>;

/** What can be learned here; `pairs` and `answers` are for other methods than a head. */
export const TASKS = [
  'single',
  'multi',
  'hierarchical',
  'pairs',
  'answers',
] as const satisfies readonly Task[];
export const SPLITS = ['train', 'validation', 'test'] as const;
export type Split = (typeof SPLITS)[number];
export const REASONS = [
  'source_gone',
  'not_for_training',
  'no_consent',
  'data_class',
  'not_readable',
  'no_text',
  'no_label',
  'too_long',
  'teacher_failed',
  'duplicate',
  'near_duplicate',
  'conflict',
  'leak',
  'near_leak',
] as const satisfies readonly Reason[];

export function building({ status }: Pick<SetVersion, 'status'>): boolean {
  return status === 'queued' || status === 'building';
}

/** Whether a job is still going on; a paused one waits for somebody. */
export function underWay({ status }: Pick<Job, 'status'>): boolean {
  return status === 'queued' || status === 'running';
}

/** The measure that says most about a task, as the list and the first sentence name it. */
export function mainMeasure(report: TunedReport): Measured | undefined {
  return report.measures[0];
}

/** The best that was there without training, by the same measure. */
export function baselineOf(report: TunedReport): Measured | undefined {
  return [...report.baselines].sort((a, b) => b.estimate - a.estimate)[0];
}
