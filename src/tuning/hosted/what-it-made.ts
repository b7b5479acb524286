import { askProvider } from '../../gateway/index.ts';
import { toFailure } from '../../kernel/index.ts';
import type { Tuning } from '../bag.ts';
import { tuningErrors } from '../errors.ts';
import { findTunedModel, modelNamed } from '../store/tuned-models.ts';
import type { TuningJobRow } from '../store/tuning-jobs.ts';
import { tellProvider } from './hosted-job.ts';
import { modelId } from './keep-hosted-model.ts';
import { ProviderCheckpoints, ProviderJob, read } from './wire.ts';

const ENDED = new Set(['succeeded', 'failed', 'cancelled']);

/**
 * The models that a provider made in an erased job, with those of its checkpoints, which answer as well. Of a job that was
 * cancelled nobody here saw what became of it: the provider may not have heard, or was done before it did.
 * @returns nothing while the model is kept here
 * @throws while the job goes on there; it is told to end
 */
export async function whatItMade(bag: Tuning, job: TuningJobRow, signal: AbortSignal): Promise<string[]> {
  const { hosted, workspaceId } = job;
  if (!hosted?.jobId) return [];
  const { provider, jobId } = hosted;
  const kept = await bag.db.in(workspaceId, (tx) => findTunedModel(tx, modelId(job)));
  if (kept && !kept.erasedAt) return [];
  const place = `/fine_tuning/jobs/${encodeURIComponent(jobId)}`;
  const ask = (path: string) => askProvider(bag, workspaceId, provider, { path, signal });
  const answer = await ask(place).catch(unless('gateway.upstream_not_found'));
  if (answer === undefined) return [];
  const { status, fine_tuned_model: model } = read(ProviderJob, answer, provider);
  if (!ENDED.has(status)) {
    await tellProvider(bag, job, 'cancel');
    throw tuningErrors.hosted_failed({
      provider,
      detail: `its job ${jobId} has to end first and is ${status}`,
    });
  }
  // Not every server that trains tells of checkpoints.
  const listed = await ask(`${place}/checkpoints?limit=100`).catch(
    unless('gateway.upstream_not_found', 'gateway.upstream_rejected'),
  );
  const { data } = listed === undefined ? {} : read(ProviderCheckpoints, listed, provider);
  const names = [model, ...(data ?? []).map((one) => one.fine_tuned_model_checkpoint)];
  const made = [...new Set(names.flatMap((name) => name ?? []))];
  // A name of theirs that another job's model has here is that model.
  return bag.db.in(workspaceId, async (tx) => {
    const own: string[] = [];
    for (const name of made) if (!(await modelNamed(tx, `${provider}/${name}`))) own.push(name);
    return own;
  });
}

/** Undefined for these failures. */
function unless(...codes: string[]) {
  return (thrown: unknown): undefined => {
    if (!codes.includes(toFailure(thrown).code)) throw thrown;
  };
}
