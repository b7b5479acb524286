import type { Actor } from '../../kernel/index.ts';
import type { Tuning } from '../bag.ts';
import { changeTrainingSet, listVersions } from '../store/training-sets.ts';
import { loadTrainingSet } from '../training-sets/load.ts';
import { eraseVersion } from './erase-version.ts';

/** Erases every version's examples; the slug is free again, and models still say what they were made from. */
export async function deleteTrainingSet(bag: Tuning, actor: Actor, input: { slug: string }): Promise<void> {
  await bag.db.in(actor.workspaceId, async (tx) => {
    const { id } = await loadTrainingSet(tx, input.slug);
    for (const version of await listVersions(tx, [id])) await eraseVersion(tx, version.id);
    await changeTrainingSet(tx, id, { deletedAt: new Date() });
  });
}
