import { z } from 'zod';
import { endpoint } from '../kernel/contract.ts';

/** OpenAI's fine-tuning: jobs, their events and checkpoints. The models they end in are in contract-models.ts. */

const seconds = z.number().int();
const byJob = z.object({ fine_tuning_job_id: z.string().max(64) });
const page = z.object({
  after: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(20),
});
const listOf = <T extends z.ZodType>(item: T) =>
  z.object({
    object: z.literal('list'),
    data: z.array(item),
    first_id: z.string().nullable(),
    last_id: z.string().nullable(),
    has_more: z.boolean(),
  });
const Metadata = z
  .record(z.string().max(64), z.string().max(512))
  .refine((pairs) => Object.keys(pairs).length <= 16, 'must not have more than 16 pairs');

const auto = (value: z.ZodType<number>) => z.union([z.literal('auto'), value]);
export const Hyperparameters = z.looseObject({
  n_epochs: auto(z.number().int().min(1).max(10_000)).nullish(),
  batch_size: auto(z.number().int().min(1).max(4_096)).nullish(),
  /** A factor on the trainer's own rate. */
  learning_rate_multiplier: auto(z.number().positive().max(1_000)).nullish(),
});
export type Hyperparameters = z.infer<typeof Hyperparameters>;
const WireMethod = z.looseObject({
  /** Others are read, so that the refusal can say why. */
  type: z.enum(['supervised', 'dpo', 'reinforcement']),
  supervised: z.looseObject({ hyperparameters: Hyperparameters.nullish() }).nullish(),
});
const Integration = z.looseObject({ type: z.string().max(40) });

export const WIRE_STATUS = [
  'validating_files',
  'queued',
  'running',
  'paused',
  'succeeded',
  'failed',
  'cancelled',
] as const;
export const FineTuningJob = z.object({
  id: z.string(),
  object: z.literal('fine_tuning.job'),
  created_at: seconds,
  finished_at: seconds.nullable(),
  estimated_finish: seconds.nullable(),
  model: z.string(),
  fine_tuned_model: z.string().nullable(),
  organization_id: z.string(),
  status: z.enum(WIRE_STATUS),
  training_file: z.string(),
  validation_file: z.string().nullable(),
  result_files: z.array(z.string()),
  hyperparameters: Hyperparameters,
  method: WireMethod,
  trained_tokens: z.number().int().nullable(),
  error: z.object({ code: z.string(), message: z.string(), param: z.string().nullable() }).nullable(),
  integrations: z.array(Integration).nullable(),
  seed: z.number().int(),
  metadata: z.record(z.string(), z.string()).nullable(),
  /** Ours: the training set that was made of the files, with what was left out and why. */
  sevenfold: z.object({ training_set: z.string(), version: z.number().int() }),
});
export type FineTuningJob = z.infer<typeof FineTuningJob>;

export const createFineTuningJob = endpoint('POST /v1/fine_tuning/jobs', {
  summary: 'Fine-tune a local model or one of a provider on an uploaded file',
  body: z.looseObject({
    model: z.string().min(1).max(300),
    training_file: z.string().min(1).max(64),
    validation_file: z.string().min(1).max(64).nullish(),
    suffix: z.string().min(1).max(64).nullish(),
    seed: z.number().int().min(0).max(2_147_483_647).nullish(),
    method: WireMethod.nullish(),
    hyperparameters: Hyperparameters.nullish(),
    integrations: z.array(Integration).max(20).nullish(),
    metadata: Metadata.nullish(),
  }),
  output: FineTuningJob,
});
export const listFineTuningJobs = endpoint('GET /v1/fine_tuning/jobs', {
  summary: 'List fine-tuning jobs, newest first',
  query: z.looseObject(page.shape),
  output: listOf(FineTuningJob),
});
export const getFineTuningJob = endpoint('GET /v1/fine_tuning/jobs/{fine_tuning_job_id}', {
  summary: 'One fine-tuning job',
  params: byJob,
  output: FineTuningJob,
});
export const cancelFineTuningJob = endpoint('POST /v1/fine_tuning/jobs/{fine_tuning_job_id}/cancel', {
  summary: 'Cancel a fine-tuning job',
  params: byJob,
  output: FineTuningJob,
});
export const pauseFineTuningJob = endpoint('POST /v1/fine_tuning/jobs/{fine_tuning_job_id}/pause', {
  summary: 'Pause a fine-tuning job at its last checkpoint',
  params: byJob,
  output: FineTuningJob,
});
export const resumeFineTuningJob = endpoint('POST /v1/fine_tuning/jobs/{fine_tuning_job_id}/resume', {
  summary: 'Go on with a paused fine-tuning job',
  params: byJob,
  output: FineTuningJob,
});

export const FineTuningEvent = z.object({
  id: z.string(),
  object: z.literal('fine_tuning.job.event'),
  created_at: seconds,
  level: z.enum(['info', 'warn', 'error']),
  message: z.string(),
  type: z.enum(['message', 'metrics']),
  data: z.record(z.string(), z.unknown()),
});
export const listFineTuningEvents = endpoint('GET /v1/fine_tuning/jobs/{fine_tuning_job_id}/events', {
  summary: 'Events of a fine-tuning job, newest first',
  params: byJob,
  query: page,
  output: listOf(FineTuningEvent),
});

export const FineTuningCheckpoint = z.object({
  id: z.string(),
  object: z.literal('fine_tuning.job.checkpoint'),
  created_at: seconds,
  fine_tuned_model_checkpoint: z.string(),
  fine_tuning_job_id: z.string(),
  step_number: z.number().int(),
  metrics: z.object({
    step: z.number(),
    train_loss: z.number().optional(),
    valid_loss: z.number().optional(),
    valid_mean_token_accuracy: z.number().optional(),
  }),
});
export const listFineTuningCheckpoints = endpoint(
  'GET /v1/fine_tuning/jobs/{fine_tuning_job_id}/checkpoints',
  {
    summary: 'Checkpoints of a fine-tuning job, newest first',
    params: byJob,
    query: page.extend({ limit: z.coerce.number().int().min(1).max(1_000).default(10) }),
    output: listOf(FineTuningCheckpoint),
  },
);
