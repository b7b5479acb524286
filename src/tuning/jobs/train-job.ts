import { setTimeout as sleep } from 'node:timers/promises';
import { type Failure, type Kernel, toFailure } from '../../kernel/index.ts';
import type { TrainInput, Tuning } from '../bag.ts';
import { byHash, embedSome } from '../embed-texts.ts';
import { tuningErrors } from '../errors.ts';
import { goOn } from '../hosted/go-on.ts';
import { problemOf } from '../problem.ts';
import { listExamples } from '../store/training-examples.ts';
import { markUsed, type TrainingVersionRow, trainingSetById, versionById } from '../store/training-sets.ts';
import { addEvents, findJob, openJobs, setJob, type TuningJobRow, takeJob } from '../store/tuning-jobs.ts';
import { TrainerError } from '../trainers/trainer.ts';
import { trainHeadModel } from './train-head-model.ts';
import { trainProjectionModel } from './train-projection-model.ts';

/** How often a job looks whether it was cancelled or paused, or whether its training set is built. */
const LOOK_EVERY_MS = 300;
/** A job at a provider only waits, for hours: many may wait at once, and none of them keeps one that computes here waiting. */
const HOSTED_AT_ONCE = 16;
/** So many wait for their training sets. */
const WAITING_AT_ONCE = 16;

/** Declares the durable jobs that train, here or at a provider, as one that takes each where it belongs. `bag` is asked for late, because the job is part of it. */
export function declareTraining(kernel: Kernel, bag: () => Tuning): Tuning['training'] {
  const stepOf = (input: TrainInput, step: Step) => (name: string, work: Work) =>
    step(name, (signal) => attempt(bag(), input, signal, work));
  const hosted = kernel.durable.job<TrainInput>(
    'train at a provider',
    { perProcess: HOSTED_AT_ONCE },
    async (input, step) => {
      const at = stepOf(input, step);
      if ((await at('prepare', prepare)) !== true) return;
      for (let n = 0; (await at(`look ${n}`, (...call) => goOn(...call, n))) === true; n += 1);
    },
  );
  const local = kernel.durable.job<TrainInput>('train', { perProcess: 1 }, async (input, step) => {
    const at = stepOf(input, step);
    if ((await at('prepare', prepare)) !== true) return;
    for (let n = 0, more: Outcome = true; more; n += 1) {
      more = await at(`embed ${n}`, embed);
      if (more === HALTED) return;
    }
    await at('train', train);
  });
  // Where its training set is built first, which a teacher may take hours for, it does not wait in the place of another.
  const waiting = kernel.durable.job<TrainInput>(
    'train once built',
    { perProcess: WAITING_AT_ONCE },
    async (input, step) => {
      if (await step('built', (signal) => untilBuilt(bag(), input, signal)))
        await local.ensure(`${input.jobId}/here`, input);
    },
  );
  const whose = ({ workspaceId, jobId }: TrainInput) =>
    kernel.db.in(workspaceId, async (tx) => {
      const found = await findJob(tx, jobId);
      if (found?.hosted) return hosted;
      const version = found && (await versionById(tx, found.versionId));
      return version && isOpen(version) ? waiting : local;
    });
  const job: Tuning['training'] = {
    start: async (id, input) => (await whose(input)).start(id, input),
    ensure: async (id, input) => (await whose(input)).ensure(id, input),
  };
  kernel.durable.reconcile('training jobs', async () => {
    for (const { id, workspaceId } of await kernel.db.system(openJobs))
      await job.ensure(id, { workspaceId, jobId: id });
  });
  return job;
}

/**
 * What a step says when the job is not under way any more. It is not the end of what the step did: somebody may resume the
 * job before the next step looks, which would then go on with half the work.
 */
const HALTED = 'halted';
type Outcome = boolean | typeof HALTED;
type Step = (name: string, work: (signal: AbortSignal) => Promise<Outcome>) => Promise<Outcome>;
type Work = (bag: Tuning, job: TuningJobRow, signal: AbortSignal) => Promise<boolean>;

/**
 * Runs a step of an open job, and stops it when somebody cancels or pauses. What will fail again ends the job; what may
 * pass is tried again.
 */
async function attempt(bag: Tuning, input: TrainInput, signal: AbortSignal, work: Work): Promise<Outcome> {
  const { workspaceId, jobId } = input;
  const job = await bag.db.in(workspaceId, (tx) => takeJob(tx, jobId));
  if (!job) return HALTED;
  const stop = new AbortController();
  const watch = setInterval(() => void stopWhenHalted(bag, input, stop), LOOK_EVERY_MS);
  try {
    const outcome = await work(bag, job, AbortSignal.any([signal, stop.signal]));
    return stop.signal.aborted ? HALTED : outcome;
  } catch (thrown) {
    if (stop.signal.aborted) return HALTED;
    const failure = failureOf(thrown);
    if (failure.code === 'request.database_unavailable' || failure.code === 'request.internal') throw thrown;
    await failJob(bag, job, failure);
    return HALTED;
  } finally {
    clearInterval(watch);
  }
}

