import { setTimeout as sleep } from 'node:timers/promises';
import { type Failure, toFailure } from '../../kernel/index.ts';
import type { Tuning } from '../bag.ts';
import { addEvents, findJob, setJob, type TuningJobRow } from '../store/tuning-jobs.ts';
import { createHosted, pollHosted, tellProvider, uploadHosted } from './hosted-job.ts';

/** A provider is asked how far it is after a second, then less and less often. */
const FIRST_LOOK_MS = 1_000;
const MOST_MS = 30_000;
/** One that cannot be reached is left alone as long as the trouble has lasted, and at most so long. */
const MOST_IN_TROUBLE_MS = 5 * 60_000;
/** A provider that fails for longer is not waited for any more. */
const PATIENCE_MS = 12 * 60 * 60_000;

/**
 * Brings a job at a provider one step further: sends the files, has it begin, looks how far it is. False once it has ended.
 * What may pass (it is busy, it fails, it takes too long) is no end: there the job goes on, and costs.
 */
export async function goOn(
  bag: Tuning,
  job: TuningJobRow,
  signal: AbortSignal,
  look: number,
): Promise<boolean> {
  const { hosted } = job;
  if (!hosted) return false;
  const since = hosted.troubleSince;
  const often = hosted.jobId ? Math.min(MOST_MS, FIRST_LOOK_MS * 1.3 ** look) : 0;
  const trouble = since ? Math.max(FIRST_LOOK_MS, Math.min(MOST_IN_TROUBLE_MS, Date.now() - since)) : 0;
  await sleep(Math.max(often, trouble), undefined, { signal });
  try {
    const more = await further(bag, job, signal);
    if (more && since) await noteTrouble(bag, job, undefined);
    return more;
  } catch (thrown) {
    signal.throwIfAborted();
    const failure = toFailure(thrown);
    const lasts = Date.now() - (since ?? Date.now());
    // Before anything runs there, a key that is refused ends it at once: nobody has to wait to hear what to mend.
    const barred = failure.code === 'gateway.rejected_key' && !hosted.jobId;
    if (passes(failure) && !barred && lasts < PATIENCE_MS) {
      bag.log.warn({ err: thrown, job: job.id }, 'a provider could not be asked about its job');
      if (!since) await noteTrouble(bag, job, Date.now(), failure);
      return true;
    }
    // Ours ends here; theirs must not go on unseen.
    if (passes(failure)) await tellProvider(bag, job, 'cancel');
    throw thrown;
  }
}

async function further(bag: Tuning, job: TuningJobRow, signal: AbortSignal): Promise<boolean> {
  if (job.hosted?.jobId) return pollHosted(bag, job, signal);
  const sent = await uploadHosted(bag, job, signal);
  return sent !== undefined && createHosted(bag, { ...job, hosted: sent }, signal);
}

/** Whether the same request may be answered later: too many of them, too slow, or the provider's own fault. */
function passes({ code, status }: Failure): boolean {
  return code.startsWith('gateway.') && (status === 408 || status === 429 || status >= 500);
}

/** Kept with the job, so that another process is as patient, and told among its events; what was sent meanwhile stays. */
async function noteTrouble(
  bag: Tuning,
  job: TuningJobRow,
  troubleSince: number | undefined,
  failure?: Failure,
): Promise<void> {
  await bag.db.in(job.workspaceId, async (tx) => {
    const hosted = (await findJob(tx, job.id))?.hosted;
    if (!hosted) return;
    await setJob(tx, job.id, { hosted: { ...hosted, troubleSince } });
    if (!failure) return;
    const params = { provider: hosted.provider, message: failure.message };
    await addEvents(tx, job, [{ key: `trouble ${troubleSince}`, code: 'trouble', level: 'warn', params }]);
  });
}
