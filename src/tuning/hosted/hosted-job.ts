import { setTimeout as sleep } from 'node:timers/promises';
import { askProvider, classesOf } from '../../gateway/index.ts';
import type { Tuning } from '../bag.ts';
import type { Split } from '../contract.ts';
import { tuningErrors } from '../errors.ts';
import type { HostedJob } from '../schema.ts';
import { listExamples } from '../store/training-examples.ts';
import { type TrainingVersionRow, trainingSetById, versionById } from '../store/training-sets.ts';
import { addEvents, setJob, type TuningJobRow } from '../store/tuning-jobs.ts';
import { chatLine } from '../training-sets/chat-line.ts';
import { keepHostedModel } from './keep-hosted-model.ts';
import { mirrorEvents } from './mirror-events.ts';
import { ProviderJob, ProviderJobs, read, UploadedFile } from './wire.ts';

/** A provider is asked how far it is after a second, then less and less often. */
const FIRST_LOOK_MS = 1_000;
const MOST_MS = 30_000;

/** Sends the splits of a training set to the provider; one that was sent is not sent again. */
export async function uploadHosted(bag: Tuning, job: TuningJobRow, signal: AbortSignal): Promise<boolean> {
  const { workspaceId } = job;
  const hosted = hostedOf(job);
  const version = await bag.db.in(workspaceId, async (tx) => {
    await setJob(tx, job.id, { phase: 'upload', phaseAt: new Date() });
    return versionById(tx, job.versionId);
  });
  if (!version) return false;
  await checkClass(bag, job, version);
  for (const split of ['train', 'validation'] as const) {
    if (hosted.files[split]) continue;
    const text = await linesOf(bag, version, split);
    if (text === '') continue;
    const filename = `${await nameOf(bag, version)}-${split}.jsonl`;
    const answer = await askProvider(bag, workspaceId, hosted.provider, {
      ...{ path: '/files', signal },
      file: { filename, bytes: Buffer.from(text), fields: { purpose: 'fine-tune' } },
    });
    hosted.files[split] = read(UploadedFile, answer, hosted.provider).id;
    await bag.db.in(workspaceId, async (tx) => {
      await setJob(tx, job.id, { hosted });
      const params = { file: filename, provider: hosted.provider };
      await addEvents(tx, job, [{ key: `uploaded ${split}`, code: 'uploaded', params }]);
    });
  }
  return true;
}

/**
 * Has the provider begin. It may have begun already, if this process died before it wrote so down: a job that carries our
 * id is taken up instead of a second one.
 */
export async function createHosted(bag: Tuning, job: TuningJobRow, signal: AbortSignal): Promise<boolean> {
  const { workspaceId, suffix, options, wire } = job;
  const hosted = hostedOf(job);
  if (hosted.jobId) return true;
  const { provider, model, files } = hosted;
  const ask = (path: string, body?: Record<string, unknown>) =>
    askProvider(bag, workspaceId, provider, { path, signal, ...(body ? { body } : {}) });
  const known = read(ProviderJobs, await ask('/fine_tuning/jobs?limit=100'), provider);
  const begun = known.data.find((one) => one.metadata?.sevenfold_job === job.id);
  const hyperparameters = wire?.hyperparameters ?? {};
  const created =
    begun ??
    read(
      ProviderJob,
      await ask('/fine_tuning/jobs', {
        ...{ model, training_file: files.train, suffix, seed: options.seed },
        ...(files.validation ? { validation_file: files.validation } : {}),
        method: { type: 'supervised', supervised: { hyperparameters } },
        metadata: { ...wire?.metadata, sevenfold_job: job.id },
      }),
      provider,
    );
  await bag.db.in(workspaceId, async (tx) => {
    await setJob(tx, job.id, {
      hosted: { ...hosted, jobId: created.id },
      phase: 'wait',
      phaseAt: new Date(),
    });
    await addEvents(tx, job, [{ key: 'hosted', code: 'hosted', params: { provider, job: created.id } }]);
  });
  return true;
}

/** Looks how far the provider is, after a while; false once it has ended. */
export async function pollHosted(
  bag: Tuning,
  job: TuningJobRow,
  signal: AbortSignal,
  look: number,
): Promise<boolean> {
  const { workspaceId } = job;
  const { provider, jobId } = hostedOf(job);
  await sleep(Math.min(MOST_MS, FIRST_LOOK_MS * 1.3 ** look), undefined, { signal });
  const path = `/fine_tuning/jobs/${encodeURIComponent(jobId ?? '')}`;
  const seen = read(ProviderJob, await askProvider(bag, workspaceId, provider, { path, signal }), provider);
  await mirrorEvents(bag, job, signal);
  if (seen.status === 'succeeded' && seen.fine_tuned_model) {
    await keepHostedModel(bag, job, seen);
    return false;
  }
  if (seen.status === 'failed' || seen.status === 'cancelled' || seen.status === 'succeeded')
    throw tuningErrors.hosted_failed({
      provider,
      detail: seen.error?.message ?? `the job is ${seen.status}`,
    });
  return true;
}

/** Tells the provider what somebody wants of a job: best effort, because ours already is in that state. */
export async function tellProvider(
  bag: Tuning,
  job: TuningJobRow,
  wish: 'cancel' | 'pause' | 'resume',
): Promise<void> {
  const { hosted, workspaceId } = job;
  if (!hosted?.jobId) return;
  const path = `/fine_tuning/jobs/${encodeURIComponent(hosted.jobId)}/${wish}`;
  await askProvider(bag, workspaceId, hosted.provider, { path, body: {} }).catch((error) => {
    bag.log.warn({ err: error, job: job.id, wish }, 'a provider did not hear what became of its job');
  });
}

async function checkClass(bag: Tuning, job: TuningJobRow, version: TrainingVersionRow): Promise<void> {
  const { provider } = hostedOf(job);
  const dataClass = version.report?.dataClass ?? 'internal';
  const allowed = await classesOf(bag, job.workspaceId, provider);
  if (!allowed.includes(dataClass)) throw tuningErrors.class_not_allowed({ provider, dataClass });
}

function hostedOf(job: TuningJobRow): HostedJob {
  if (!job.hosted) throw new Error(`the job ${job.id} is not hosted`);
  return { ...job.hosted, files: { ...job.hosted.files } };
}

async function linesOf(bag: Tuning, version: TrainingVersionRow, split: Split): Promise<string> {
  const rows = await bag.db.in(version.workspaceId, (tx) => listExamples(tx, version.id, { split }));
  return rows.map((row) => `${chatLine(row, version)}\n`).join('');
}

async function nameOf(bag: Tuning, version: TrainingVersionRow): Promise<string> {
  const set = await bag.db.in(version.workspaceId, (tx) => trainingSetById(tx, version.setId));
  return `${set?.slug ?? 'training'}-${version.number}`;
}
