import type { Actor } from '../../kernel/index.ts';
import type { Tuning } from '../bag.ts';
import type { TuningJob } from '../contract-jobs.ts';
import { tuningErrors } from '../errors.ts';
import { presentJob } from '../jobs/present-job.ts';
import { beginJob } from '../jobs/start-job.ts';
import { loadModel } from '../models/manage-models.ts';
import { trainingSetById, versionById } from '../store/training-sets.ts';
import { findJob } from '../store/tuning-jobs.ts';
import { checkScopes } from '../training-sets/check-scopes.ts';
import { sourcesLeft } from './sources-left.ts';

/**
 * Trains again by the recipe and options of a model, on a new version of its training set: what was deleted is not in it,
 * and a source that is deleted as a whole is counted in its report.
 */
export async function retrainTunedModel(
  bag: Tuning,
  actor: Actor,
  input: { id: string },
): Promise<TuningJob> {
  const { workspaceId } = actor;
  const { model, again, hyperparameters } = await bag.db.in(workspaceId, async (tx) => {
    const found = await loadModel(tx, input.id);
    const before = await versionById(tx, found.versionId);
    const set = before && (await trainingSetById(tx, before.setId));
    if (!before || !set || set.deletedAt) throw tuningErrors.erased({ what: 'The training set' });
    const { sources, recipe, gone } = await sourcesLeft(tx, before);
    if (sources.length === 0) throw tuningErrors.sources_gone({ slug: set.slug });
    checkScopes(actor, recipe);
    const job = await findJob(tx, found.jobId);
    const hyperparameters = job?.hosted?.hyperparameters ?? job?.wire?.hyperparameters ?? {};
    return { model: found, again: { set, recipe, gone }, hyperparameters };
  });
  const { base, suffix, options } = model;
  const row = await beginJob(bag, actor, again, { base, suffix, options, hyperparameters });
  return bag.db.in(workspaceId, (tx) => presentJob(tx, row));
}
