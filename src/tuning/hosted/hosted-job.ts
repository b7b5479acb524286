import { askProvider, classesOf } from '../../gateway/index.ts';
import type { Tuning } from '../bag.ts';
import type { Split } from '../contract.ts';
import { tuningErrors } from '../errors.ts';
import type { HostedJob } from '../schema.ts';
import { listExamples } from '../store/training-examples.ts';
import { type TrainingVersionRow, trainingSetById, versionById } from '../store/training-sets.ts';
import { addEvents, findJob, setJob, type TuningJobRow, wasResumed } from '../store/tuning-jobs.ts';
import { chatLine } from '../training-sets/chat-line.ts';
import { keepHostedModel } from './keep-hosted-model.ts';
import { mirrorEvents } from './mirror-events.ts';
import { beginRemoval, noteJob, noteLateFile } from './removal.ts';
import { ProviderJob, ProviderJobs, read, UploadedFile } from './wire.ts';

/** OpenAI takes no job with more metadata; the caller sees all of theirs here. */
const MOST_PAIRS = 16;

/**
 * Sends the splits of a training set to the provider; one that was sent is not sent again.
 * @returns what is there now; undefined when there is nothing to send
 */
export async function uploadHosted(
  bag: Tuning,
  job: TuningJobRow,
  signal: AbortSignal,
): Promise<HostedJob | undefined> {
  const { workspaceId } = job;
  const hosted = hostedOf(job);
  const version = await bag.db.in(workspaceId, async (tx) => {
    await setJob(tx, job.id, { phase: 'upload', phaseAt: new Date() });
    return versionById(tx, job.versionId);
  });
  if (!version) return undefined;
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
    const { id } = read(UploadedFile, answer, hosted.provider);
    hosted.files[split] = id;
    const late = await bag.db.in(workspaceId, async (tx) => {
      const params = { file: filename, provider: hosted.provider };
      await addEvents(tx, job, [{ key: `uploaded ${split}`, code: 'uploaded', params }]);
      return !(await setJob(tx, job.id, { hosted })) && noteLateFile(tx, job.id, split, id);
    });
    if (late) await beginRemoval(bag, workspaceId, [job.id]);
  }
  return hosted;
}

/**
 * Has the provider begin. It may have begun already, if this process died before it wrote so down: a job that carries our
 * id is taken up instead of a second one. Whoever cancelled or paused meanwhile could not tell the provider: it is told here.
 */
export async function createHosted(bag: Tuning, job: TuningJobRow, signal: AbortSignal): Promise<boolean> {
  const { workspaceId, suffix, options, wire } = job;
  const hosted = hostedOf(job);
  if (hosted.jobId) return true;
  const { provider, model, files } = hosted;
  const listed = { path: '/fine_tuning/jobs?limit=100', signal };
  const known = read(ProviderJobs, await askProvider(bag, workspaceId, provider, listed), provider);
  const begun = known.data.find((one) => one.metadata?.sevenfold_job === job.id);
  const hyperparameters = hosted.hyperparameters ?? wire?.hyperparameters ?? {};
  signal.throwIfAborted();
  const body = {
    ...{ model, training_file: files.train, suffix, seed: options.seed },
    ...(files.validation ? { validation_file: files.validation } : {}),
    method: { type: 'supervised', supervised: { hyperparameters } },
    metadata: {
      ...Object.fromEntries(Object.entries(wire?.metadata ?? {}).slice(0, MOST_PAIRS - 1)),
      sevenfold_job: job.id,
    },
  };
  // Not cut short: a provider that was asked begins, whether or not its answer is waited for.
  const answer =
    begun ?? (await askProvider(bag, workspaceId, provider, { path: '/fine_tuning/jobs', body }));
  const created = read(ProviderJob, answer, provider);
  const theirs = { ...job, hosted: { ...hosted, jobId: created.id } };
  const { open, erased } = await bag.db.in(workspaceId, async (tx) => {
    // Also of one that is halted by now: an erasure has to find what it makes there.
    const erased = await noteJob(tx, job.id, created.id);
    const open = await setJob(tx, job.id, { phase: 'wait', phaseAt: new Date() });
    if (open)
      await addEvents(tx, job, [{ key: 'hosted', code: 'hosted', params: { provider, job: created.id } }]);
    return { open, erased };
  });
  const now = open ? undefined : await bag.db.in(workspaceId, (tx) => findJob(tx, job.id));
  if (!open) await tellProvider(bag, theirs, now?.status === 'paused' ? 'pause' : 'cancel');
  else if (created.status === 'paused') await tellProvider(bag, theirs, 'resume');
  if (erased) await beginRemoval(bag, workspaceId, [job.id]);
  return open;
}

/** Looks how far the provider is; false once it has ended. */
export async function pollHosted(bag: Tuning, job: TuningJobRow, signal: AbortSignal): Promise<boolean> {
  const { workspaceId } = job;
  const { provider, jobId } = hostedOf(job);
  const path = `/fine_tuning/jobs/${encodeURIComponent(jobId ?? '')}`;
  const seen = read(ProviderJob, await askProvider(bag, workspaceId, provider, { path, signal }), provider);
  await mirrorEvents(bag, job, signal);
  if (seen.status === 'paused') await resumeAgain(bag, job);
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

/** It was resumed here, which did not reach the provider. One that was paused there, and never here, is left alone. */
async function resumeAgain(bag: Tuning, job: TuningJobRow): Promise<void> {
  const statusOf = () => bag.db.in(job.workspaceId, async (tx) => (await findJob(tx, job.id))?.status);
  const resumed = await bag.db.in(job.workspaceId, (tx) => wasResumed(tx, job.id));
  if (!resumed || (await statusOf()) !== 'running') return;
  await tellProvider(bag, job, 'resume');
  // Whoever paused it in between was heard first.
  if ((await statusOf()) === 'paused') await tellProvider(bag, job, 'pause');
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
