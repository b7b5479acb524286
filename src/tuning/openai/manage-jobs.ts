import type { InputOf, OutputOf } from '../../kernel/contract.ts';
import type { Actor } from '../../kernel/index.ts';
import type { Tuning } from '../bag.ts';
import type * as contract from '../contract-openai.ts';
import type { FineTuningJob } from '../contract-openai.ts';
import * as jobs from '../jobs/manage-jobs.ts';
import { listCheckpoints, listEvents, listJobs, type TuningJobRow } from '../store/tuning-jobs.ts';
import { listPage, presentWireCheckpoint, presentWireEvent, presentWireJob } from './present.ts';

interface Place {
  fine_tuning_job_id: string;
}

export async function listFineTuningJobs(
  bag: Tuning,
  actor: Actor,
  input: InputOf<typeof contract.listFineTuningJobs>,
): Promise<OutputOf<typeof contract.listFineTuningJobs>> {
  const { after, limit } = input;
  const metadata = metadataAsked(input);
  return bag.db.in(actor.workspaceId, async (tx) => {
    const rows = await listJobs(tx, { wire: { metadata }, after, limit: limit + 1 });
    const shown: FineTuningJob[] = [];
    for (const row of rows) shown.push(await presentWireJob(tx, row));
    return listPage(shown, limit);
  });
}

export function getFineTuningJob(bag: Tuning, actor: Actor, input: Place): Promise<FineTuningJob> {
  return bag.db.in(actor.workspaceId, async (tx) =>
    presentWireJob(tx, await jobs.loadJob(tx, input.fine_tuning_job_id)),
  );
}

export async function cancelFineTuningJob(bag: Tuning, actor: Actor, input: Place) {
  return shown(bag, await jobs.cancelJob(bag, actor, input.fine_tuning_job_id));
}

export async function pauseFineTuningJob(bag: Tuning, actor: Actor, input: Place) {
  return shown(bag, await jobs.pauseJob(bag, actor, input.fine_tuning_job_id));
}

export async function resumeFineTuningJob(bag: Tuning, actor: Actor, input: Place) {
  return shown(bag, await jobs.resumeJob(bag, actor, input.fine_tuning_job_id));
}

export async function listFineTuningEvents(
  bag: Tuning,
  actor: Actor,
  input: InputOf<typeof contract.listFineTuningEvents>,
): Promise<OutputOf<typeof contract.listFineTuningEvents>> {
  const { fine_tuning_job_id: id, after, limit } = input;
  return bag.db.in(actor.workspaceId, async (tx) => {
    await jobs.loadJob(tx, id);
    const rows = await listEvents(tx, id, { after, limit: limit + 1, newestFirst: true });
    return listPage(rows.map(presentWireEvent), limit);
  });
}

export async function listFineTuningCheckpoints(
  bag: Tuning,
  actor: Actor,
  input: InputOf<typeof contract.listFineTuningCheckpoints>,
): Promise<OutputOf<typeof contract.listFineTuningCheckpoints>> {
  const { fine_tuning_job_id: id, after, limit } = input;
  return bag.db.in(actor.workspaceId, async (tx) => {
    const job = await jobs.loadJob(tx, id);
    const rows = await listCheckpoints(tx, id, { after, limit: limit + 1 });
    return listPage(
      rows.map((row) => presentWireCheckpoint(job, row)),
      limit,
    );
  });
}

function shown(bag: Tuning, row: TuningJobRow): Promise<FineTuningJob> {
  return bag.db.in(row.workspaceId, (tx) => presentWireJob(tx, row));
}

/** `metadata[key]=value`, as the SDK writes a filter into a query. */
function metadataAsked(query: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => {
      const [, key] = /^metadata\[(.{1,64})\]$/.exec(name) ?? [];
      return key !== undefined && typeof value === 'string' ? [[key, value]] : [];
    }),
  );
}
