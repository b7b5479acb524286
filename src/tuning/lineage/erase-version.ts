import type { Actor, Tx } from '../../kernel/index.ts';
import type { Tuning } from '../bag.ts';
import { tellProvider } from '../hosted/hosted-job.ts';
import { askRemoval, beginRemoval } from '../hosted/removal.ts';
import { dropExamples } from '../store/training-examples.ts';
import { endBuilding, lockVersion, markErased } from '../store/training-sets.ts';
import { addEvents, cancelJobsOf, hostedJobsOf, type TuningJobRow } from '../store/tuning-jobs.ts';
import { dropOrphans } from '../store/vectors.ts';

/** What providers have to hear once an erasure is committed. */
export interface ForProviders {
  /** Jobs that were cancelled. */
  stopped: TuningJobRow[];
  /** Jobs of which they have something to delete. */
  removing: string[];
}

/**
 * Erases the examples of a version and what only they had: their vectors, and the files that providers were sent. What the
 * version was stays known. Jobs that were learning from it are cancelled.
 */
export async function eraseVersion(tx: Tx, actor: Actor, versionId: string): Promise<ForProviders> {
  await lockVersion(tx, versionId);
  await endBuilding(tx, versionId, { status: 'cancelled' });
  const stopped = await cancelJobsOf(tx, versionId);
  for (const job of stopped) await addEvents(tx, job, [{ key: 'cancelled', code: 'cancelled' }]);
  await dropOrphans(tx, await dropExamples(tx, versionId));
  await markErased(tx, versionId);
  const removing: string[] = [];
  for (const id of await hostedJobsOf(tx, versionId))
    if (await askRemoval(tx, actor, id, null)) removing.push(id);
  return { stopped, removing };
}

/** A job has to end there before its files can go. */
export async function tellProviders(bag: Tuning, actor: Actor, { stopped, removing }: ForProviders) {
  for (const job of stopped) await tellProvider(bag, job, 'cancel');
  await beginRemoval(bag, actor.workspaceId, removing);
}
