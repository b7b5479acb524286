import type { InputOf, OutputOf } from '../../kernel/contract.ts';
import type { Actor, Tx } from '../../kernel/index.ts';
import type { Tuning } from '../bag.ts';
import type * as contract from '../contract-jobs.ts';
import type { TuningJob } from '../contract-jobs.ts';
import { tuningErrors } from '../errors.ts';
import { tellProvider } from '../hosted/hosted-job.ts';
import { listVersions } from '../store/training-sets.ts';
import * as store from '../store/tuning-jobs.ts';
import { loadTrainingSet } from '../training-sets/load.ts';
import { sentenceOf } from './events.ts';
import { presentJob } from './present-job.ts';

export async function listTuningJobs(
  bag: Tuning,
  actor: Actor,
  input: InputOf<typeof contract.listTuningJobs>,
): Promise<OutputOf<typeof contract.listTuningJobs>> {
  const { trainingSet, status, after, limit } = input;
  return bag.db.in(actor.workspaceId, async (tx) => {
    const versions = trainingSet
      ? await listVersions(tx, [(await loadTrainingSet(tx, trainingSet)).id])
      : undefined;
    const versionIds = versions?.map((version) => version.id);
    const rows = await store.listJobs(tx, { versionIds, status, after, limit: limit + 1 });
    const data: TuningJob[] = [];
    for (const row of rows.slice(0, limit)) data.push(await presentJob(tx, row));
    return { data, hasMore: rows.length > limit };
  });
}

export async function getTuningJob(bag: Tuning, actor: Actor, input: { id: string }) {
  return bag.db.in(actor.workspaceId, async (tx) => ({
    ...(await presentJob(tx, await loadJob(tx, input.id))),
    curve: await store.curveOf(tx, input.id),
  }));
}

export async function cancelTuningJob(bag: Tuning, actor: Actor, input: { id: string }): Promise<TuningJob> {
  const row = await cancelJob(bag, actor, input.id);
  return bag.db.in(actor.workspaceId, (tx) => presentJob(tx, row));
}

/** Stops a job; one that has ended is left as it is. */
export async function cancelJob(bag: Tuning, actor: Actor, id: string): Promise<store.TuningJobRow> {
  const { row, stopped } = await bag.db.in(actor.workspaceId, async (tx) => {
    await loadJob(tx, id);
    const stopped =
      (await store.setJob(tx, id, { status: 'cancelled' })) || (await store.leavePause(tx, id, 'cancelled'));
    const row = await loadJob(tx, id);
    if (stopped) await store.addEvents(tx, row, [{ key: 'cancelled', code: 'cancelled' }]);
    return { row, stopped };
  });
  if (stopped) await tellProvider(bag, row, 'cancel');
  return row;
}

export async function pauseTuningJob(bag: Tuning, actor: Actor, input: { id: string }): Promise<TuningJob> {
  const row = await pauseJob(bag, actor, input.id);
  return bag.db.in(actor.workspaceId, (tx) => presentJob(tx, row));
}

/** @throws 409 when it does not run */
export async function pauseJob(bag: Tuning, actor: Actor, id: string): Promise<store.TuningJobRow> {
  const row = await bag.db.in(actor.workspaceId, async (tx) => {
    const before = await loadJob(tx, id);
    if (!(await store.setJob(tx, id, { status: 'paused' })))
      throw tuningErrors.not_now({ status: before.status });
    await store.addEvents(tx, before, [{ key: `paused ${Date.now()}`, code: 'paused' }]);
    return loadJob(tx, id);
  });
  await tellProvider(bag, row, 'pause');
  return row;
}

export async function resumeTuningJob(bag: Tuning, actor: Actor, input: { id: string }): Promise<TuningJob> {
  const row = await resumeJob(bag, actor, input.id);
  return bag.db.in(actor.workspaceId, (tx) => presentJob(tx, row));
}

/** @throws 409 when it is not paused */
export async function resumeJob(bag: Tuning, actor: Actor, id: string): Promise<store.TuningJobRow> {
  const { workspaceId } = actor;
  const row = await bag.db.in(workspaceId, async (tx) => {
    const before = await loadJob(tx, id);
    if (!(await store.leavePause(tx, id, 'queued'))) throw tuningErrors.not_now({ status: before.status });
    await store.addEvents(tx, before, [{ key: `resumed ${Date.now()}`, code: 'resumed' }]);
    return loadJob(tx, id);
  });
  await tellProvider(bag, row, 'resume');
  // Should the paused one still be winding down, the reconciler starts it once that has ended.
  await bag.training.ensure(id, { workspaceId, jobId: id });
  return row;
}

export async function listTuningEvents(
  bag: Tuning,
  actor: Actor,
  input: InputOf<typeof contract.listTuningEvents>,
): Promise<OutputOf<typeof contract.listTuningEvents>> {
  const { id, after, limit } = input;
  return bag.db.in(actor.workspaceId, async (tx) => {
    await loadJob(tx, id);
    const rows = await store.listEvents(tx, id, { after, limit: limit + 1, messagesOnly: true });
    return {
      data: rows.slice(0, limit).map((row) => ({
        ...{ id: row.id, level: row.level, code: row.code, params: row.params },
        at: row.at.toISOString(),
        message: sentenceOf(row),
      })),
      hasMore: rows.length > limit,
    };
  });
}

/** @throws when the workspace has no such job. */
export async function loadJob(tx: Tx, id: string): Promise<store.TuningJobRow> {
  const row = await store.findJob(tx, id);
  if (!row) throw tuningErrors.unknown_job({ id });
  return row;
}
