import type { Actor } from '../../kernel/index.ts';
import type { Tuning } from '../bag.ts';
import { countKept } from '../store/training-examples.ts';
import { changeTrainingSet, listVersions } from '../store/training-sets.ts';
import { loadTrainingSet } from '../training-sets/load.ts';
import { eraseVersion, type ForProviders, tellProviders } from './erase-version.ts';
import { markModels } from './taint.ts';

/**
 * Erases every version's examples; the slug is free again, and models still say what they were made from. They are marked:
 * they know what is gone. Jobs that learn from a version are cancelled.
 */
export async function deleteTrainingSet(bag: Tuning, actor: Actor, input: { slug: string }): Promise<void> {
  const told: ForProviders = { stopped: [], removing: [] };
  await bag.db.in(actor.workspaceId, async (tx) => {
    const { id } = await loadTrainingSet(tx, input.slug);
    const gone = new Map<string, number>();
    for (const version of await listVersions(tx, [id])) {
      // Those whose source was deleted before are counted already.
      const sources = (await countKept(tx, version.id)) - version.taintedSources;
      if (sources > 0) gone.set(version.id, sources);
      const { stopped, removing } = await eraseVersion(tx, actor, version.id);
      told.stopped.push(...stopped);
      told.removing.push(...removing);
    }
    await markModels(tx, gone);
    await changeTrainingSet(tx, id, { deletedAt: new Date() });
  });
  await tellProviders(bag, actor, told);
}
