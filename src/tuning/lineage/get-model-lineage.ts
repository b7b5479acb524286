import type { OutputOf } from '../../kernel/contract.ts';
import type { Actor } from '../../kernel/index.ts';
import type { Tuning } from '../bag.ts';
import type * as contract from '../contract-models.ts';
import { loadModel } from '../models/manage-models.ts';
import { sourcesOf } from '../store/training-examples.ts';
import { trainingSetById, versionById } from '../store/training-sets.ts';
import { goneOf } from './gone.ts';

/** From a model back to what it learned from, and how much of that is deleted by now. */
export async function getModelLineage(
  bag: Tuning,
  actor: Actor,
  input: { id: string },
): Promise<OutputOf<typeof contract.getModelLineage>> {
  return bag.db.in(actor.workspaceId, async (tx) => {
    const model = await loadModel(tx, input.id);
    const version = await versionById(tx, model.versionId);
    const set = version && (await trainingSetById(tx, version.setId));
    const gone = await goneOf(tx, model.versionId);
    const sources = await sourcesOf(tx, model.versionId);
    return {
      model: { id: model.id, name: model.name, hash: model.hash },
      job: { id: model.jobId, createdBy: model.createdBy, createdAt: model.createdAt.toISOString() },
      trainingSet: { slug: set?.slug ?? '', version: version?.number ?? 0, hash: model.trainingHash },
      sources: sources.map((one) => ({ ...one, gone: gone.get(`${one.source} ${one.through}`) ?? 0 })),
    };
  });
}
