import type { Tx } from '../../kernel/index.ts';
import { addCardFor } from '../models/card.ts';
import { tracesOf } from '../store/training-examples.ts';
import { taintVersions } from '../store/training-sets.ts';
import { taintModels } from '../store/tuned-models.ts';

/**
 * Marks every training set version and tuned model that something deleted went into, in the transaction that deletes it.
 * @param ids of examples of data sets, runs, proposals or files
 */
export async function taint(tx: Tx, ids: readonly string[]): Promise<void> {
  const gone = new Map<string, number>();
  for (let at = 0; at < ids.length; at += 5_000)
    for (const { versionId, examples } of await tracesOf(tx, ids.slice(at, at + 5_000)))
      if (examples > 0) gone.set(versionId, (gone.get(versionId) ?? 0) + examples);
  await taintVersions(tx, gone);
  await markModels(tx, gone);
}

/** Marks the models of versions of which so many sources more are gone, on their cards too. */
export async function markModels(tx: Tx, gone: ReadonlyMap<string, number>): Promise<void> {
  for (const model of await taintModels(tx, gone)) await addCardFor(tx, model, 'tainted');
}
