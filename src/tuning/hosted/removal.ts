import type { Actor, Tx } from '../../kernel/index.ts';
import type { Tuning } from '../bag.ts';
import type { HostedJob } from '../schema.ts';
import { changeHosted } from '../store/tuning-jobs.ts';

/** Something that a provider has of a job: what it is, and where it is deleted. */
interface Kept {
  name: string;
  path: string;
}

/**
 * Puts on record that a provider has to delete what it has of a job, in the transaction that erases it here: a crash before
 * the provider was asked loses nothing. A removal that failed begins anew.
 * @param model what the provider calls the model; null when only the files that were sent have to go
 */
export async function askRemoval(
  tx: Tx,
  actor: Actor,
  jobId: string,
  model: string | null,
): Promise<boolean> {
  const changed = await changeHosted(tx, jobId, (hosted) => {
    const before = hosted.removal;
    const removal = {
      ...{ status: 'open' as const, actor, since: Date.now(), problem: null },
      ...{ model: model ?? before?.model ?? null, gone: before?.gone ?? [] },
    };
    // Nothing there: what is still on its way finds this, and goes as well.
    const nothing = leftOf({ ...hosted, removal }).length === 0 && hosted.jobId === null;
    return { ...hosted, removal: nothing ? { ...removal, status: 'done' } : removal };
  });
  return changed?.removal?.status === 'open';
}

/** Keeps the id of a file that reached the provider after its job was halted; one whose job is erased goes again. */
export function noteLateFile(tx: Tx, jobId: string, split: string, file: string): Promise<boolean> {
  return noteLate(tx, jobId, (hosted) => ({ ...hosted, files: { ...hosted.files, [split]: file } }));
}

/** Keeps what the provider calls a job, though it is halted here by now; of one that is erased, what it makes goes as well. */
export function noteJob(tx: Tx, jobId: string, theirs: string): Promise<boolean> {
  return noteLate(tx, jobId, (hosted) => ({ ...hosted, jobId: theirs }));
}

/** @returns whether the provider has to delete it */
async function noteLate(tx: Tx, jobId: string, change: (hosted: HostedJob) => HostedJob): Promise<boolean> {
  const changed = await changeHosted(tx, jobId, (hosted) => {
    const { removal, ...rest } = change(hosted);
    if (!removal) return rest;
    const { made, ...known } = removal;
    return { ...rest, removal: { ...known, status: 'open', since: Date.now() } };
  });
  return changed?.removal?.status === 'open';
}

/** What the provider still has: the models first, because they answer. */
export function leftOf({ files, removal }: HostedJob): Kept[] {
  const models = new Set([...(removal?.model ? [removal.model] : []), ...(removal?.made ?? [])]);
  const all = [
    ...[...models].map((model) => ({ name: model, path: `/models/${inPath(model)}` })),
    ...Object.values(files).map((file) => ({ name: file, path: `/files/${inPath(file)}` })),
  ];
  return all.filter(({ name }) => !removal?.gone.includes(name));
}

/** Sees to it that the provider is asked now; should this be lost, a reconciler does. */
export async function beginRemoval(bag: Tuning, workspaceId: string, jobIds: readonly string[]) {
  for (const jobId of jobIds) await bag.removing.ensure(`remove_${jobId}`, { workspaceId, jobId });
}

/** Names of tuned models hold colons, which providers expect as they are. */
function inPath(name: string): string {
  return encodeURIComponent(name).replaceAll('%3A', ':');
}
