import type { InputOf } from '../../kernel/contract.ts';
import type { Actor, Tx } from '../../kernel/index.ts';
import type { Tuning } from '../bag.ts';
import type * as contract from '../contract-models.ts';
import type { TunedModel } from '../contract-models.ts';
import { tuningErrors } from '../errors.ts';
import { tellProvider } from '../hosted/hosted-job.ts';
import { addCardFor } from '../models/card.ts';
import { getTunedModel, loadModel } from '../models/manage-models.ts';
import { lockVersion } from '../store/training-sets.ts';
import * as store from '../store/tuned-models.ts';
import { eraseVersion } from './erase-version.ts';

/** Erases a model and, unless another one still needs them, the examples it was made from. */
export async function eraseTunedModel(
  bag: Tuning,
  actor: Actor,
  input: InputOf<typeof contract.eraseTunedModel>,
): Promise<TunedModel> {
  const stopped = await bag.db.in(actor.workspaceId, async (tx) => {
    const row = await loadModel(tx, input.id);
    await lockVersion(tx, row.versionId);
    await erase(tx, row);
    const others = await store.modelsOfVersions(tx, [row.versionId]);
    const needed = !input.trainingSet || others.some((one) => !one.erasedAt);
    return needed ? [] : eraseVersion(tx, row.versionId);
  });
  for (const job of stopped) await tellProvider(bag, job, 'cancel');
  bag.opened.forget(input.id);
  return getTunedModel(bag, actor, { id: input.id });
}

/** DELETE /v1/models/{model}: the model goes, its training set stays. */
export async function deleteModel(bag: Tuning, actor: Actor, input: { model: string }) {
  const id = await bag.db.in(actor.workspaceId, async (tx) => {
    const row = await store.modelNamed(tx, input.model);
    if (!row) throw tuningErrors.unknown_model({ id: input.model });
    await erase(tx, row);
    return row.id;
  });
  bag.opened.forget(id);
  return { id: input.model, object: 'model' as const, deleted: true as const };
}

async function erase(tx: Tx, row: store.TunedModelRow): Promise<void> {
  if (row.erasedAt) return;
  await store.eraseArtefact(tx, row);
  const erased = await store.findTunedModel(tx, row.id);
  if (erased) await addCardFor(tx, erased, 'erased');
}
