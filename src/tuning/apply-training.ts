import { canonical } from '../apps/index.ts';
import type { Actor, Tx } from '../kernel/index.ts';
import type { TrainingDefinition } from './contract.ts';
import {
  addTrainingSet,
  changeTrainingSet,
  findTrainingSet,
  lockTrainingSets,
} from './store/training-sets.ts';
import { checkScopes } from './training-sets/check-scopes.ts';

/** Makes training sets match their definitions, within a transaction. Nothing is built: that is what training does. */
export async function applyTraining(tx: Tx, actor: Actor, definitions: readonly TrainingDefinition[]) {
  if (definitions.length > 0) await lockTrainingSets(tx, actor.workspaceId);
  const trainingSets: { slug: string; created: boolean; changed: boolean }[] = [];
  for (const { kind, slug, name, description, ...recipe } of definitions) {
    checkScopes(actor, recipe);
    const there = await findTrainingSet(tx, slug);
    const wanted = { name, description, recipe };
    if (there) {
      const has = { name: there.name, description: there.description, recipe: there.recipe };
      const changed = canonical(has) !== canonical(wanted);
      if (changed) await changeTrainingSet(tx, there.id, wanted);
      trainingSets.push({ slug, created: false, changed });
      continue;
    }
    await addTrainingSet(tx, { workspaceId: actor.workspaceId, slug, ...wanted });
    trainingSets.push({ slug, created: true, changed: true });
  }
  return { trainingSets };
}
