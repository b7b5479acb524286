import type { Actor } from '../../kernel/index.ts';
import type { Tuning } from '../bag.ts';
import type { TuningJob } from '../contract-jobs.ts';
import { tuningErrors } from '../errors.ts';
import { presentJob } from '../jobs/present-job.ts';
import { beginJob } from '../jobs/start-job.ts';
import { loadModel } from '../models/manage-models.ts';
import { addVersion, trainingSetById, versionById } from '../store/training-sets.ts';
import { checkScopes } from '../training-sets/check-scopes.ts';

/** Trains again by the recipe and options of a model, on a new version of its training set: what was deleted is not in it. */
export async function retrainTunedModel(
  bag: Tuning,
  actor: Actor,
  input: { id: string },
): Promise<TuningJob> {
  const { workspaceId } = actor;
  const { model, version } = await bag.db.in(workspaceId, async (tx) => {
    const found = await loadModel(tx, input.id);
    const before = await versionById(tx, found.versionId);
    const set = before && (await trainingSetById(tx, before.setId));
    if (!before || !set || set.deletedAt) throw tuningErrors.erased({ what: 'The training set' });
    checkScopes(actor, before.recipe);
    return { model: found, version: await addVersion(tx, { ...set, recipe: before.recipe }, actor) };
  });
  const { base, suffix, options } = model;
  const row = await beginJob(bag, actor, { version, fresh: true }, { base, suffix, options });
  return bag.db.in(workspaceId, (tx) => presentJob(tx, row));
}
