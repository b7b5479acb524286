import { setTimeout as sleep } from 'node:timers/promises';
import { askProvider } from '../../gateway/index.ts';
import { record } from '../../governance/index.ts';
import { type Failure, type Kernel, type Tx, toFailure } from '../../kernel/index.ts';
import type { TrainInput, Tuning } from '../bag.ts';
import { tuningErrors } from '../errors.ts';
import { problemOf } from '../problem.ts';
import type { HostedJob } from '../schema.ts';
import { addEvents, changeHosted, findJob, openRemovals, type TuningJobRow } from '../store/tuning-jobs.ts';
import { beginRemoval, leftOf } from './removal.ts';

/** These only wait: many may, and none keeps a training waiting. */
const AT_ONCE = 16;
/** One that is busy or fails is asked again after a second, then less and less often, for half a day. */
const FIRST_MS = 1_000;
const MOST_MS = 5 * 60_000;
const PATIENCE_MS = 12 * 60 * 60_000;

/** Declares the durable job that has providers delete what was erased here. `bag` is asked for late, because the job is part of it. */
export function declareRemoving(kernel: Kernel, bag: () => Tuning): Tuning['removing'] {
  const job = kernel.durable.job<TrainInput>(
    'remove at a provider',
    { perProcess: AT_ONCE },
    async (input, step) => {
      for (let n = 0; await step(`look ${n}`, (signal) => removeSome(bag(), input, signal, n)); n += 1);
    },
  );
  kernel.durable.reconcile('removals at providers', async () => {
    for (const { id, workspaceId } of await kernel.db.system(openRemovals))
      await beginRemoval(bag(), workspaceId, [id]);
  });
  return job;
}

/** Asks for each thing that is left once; false once nothing is left, or the provider will not. */
async function removeSome(
  bag: Tuning,
  { workspaceId, jobId }: TrainInput,
  signal: AbortSignal,
  look: number,
): Promise<boolean> {
  if (look > 0) await sleep(Math.min(MOST_MS, FIRST_MS * 1.5 ** look), undefined, { signal });
  const job = await bag.db.in(workspaceId, (tx) => findJob(tx, jobId));
  if (job?.hosted?.removal?.status !== 'open') return false;
  const { provider } = job.hosted;
  const gone: string[] = [];
  const failures: Failure[] = [];
  for (const { name, path } of leftOf(job.hosted)) {
    const failure = await askProvider(bag, workspaceId, provider, { path, method: 'DELETE', signal }).then(
      () => undefined,
      (thrown: unknown) => {
        signal.throwIfAborted();
        return toFailure(thrown);
      },
    );
    // What is not there is what was wanted.
    if (!failure || failure.code === 'gateway.upstream_not_found') gone.push(name);
    else failures.push(failure);
  }
  return bag.db.in(workspaceId, async (tx) => {
    const now = await changeHosted(tx, jobId, (hosted) => after(hosted, gone, failures));
    if (!now?.removal || now.removal.status === 'open') return now?.removal !== undefined;
    await tell(bag, tx, { ...job, hosted: now });
    return false;
  });
}

/** The state of a removal when some things are gone and some could not be deleted. */
function after(hosted: HostedJob, gone: readonly string[], failures: readonly Failure[]): HostedJob {
  if (!hosted.removal) return hosted;
  const removal = { ...hosted.removal, gone: [...hosted.removal.gone, ...gone] };
  const left = leftOf({ ...hosted, removal }).map(({ name }) => name);
  if (left.length === 0) return { ...hosted, removal: { ...removal, status: 'done', problem: null } };
  const [last] = failures.filter((failure) => !passes(failure)).concat(failures);
  const waits = failures.some(passes) && Date.now() - removal.since < PATIENCE_MS;
  if (!last || waits) return { ...hosted, removal };
  const { provider } = hosted;
  const problem = problemOf(
    tuningErrors.not_removed({ provider, left: left.join(', '), detail: last.message }),
  );
  return { ...hosted, removal: { ...removal, status: 'failed', problem } };
}

/** Whether the same request may be answered later. A key that is refused is for somebody to mend. */
function passes({ code, status }: Failure): boolean {
  if (code === 'gateway.rejected_key') return false;
  const busy = status === 408 || status === 409 || status === 429 || status >= 500;
  return code.startsWith('gateway.') && busy;
}

/** How it ended, where people look: among the events of the job and in the audit log. */
async function tell(bag: Tuning, tx: Tx, job: TuningJobRow): Promise<void> {
  const { hosted, id, modelId } = job;
  const { removal, provider } = hosted ?? {};
  if (!hosted || !removal || !provider) return;
  const { problem } = removal;
  const left = leftOf(hosted).map(({ name }) => name);
  await addEvents(tx, job, [
    problem
      ? {
          ...{ key: `not removed ${removal.since}`, code: 'not_removed', level: 'error' },
          params: { provider, left: left.join(', '), message: problem.message },
        }
      : { key: `removed ${removal.since}`, code: 'removed', params: { provider } },
  ]);
  await record(bag, tx, removal.actor, {
    ...{ action: 'tuned_model.remove_at_provider', target: modelId ?? id },
    outcome: problem ? 'failed' : 'done',
    details: { provider, job: id, deleted: removal.gone, ...(problem ? { left, code: problem.code } : {}) },
  });
}
