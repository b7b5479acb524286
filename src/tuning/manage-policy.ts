import type { Actor } from '../kernel/index.ts';
import type { Tuning } from './bag.ts';
import { DEFAULT_POLICY, type TrainingPolicy } from './contract.ts';
import { policyOf, putPolicy } from './store/training-sets.ts';

export async function getTrainingPolicy(bag: Tuning, actor: Actor): Promise<TrainingPolicy> {
  return (await bag.db.in(actor.workspaceId, policyOf)) ?? DEFAULT_POLICY;
}

export async function putTrainingPolicy(
  bag: Tuning,
  { workspaceId }: Actor,
  input: TrainingPolicy,
): Promise<TrainingPolicy> {
  const { runs, dataClasses } = input;
  await bag.db.in(workspaceId, (tx) => putPolicy(tx, workspaceId, { runs, dataClasses }));
  return { runs, dataClasses };
}
