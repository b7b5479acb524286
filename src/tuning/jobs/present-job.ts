import type { Tx } from '../../kernel/index.ts';
import type { TuningJob } from '../contract-jobs.ts';
import { trainingSetById, versionById } from '../store/training-sets.ts';
import { findTunedModel } from '../store/tuned-models.ts';
import type { TuningJobRow } from '../store/tuning-jobs.ts';

/** A job as the contract shows it. Lists are short, so each asks for its own training set and model. */
export async function presentJob(tx: Tx, row: TuningJobRow): Promise<TuningJob> {
  const { id, method, base, suffix, status, phase, done, total, options, problem, trainedTokens } = row;
  const version = await versionById(tx, row.versionId);
  const set = version && (await trainingSetById(tx, version.setId));
  const model = row.modelId ? await findTunedModel(tx, row.modelId) : undefined;
  // While the training set is built, its progress is the job's.
  const building = phase === 'prepare' && version?.status === 'building';
  return {
    ...{ id, method, base, suffix, status, phase, options, problem, trainedTokens },
    progress: building ? { done: version.done, total: version.total } : { done, total },
    secondsLeft: secondsLeft(row),
    trainingSet: { slug: set?.slug ?? '', name: set?.name ?? '', version: version?.number ?? 0 },
    model: model ? { id: model.id, name: model.name } : null,
    createdBy: row.actor.name,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}

/** By how long the phase took so far; null before there is anything to go by. */
function secondsLeft({ status, done, total, phaseAt }: TuningJobRow): number | null {
  if (status !== 'running' || done === 0 || total === 0 || !phaseAt) return null;
  const seconds = (Date.now() - phaseAt.getTime()) / 1_000;
  return Math.max(0, Math.round((seconds * (total - done)) / done));
}
