import type { Tx } from '../../kernel/index.ts';
import { dropExamples } from '../store/training-examples.ts';
import { endBuilding, markErased } from '../store/training-sets.ts';
import { dropOrphans } from '../store/vectors.ts';

/** Erases the examples of a version and what only they had: their vectors. What the version was stays known. */
export async function eraseVersion(tx: Tx, versionId: string): Promise<void> {
  await endBuilding(tx, versionId, { status: 'cancelled' });
  await dropOrphans(tx, await dropExamples(tx, versionId));
  await markErased(tx, versionId);
}
