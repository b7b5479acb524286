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
    const left = leftOf({ ...hosted, removal });
    // Nothing left: what is still on its way there finds this, and goes as well.
    return { ...hosted, removal: left.length > 0 ? removal : { ...removal, status: 'done' } };
  });
  return changed?.removal?.status === 'open';
}

/** Keeps the id of a file that reached the provider after its job was halted; one whose job is erased goes again. */
export async function noteLateFile(tx: Tx, jobId: string, split: string, file: string): Promise<boolean> {
  const changed = await changeHosted(tx, jobId, (hosted) => {
    const { removal } = hosted;
    return {
      ...hosted,
      files: { ...hosted.files, [split]: file },
      ...(removal ? { removal: { ...removal, status: 'open' as const, since: Date.now() } } : {}),
    };
  });
  return changed?.removal?.status === 'open';
}

/** What the provider still has: the model first, because it answers. */
export function leftOf({ files, removal }: HostedJob): Kept[] {
  const model = removal?.model;
  const all = [
    ...(model ? [{ name: model, path: `/models/${inPath(model)}` }] : []),
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
