import type { InputOf } from '../../kernel/contract.ts';
import type { Actor, Tx } from '../../kernel/index.ts';
import type { Tuning } from '../bag.ts';
import type * as contract from '../contract-models.ts';
import type { TunedModel } from '../contract-models.ts';
import { tuningErrors } from '../errors.ts';
import { askRemoval } from '../hosted/removal.ts';
import { addCardFor } from '../models/card.ts';
import { getTunedModel, loadModel } from '../models/manage-models.ts';
import { lockVersion } from '../store/training-sets.ts';
import * as store from '../store/tuned-models.ts';
import { findJob } from '../store/tuning-jobs.ts';
import { eraseVersion, type ForProviders, tellProviders } from './erase-version.ts';

/**
 * Erases a model and, unless another one still needs them, the examples it was made from; a provider that trained it is
 * asked to delete what it has of both. Erasing again asks a provider again that would not.
 */
export async function eraseTunedModel(
  bag: Tuning,
  actor: Actor,
  input: InputOf<typeof contract.eraseTunedModel>,
): Promise<TunedModel> {
  const told = await bag.db.in(actor.workspaceId, async (tx): Promise<ForProviders> => {
    const row = await loadModel(tx, input.id);
    await lockVersion(tx, row.versionId);
    const removing = await erase(tx, actor, row);
    const others = await store.modelsOfVersions(tx, [row.versionId]);
    const needed = !input.trainingSet || others.some((one) => !one.erasedAt);
    if (needed) return { stopped: [], removing };
    const version = await eraseVersion(tx, actor, row.versionId);
    return { ...version, removing: [...new Set([...removing, ...version.removing])] };
  });
  await forget(bag, actor, input.id, told);
  return getTunedModel(bag, actor, { id: input.id });
}

/** DELETE /v1/models/{model}: the model goes, its training set stays. */
export async function deleteModel(bag: Tuning, actor: Actor, input: { model: string }) {
  const { id, removing } = await bag.db.in(actor.workspaceId, async (tx) => {
    const row = await store.modelNamed(tx, input.model);
    if (!row) throw tuningErrors.unknown_model({ id: input.model });
    return { id: row.id, removing: await erase(tx, actor, row) };
  });
  await forget(bag, actor, id, { stopped: [], removing });
  return { id: input.model, object: 'model' as const, deleted: true as const };
}

/** @returns the job of which a provider has something to delete */
async function erase(tx: Tx, actor: Actor, row: store.TunedModelRow): Promise<string[]> {
  if (!row.erasedAt) {
    await store.eraseArtefact(tx, row);
    const erased = await store.findTunedModel(tx, row.id);
    if (erased) await addCardFor(tx, erased, 'erased');
  }
  const hosted = (await findJob(tx, row.jobId))?.hosted;
  if (!hosted) return [];
  const theirs = row.name.slice(hosted.provider.length + 1);
  // One that is under way for the files alone does not know of the model.
  if (hosted.removal?.status === 'open' && hosted.removal.model === theirs) return [];
  return (await askRemoval(tx, actor, row.jobId, theirs)) ? [row.jobId] : [];
}

/** From this moment on nobody is answered by it. */
async function forget(bag: Tuning, actor: Actor, id: string, told: ForProviders): Promise<void> {
  bag.opened.forget(id);
  bag.catalogs.forget(actor.workspaceId);
  await tellProviders(bag, actor, told);
}
