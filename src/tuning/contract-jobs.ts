import { z } from 'zod';
import { endpoint } from '../kernel/contract.ts';
import { Problem, Recipe, TASKS } from './contract.ts';

/** Training jobs: from a training set to a tuned model. */

const when = z.iso.datetime();
const count = z.number().int().min(0);
const byId = z.object({ id: z.string().max(64) });

/** A head on frozen embeddings, a learned projection of them, or a job at a provider. */
export const METHODS = ['head', 'projection', 'hosted'] as const;
export type Method = (typeof METHODS)[number];

export const Base = z.object({
  /** `local/minilm-classifier`, `local/minilm`, or `<provider>/<model>`. */
  id: z.string(),
  method: z.enum(METHODS),
  tasks: z.array(z.enum(TASKS)),
  /** Where the training data goes; null when it stays here. */
  provider: z.string().nullable(),
});
export const listBases = endpoint('GET /api/tuning/bases', {
  summary: 'What can be tuned here: local models, and the providers that train',
  output: z.object({ data: z.array(Base) }),
});

/** How to train. What is absent is chosen: by cross-validation where there is a choice. */
export const TrainingOptions = z.strictObject({
  /** The same seed, data and options give the same model, byte for byte, on one machine. */
  seed: z.number().int().min(0).max(4_294_967_295).default(7),
  /** `balanced`: small classes weigh as much as large ones. */
  classWeights: z.enum(['none', 'balanced']).default('none'),
  folds: z.number().int().min(2).max(20).optional(),
  maxSteps: z.number().int().min(1).max(10_000).optional(),
  /** Answer only the surest share of the texts; the model abstains on the rest. Not together with `precision`. */
  coverage: z.number().min(0.05).max(1).optional(),
  /** Answer only what is right at least this often. */
  precision: z.number().min(0).max(1).optional(),
});
export type TrainingOptions = z.infer<typeof TrainingOptions>;

export const JOB_STATUS = ['queued', 'running', 'paused', 'succeeded', 'failed', 'cancelled'] as const;
export type JobStatus = (typeof JOB_STATUS)[number];
/** `prepare` builds the training set if it is not there; `upload` and `wait` are of hosted jobs. */
export const JOB_PHASES = ['prepare', 'embed', 'train', 'evaluate', 'upload', 'wait', 'done'] as const;
export type JobPhase = (typeof JOB_PHASES)[number];

/** One point of the learning curve. */
export const CurvePoint = z.object({
  step: count,
  of: count,
  trainLoss: z.number(),
  validationLoss: z.number().nullable(),
  validationAccuracy: z.number().nullable(),
});
export type CurvePoint = z.infer<typeof CurvePoint>;

export const TuningJob = z.object({
  id: z.string(),
  method: z.enum(METHODS),
  base: z.string(),
  suffix: z.string(),
  status: z.enum(JOB_STATUS),
  phase: z.enum(JOB_PHASES),
  progress: z.object({ done: count, total: count }),
  /** About how long it still takes, in seconds; null when nobody can say. */
  secondsLeft: z.number().nullable(),
  trainingSet: z.object({ slug: z.string(), name: z.string(), version: z.number().int() }),
  options: TrainingOptions,
  /** The tuned model once there is one. */
  model: z.object({ id: z.string(), name: z.string() }).nullable(),
  problem: Problem.nullable(),
  trainedTokens: count.nullable(),
  createdBy: z.string(),
  createdAt: when,
  startedAt: when.nullable(),
  finishedAt: when.nullable(),
});
export type TuningJob = z.infer<typeof TuningJob>;

export const listTuningJobs = endpoint('GET /api/tuning/jobs', {
  summary: 'Training jobs, newest first',
  query: z.object({
    trainingSet: z.string().max(64).optional(),
    status: z.enum(JOB_STATUS).optional(),
    after: z.string().max(64).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ data: z.array(TuningJob), hasMore: z.boolean() }),
});
/** Exactly one of `trainingSet`, `dataset` and `recipe` says what to learn from. */
export const startTuningJob = endpoint('POST /api/tuning/jobs', {
  summary: 'Train: from a training set, or straight from a data set, for which a training set is made',
  body: z.object({
    trainingSet: z.string().max(64).optional(),
    /** The newest that is built when absent. */
    version: z.number().int().min(1).max(2_147_483_647).optional(),
    dataset: z.string().max(64).optional(),
    recipe: Recipe.optional(),
    /** With `dataset`. */
    task: z.enum(TASKS).optional(),
    base: z.string().max(300).default('local/minilm-classifier'),
    suffix: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be lower-case letters, digits and hyphens')
      .optional(),
    options: TrainingOptions.prefault({}),
  }),
  output: TuningJob,
  status: 202,
});
export const getTuningJob = endpoint('GET /api/tuning/jobs/{id}', {
  summary: 'One training job with its learning curve',
  params: byId,
  output: TuningJob.extend({ curve: z.array(CurvePoint) }),
});
export const cancelTuningJob = endpoint('POST /api/tuning/jobs/{id}/cancel', {
  summary: 'Stop a training job; what it has learned is thrown away',
  params: byId,
  output: TuningJob,
});
export const pauseTuningJob = endpoint('POST /api/tuning/jobs/{id}/pause', {
  summary: 'Pause a training job at its last checkpoint',
  params: byId,
  output: TuningJob,
});
export const resumeTuningJob = endpoint('POST /api/tuning/jobs/{id}/resume', {
  summary: 'Go on with a paused training job',
  params: byId,
  output: TuningJob,
});

/** What happened, in words that a screen can translate: a code and what belongs into its sentence. */
export const TuningEvent = z.object({
  id: z.string(),
  at: when,
  level: z.enum(['info', 'warn', 'error']),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  message: z.string(),
});
export const listTuningEvents = endpoint('GET /api/tuning/jobs/{id}/events', {
  summary: 'What happened in a training job, oldest first',
  params: byId,
  query: z.object({
    after: z.string().max(64).optional(),
    limit: z.coerce.number().int().min(1).max(1_000).default(200),
  }),
  output: z.object({ data: z.array(TuningEvent), hasMore: z.boolean() }),
});
/** Follows a job: its state and curve whenever something changed, until it ends. */
export const followTuningJob = endpoint('GET /api/tuning/jobs/{id}/follow', {
  summary: 'Follow a training job as server-sent events until it ends',
  params: byId,
  output: z.object({
    job: TuningJob,
    /** Points since the last event. */
    curve: z.array(CurvePoint),
  }),
  answers: 'stream',
});
