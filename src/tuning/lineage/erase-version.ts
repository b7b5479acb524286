import type { Tx } from '../../kernel/index.ts';
import { dropExamples } from '../store/training-examples.ts';
import { endBuilding, lockVersion, markErased } from '../store/training-sets.ts';
import { addEvents, cancelJobsOf, type TuningJobRow } from '../store/tuning-jobs.ts';
import { dropOrphans } from '../store/vectors.ts';

/**
 * Erases the examples of a version and what only they had: their vectors. What the version was stays known. Jobs that
 * were learning from it are cancelled.
 * @returns the jobs, of whose end a provider may have to be told
 */
export async function eraseVersion(tx: Tx, versionId: string): Promise<TuningJobRow[]> {
  await lockVersion(tx, versionId);
  await endBuilding(tx, versionId, { status: 'cancelled' });
  const stopped = await cancelJobsOf(tx, versionId);
  for (const job of stopped) await addEvents(tx, job, [{ key: 'cancelled', code: 'cancelled' }]);
  await dropOrphans(tx, await dropExamples(tx, versionId));
  await markErased(tx, versionId);
  return stopped;
}
