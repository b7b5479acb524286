import type { Tuning } from '../bag.ts';
import { addCardFor } from '../models/card.ts';
import { lockVersion } from '../store/training-sets.ts';
import { addTunedModel, findTunedModel, modelNamed } from '../store/tuned-models.ts';
import { addEvents, setJob, type TuningJobRow } from '../store/tuning-jobs.ts';
import type { ProviderJob } from './wire.ts';

/** A job has one model: doing it twice keeps it once. */
export function modelId({ id }: Pick<TuningJobRow, 'id'>): string {
  return id.replace(/^ftjob/, 'ftm');
}

/**
 * Keeps a model that a provider trained: there it lies, here stand its name, its card and what it learned from. One whose
 * examples are erased is not kept: what the provider made of them is deleted there.
 */
export async function keepHostedModel(bag: Tuning, job: TuningJobRow, seen: ProviderJob): Promise<void> {
  const { workspaceId, hosted, method, base, suffix, options } = job;
  const id = modelId(job);
  const name = `${hosted?.provider}/${seen.fine_tuned_model}`;
  await bag.db.in(workspaceId, async (tx) => {
    // Locked: what is deleted at this moment marks the model that is written here, or is seen here.
    const version = await lockVersion(tx, job.versionId);
    if (!version || version.erasedAt) return;
    await addTunedModel(
      tx,
      {
        ...{ id, workspaceId, name, method, base, suffix, options, jobId: job.id, versionId: job.versionId },
        ...{ trainingHash: version.hash ?? '', createdBy: job.actor.name },
        ...{ taintedAt: version.taintedAt, taintedSources: version.taintedSources },
      },
      undefined,
    );
    const own = await findTunedModel(tx, id);
    if (own) await addCardFor(tx, own, 'trained');
    // A name can be called once: what a provider calls like a model that is here is that model.
    const model = own ?? (await modelNamed(tx, name));
    await setJob(tx, job.id, {
      ...{ status: 'succeeded', phase: 'done', modelId: model?.id ?? null },
      trainedTokens: seen.trained_tokens ?? null,
    });
    await addEvents(tx, job, [
      { key: 'model', code: 'model', params: { model: name } },
      { key: 'succeeded', code: 'succeeded' },
    ]);
  });
}
