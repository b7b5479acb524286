import type { InputOf } from '../../kernel/contract.ts';
import { type Actor, errors } from '../../kernel/index.ts';
import type { Knowledge } from '../bag.ts';
import type * as contract from '../contract.ts';
import { findCollection } from '../store/collections.ts';
import { requeue, unread } from '../store/documents.ts';
import { openIngestion, submitIngestion } from '../store/ingestions.ts';
import { startIngestion } from './upload-files.ts';

/** Reads documents again whose reading failed or was cancelled, e.g. after a limit was raised. Their originals are kept. */
export async function retryDocuments(
  bag: Knowledge,
  actor: Actor,
  input: InputOf<typeof contract.retryDocuments>,
) {
  const { workspaceId } = actor;
  const ingestionId = await bag.db.in(workspaceId, async (tx) => {
    const collection = await findCollection(tx, actor, input.id);
    if (!collection) throw errors.not_found({ what: 'The collection' });
    const found = await unread(tx, actor, collection.id, input.documentIds);
    if (input.documentIds?.some((id) => !found.some((document) => document.id === id)))
      throw errors.not_found({ what: 'A failed or cancelled document of this id' });
    const id = await openIngestion(tx, { workspaceId, collectionId: collection.id, createdBy: actor.id });
    await requeue(
      tx,
      found.map((document) => document.id),
      id,
    );
    await submitIngestion(tx, id, 0);
    return id;
  });
  return startIngestion(bag, workspaceId, ingestionId);
}
