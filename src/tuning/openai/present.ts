import type { OutputOf } from '../../kernel/contract.ts';
import type { Tx } from '../../kernel/index.ts';
import type * as contract from '../contract-openai.ts';
import type { FineTuningJob } from '../contract-openai.ts';
import { sentenceOf } from '../jobs/events.ts';
import { modelName } from '../jobs/model-name.ts';
import { presentJob } from '../jobs/present-job.ts';
import type { CheckpointRow, TuningEventRow, TuningJobRow } from '../store/tuning-jobs.ts';

const seconds = (date: Date) => Math.floor(date.getTime() / 1_000);

/** A job as OpenAI shows it. */
export async function presentWireJob(tx: Tx, row: TuningJobRow): Promise<FineTuningJob> {
  const job = await presentJob(tx, row);
  const { wire } = row;
  const hyperparameters = {
    n_epochs: 'auto',
    batch_size: 'auto',
    learning_rate_multiplier: 'auto',
    ...wire?.hyperparameters,
  };
  const { secondsLeft, model, problem } = job;
  return {
    id: row.id,
    object: 'fine_tuning.job',
    created_at: seconds(row.createdAt),
    finished_at: row.finishedAt ? seconds(row.finishedAt) : null,
    estimated_finish: secondsLeft === null ? null : Math.floor(Date.now() / 1_000) + secondsLeft,
    model: row.base,
    fine_tuned_model: model?.name ?? null,
    organization_id: row.workspaceId,
    status: row.status === 'running' && row.phase === 'prepare' ? 'validating_files' : row.status,
    training_file: wire?.trainingFile ?? '',
    validation_file: wire?.validationFile ?? null,
    result_files: wire?.resultFiles ?? [],
    hyperparameters: hyperparameters as FineTuningJob['hyperparameters'],
    method: {
      type: 'supervised',
      supervised: { hyperparameters: hyperparameters as FineTuningJob['hyperparameters'] },
    },
    trained_tokens: row.trainedTokens,
    error: problem && {
      code: problem.code === 'tuning.unreadable_line' ? 'invalid_training_file' : problem.code,
      message: `${problem.message} ${problem.remedy}`,
      param: problem.code === 'tuning.unreadable_line' ? 'training_file' : null,
    },
    integrations: (wire?.integrations ?? null) as FineTuningJob['integrations'],
    seed: row.options.seed,
    metadata: wire?.metadata ?? null,
    sevenfold: { training_set: job.trainingSet.slug, version: job.trainingSet.version },
  };
}

export function presentWireEvent(
  row: TuningEventRow,
): OutputOf<typeof contract.listFineTuningEvents>['data'][number] {
  const { point } = row;
  return {
    id: row.id,
    object: 'fine_tuning.job.event',
    created_at: seconds(row.at),
    level: row.level,
    message: sentenceOf(row),
    type: point ? 'metrics' : 'message',
    data: point
      ? {
          step: point.step,
          total_steps: point.of,
          train_loss: point.trainLoss,
          ...(point.validationLoss === null ? {} : { valid_loss: point.validationLoss }),
          ...(point.validationAccuracy === null
            ? {}
            : { valid_mean_token_accuracy: point.validationAccuracy }),
        }
      : {},
  };
}

export function presentWireCheckpoint(
  job: TuningJobRow,
  row: CheckpointRow,
): OutputOf<typeof contract.listFineTuningCheckpoints>['data'][number] {
  const { point, step } = row;
  return {
    id: row.id,
    object: 'fine_tuning.job.checkpoint',
    created_at: seconds(row.at),
    fine_tuned_model_checkpoint: `${modelName(job, job.id)}:ckpt-step-${step}`,
    fine_tuning_job_id: job.id,
    step_number: step,
    metrics: {
      step,
      ...(point ? { train_loss: point.trainLoss } : {}),
      ...(point && point.validationLoss !== null ? { valid_loss: point.validationLoss } : {}),
      ...(point && point.validationAccuracy !== null
        ? { valid_mean_token_accuracy: point.validationAccuracy }
        : {}),
    },
  };
}

/** A page in OpenAI's list shape; `rows` holds one more than the limit when there is more. */
export function listPage<T extends { id: string }>(rows: T[], limit: number) {
  const data = rows.slice(0, limit);
  return {
    object: 'list' as const,
    data,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    has_more: rows.length > limit,
  };
}