async function stopWhenHalted(bag: Tuning, { workspaceId, jobId }: TrainInput, stop: AbortController) {
  const job = await bag.db.in(workspaceId, (tx) => findJob(tx, jobId)).catch(() => undefined);
  if (job && job.status !== 'queued' && job.status !== 'running') stop.abort();
}

function failureOf(thrown: unknown): Failure {
  return thrown instanceof TrainerError
    ? tuningErrors.cannot_train({ problem: thrown.message }, thrown)
    : toFailure(thrown);
}

export async function failJob(bag: Tuning, job: TuningJobRow, failure: Failure): Promise<void> {
  await bag.db.in(job.workspaceId, async (tx) => {
    if (!(await setJob(tx, job.id, { status: 'failed', problem: problemOf(failure) }))) return;
    const params = { code: failure.code, message: failure.message };
    await addEvents(tx, job, [{ key: 'failed', code: 'failed', level: 'error', params }]);
  });
}

function isOpen({ status }: TrainingVersionRow): boolean {
  return status === 'queued' || status === 'building';
}

/** Waits for the training set of a job, which is not under way by that. False when the job has ended, or rests. */
async function untilBuilt(
  bag: Tuning,
  { workspaceId, jobId }: TrainInput,
  signal: AbortSignal,
): Promise<boolean> {
  for (;;) {
    signal.throwIfAborted();
    const { job, version } = await bag.db.in(workspaceId, async (tx) => {
      const found = await findJob(tx, jobId);
      return { job: found, version: found && (await versionById(tx, found.versionId)) };
    });
    if (job?.status !== 'queued' && job?.status !== 'running') return false;
    if (!version || !isOpen(version)) return true;
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  }
}

/** Waits until the training set is built, and tells what is in it. */
async function prepare(bag: Tuning, job: TuningJobRow, signal: AbortSignal): Promise<boolean> {
  const { workspaceId, versionId } = job;
  while (!signal.aborted) {
    const version = await bag.db.in(workspaceId, (tx) => versionById(tx, versionId));
    if (!version) return false;
    if (version.erasedAt) throw tuningErrors.erased({ what: 'The training set' });
    if (version.status === 'failed' && version.problem) {
      const { problem } = version;
      await bag.db.in(workspaceId, async (tx) => {
        await setJob(tx, job.id, { status: 'failed', problem });
        const params = { code: problem.code, message: problem.message };
        await addEvents(tx, job, [{ key: 'failed', code: 'failed', level: 'error', params }]);
      });
      return false;
    }
    if (version.status === 'cancelled') throw await notBuilt(bag, job);
    if (version.status === 'ready') {
      const { splits, leftOut = [] } = version.report ?? {};
      await bag.db.in(workspaceId, async (tx) => {
        await markUsed(tx, versionId);
        await addEvents(tx, job, [
          { key: 'data', code: 'data', params: { ...(splits ?? { train: 0, validation: 0, test: 0 }) } },
          ...leftOut.map(({ reason, count }) => ({
            ...{
              key: `left out ${reason}`,
              code: 'left_out',
              level: 'warn' as const,
              params: { reason, count },
            },
          })),
        ]);
      });
      return true;
    }
    await sleep(LOOK_EVERY_MS);
  }
  return false;
}

async function notBuilt(bag: Tuning, { workspaceId, versionId }: TuningJobRow): Promise<Failure> {
  const { version, set } = await bag.db.in(workspaceId, async (tx) => {
    const found = await versionById(tx, versionId);
    return { version: found, set: found && (await trainingSetById(tx, found.setId)) };
  });
  return tuningErrors.not_built({
    ...{ slug: set?.slug ?? '', version: version?.number ?? 0, status: version?.status ?? 'gone' },
  });
}

async function embed(bag: Tuning, job: TuningJobRow, signal: AbortSignal): Promise<boolean> {
  const { workspaceId, versionId } = job;
  const rows = await bag.db.in(workspaceId, (tx) => listExamples(tx, versionId, {}));
  const progress = await embedSome(
    bag,
    { workspaceId, versionId },
    byHash(
      rows.flatMap((row) => (job.method === 'projection' ? [row.text, row.labels?.[0] ?? ''] : [row.text])),
    ),
    signal,
  );
  const more = progress.done < progress.total;
  await bag.db.in(workspaceId, async (tx) => {
    await setJob(tx, job.id, {
      phase: 'embed',
      phaseAt: job.phase === 'embed' ? job.phaseAt : new Date(),
      ...progress,
    });
    if (!more && !signal.aborted)
      await addEvents(tx, job, [{ key: 'embedded', code: 'embedded', params: { count: progress.total } }]);
  });
  return more;
}

async function train(bag: Tuning, job: TuningJobRow, signal: AbortSignal): Promise<boolean> {
  if (job.method === 'head') await trainHeadModel(bag, job, signal);
  else if (job.method === 'projection') await trainProjectionModel(bag, job, signal);
  return false;
}
