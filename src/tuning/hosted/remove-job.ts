import { setTimeout as sleep } from 'node:timers/promises';
import { askProvider } from '../../gateway/index.ts';
import { record } from '../../governance/index.ts';
import { Failure, type Kernel, type Tx, toFailure } from '../../kernel/index.ts';
import type { TrainInput, Tuning } from '../bag.ts';
import { tuningErrors } from '../errors.ts';
import { problemOf } from '../problem.ts';
import type { HostedJob } from '../schema.ts';
import { addEvents, changeHosted, findJob, openRemovals, type TuningJobRow } from '../store/tuning-jobs.ts';
import { beginRemoval, leftOf } from './removal.ts';
import { whatItMade } from './what-it-made.ts';

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

/** What one look at a provider came to. */
interface Look {
  gone: string[];
  failures: Failure[];
  /** Models that it made; undefined when it did not say. */
  made: string[] | undefined;
  /** When what was looked for was asked. */
  since: number;
}

/** False once nothing is left, or the provider will not. */
async function removeSome(
  bag: Tuning,
  { workspaceId, jobId }: TrainInput,
  signal: AbortSignal,
  look: number,
): Promise<boolean> {
  if (look > 0) await sleep(Math.min(MOST_MS, FIRST_MS * 1.5 ** look), undefined, { signal });
  const job = await bag.db.in(workspaceId, (tx) => findJob(tx, jobId));
  if (job?.hosted?.removal?.status !== 'open') return false;
  const seen = await lookOnce(bag, job, job.hosted, job.hosted.removal, signal);
  return bag.db.in(workspaceId, async (tx) => {
    const now = await changeHosted(tx, jobId, (hosted) => after(hosted, seen));
    if (!now?.removal || now.removal.status === 'open') return now?.removal !== undefined;
    await tell(bag, tx, { ...job, hosted: now });
    return false;
  });
}

/** Asks what was made, where that is not known yet, and once for each thing that is left. */
async function lookOnce(
  bag: Tuning,
  job: TuningJobRow,
  hosted: HostedJob,
  removal: NonNullable<HostedJob['removal']>,
  signal: AbortSignal,
): Promise<Look> {
  const tried = <T>(asking: Promise<T>): Promise<T | Failure> =>
    asking.catch((thrown: unknown) => {
      signal.throwIfAborted();
      return toFailure(thrown);
    });
  const gone: string[] = [];
  const failures: Failure[] = [];
  const said = removal.made ?? (await tried(whatItMade(bag, job, signal)));
  const made = said instanceof Failure ? undefined : said;
  if (said instanceof Failure) failures.push(said);
  for (const { name, path } of leftOf({ ...hosted, removal: { ...removal, ...(made ? { made } : {}) } })) {
    const request = { path, method: 'DELETE' as const, signal };
    const answer = await tried(askProvider(bag, job.workspaceId, hosted.provider, request));
    // What is not there is what was wanted.
    if (answer instanceof Failure && answer.code !== 'gateway.upstream_not_found') failures.push(answer);
    else gone.push(name);
  }
  return { gone, failures, made, since: removal.since };
}

/** The state of a removal when some things are gone and some could not be deleted. */
function after(hosted: HostedJob, { gone, failures, made: said, since }: Look): HostedJob {
  const { removal: before } = hosted;
  if (!before) return hosted;
  // What was asked for meanwhile may be more, and is looked for anew.
  const made = before.made ?? (before.since === since ? said : undefined);
  const removal = { ...before, gone: [...before.gone, ...gone], ...(made ? { made } : {}) };
  const left = namesLeft({ ...hosted, removal });
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

/** What is left by name: also the job itself, as long as nobody knows what it made. */
function namesLeft(hosted: HostedJob): string[] {
  const { jobId, removal } = hosted;
  const names = leftOf(hosted).map(({ name }) => name);
  return jobId && !removal?.made ? [...names, jobId] : names;
}

/** Whether the same request may be answered later. A key that is refused is for somebody to mend. */
function passes({ code, status }: Failure): boolean {
  if (code === 'gateway.rejected_key') return false;
  // A job that has to end there first.
  if (code === 'tuning.hosted_failed') return true;
  const busy = status === 408 || status === 409 || status === 429 || status >= 500;
  return code.startsWith('gateway.') && busy;
}

/** How it ended, where people look: among the events of the job and in the audit log. */
async function tell(bag: Tuning, tx: Tx, job: TuningJobRow): Promise<void> {
  const { hosted, id, modelId } = job;
  const { removal, provider } = hosted ?? {};
  if (!hosted || !removal || !provider) return;
  const { problem } = removal;
  const left = namesLeft(hosted);
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
