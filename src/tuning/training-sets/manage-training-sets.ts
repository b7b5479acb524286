import type { InputOf, OutputOf } from '../../kernel/contract.ts';
import type { Actor, Tx } from '../../kernel/index.ts';
import type { Tuning } from '../bag.ts';
import type * as contract from '../contract.ts';
import { tuningErrors } from '../errors.ts';
import { presentSet } from '../present.ts';
import * as store from '../store/training-sets.ts';
import { checkScopes } from './check-scopes.ts';
import { loadTrainingSet } from './load.ts';
import { startBuild } from './start-build.ts';

type TrainingSet = OutputOf<typeof contract.getTrainingSet>;

export async function listTrainingSets(bag: Tuning, actor: Actor): Promise<{ data: TrainingSet[] }> {
  return bag.db.in(actor.workspaceId, async (tx) => {
    const rows = await store.listTrainingSets(tx);
    const latest = await store.latestVersions(
      tx,
      rows.map((row) => row.id),
    );
    return { data: rows.map((row) => presentSet(actor, row, latest.get(row.id))) };
  });
}

export async function getTrainingSet(
  bag: Tuning,
  actor: Actor,
  input: { slug: string },
): Promise<TrainingSet> {
  return bag.db.in(actor.workspaceId, (tx) => shown(tx, actor, input.slug));
}

export async function createTrainingSet(
  bag: Tuning,
  actor: Actor,
  input: InputOf<typeof contract.createTrainingSet>,
): Promise<TrainingSet> {
  const { workspaceId } = actor;
  const { slug, name, description, recipe, build } = input;
  checkScopes(actor, recipe);
  const version = await bag.db.in(workspaceId, async (tx) => {
    await store.lockTrainingSets(tx, workspaceId);
    if (await store.findTrainingSet(tx, slug)) throw tuningErrors.training_set_exists({ slug });
    const set = await store.addTrainingSet(tx, { workspaceId, slug, name, description, recipe });
    return build ? store.addVersion(tx, set, actor) : undefined;
  });
  if (version) await startBuild(bag, version);
  return getTrainingSet(bag, actor, { slug });
}

export async function updateTrainingSet(
  bag: Tuning,
  actor: Actor,
  input: InputOf<typeof contract.updateTrainingSet>,
): Promise<TrainingSet> {
  const { slug, ...change } = input;
  if (change.recipe) checkScopes(actor, change.recipe);
  return bag.db.in(actor.workspaceId, async (tx) => {
    const { id } = await loadTrainingSet(tx, slug);
    await store.changeTrainingSet(tx, id, change);
    return shown(tx, actor, slug);
  });
}

async function shown(tx: Tx, actor: Actor, slug: string): Promise<TrainingSet> {
  const row = await loadTrainingSet(tx, slug);
  return presentSet(actor, row, (await store.latestVersions(tx, [row.id])).get(row.id));
}
