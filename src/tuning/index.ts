import type { Evals } from '../evals/index.ts';
import type { Tuning } from './bag.ts';
import { DEFAULT_POLICY } from './contract.ts';
import { declareDistilling } from './distillation/compare-job.ts';
import { declareSearching } from './error-detection/search-job.ts';
import { tuningErrors } from './errors.ts';
import { declareRemoving } from './hosted/remove-job.ts';
import { declareTraining } from './jobs/train-job.ts';
import { taint } from './lineage/taint.ts';
import { cacheModels } from './models/model-cache.ts';
import { tunedFamily } from './models/tuned-family.ts';
import { policyOf } from './store/training-sets.ts';
import { erasedNames } from './store/tuned-models.ts';
import { dropOrphans } from './store/vectors.ts';
import { declareBuilding } from './training-sets/build-job.ts';
import { hashOf } from './training-sets/candidate.ts';

export { applyTraining } from './apply-training.ts';
export type { Tuning } from './bag.ts';
export { tuningRoutes } from './routes.ts';
export { openHead } from './trainers/heads/open-head.ts';
export { trainHead } from './trainers/heads/train-head.ts';
export { openProjection } from './trainers/projection/open-projection.ts';
export { trainProjection } from './trainers/projection/train-projection.ts';
export { type HeadInput, TrainerError, type TrainingPoint } from './trainers/trainer.ts';
export { trainHeadInWorker, trainProjectionInWorker } from './trainers/worker/train-in-worker.ts';

/** Opens the tuning room: its durable jobs, its models before the providers' in the gateway, its ear on what is deleted. */
export function createTuning(evals: Evals): Tuning {
  const building = declareBuilding(evals, () => bag);
  const distilling = declareDistilling(evals, () => bag);
  const searching = declareSearching(evals, () => bag);
  const training = declareTraining(evals, () => bag);
  const removing = declareRemoving(evals, () => bag);
  const bag: Tuning = {
    ...evals,
    ...{ building, distilling, searching, training, removing, opened: cacheModels() },
  };
  bag.families.unshift(tunedFamily(() => bag));
  evals.withdrawals.names = erasedNames;
  evals.withdrawals.refusal = (model) => tuningErrors.model_erased({ model });
  evals.learning.fromProduction = async (tx) => ((await policyOf(tx)) ?? DEFAULT_POLICY).runs !== 'none';
  evals.removals.push(async (tx, _workspaceId, ids, questions = []) => {
    await taint(tx, ids);
    // A question that something is measured with is embedded without being an example of a training set.
    await dropOrphans(
      tx,
      questions.map((question) => hashOf(question.trim())),
    );
  });
  return bag;
}
