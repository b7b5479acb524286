import { setTimeout as sleep } from 'node:timers/promises';
import type { OutputOf } from '../../kernel/contract.ts';
import type { Actor, Call } from '../../kernel/index.ts';
import type { Tuning } from '../bag.ts';
import type * as contract from '../contract-jobs.ts';
import { curveOf } from '../store/tuning-jobs.ts';
import { loadJob } from './manage-jobs.ts';
import { presentJob } from './present-job.ts';

const LOOK_EVERY_MS = 400;
const OPEN = new Set(['queued', 'running', 'paused']);

/** A job's state and the new points of its curve whenever something changed, until it ends or the reader leaves. */
export async function* followTuningJob(
  bag: Tuning,
  actor: Actor,
  input: { id: string },
  call: Call,
): AsyncIterable<OutputOf<typeof contract.followTuningJob>> {
  let told = '';
  let step = -1;
  while (!call.signal.aborted) {
    const seen = await bag.db.in(actor.workspaceId, async (tx) => ({
      job: await presentJob(tx, await loadJob(tx, input.id)),
      curve: await curveOf(tx, input.id, step),
    }));
    const now = JSON.stringify(seen.job);
    if (now !== told || seen.curve.length > 0) yield seen;
    told = now;
    step = seen.curve.at(-1)?.step ?? step;
    if (!OPEN.has(seen.job.status)) return;
    await sleep(LOOK_EVERY_MS);
  }
}
