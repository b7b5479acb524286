import { dataClassOf } from '../../gateway/index.ts';
import type { InputOf } from '../../kernel/contract.ts';
import { type Actor, type Call, errors, type Tx } from '../../kernel/index.ts';
import type { Knowledge } from '../bag.ts';
import type * as contract from '../contract-openai.ts';
import { storeFiles } from '../store/documents.ts';
import { findIngestion, type IngestionRow, stopIngestion } from '../store/ingestions.ts';
import { attachFiles } from './attach-files.ts';
import { listPage, presentBatch, presentStoreFile, statusesOf } from './present.ts';
import { loadStore } from './vector-store-access.ts';

export async function createFileBatch(
  bag: Knowledge,
  actor: Actor,
  input: InputOf<typeof contract.createFileBatch>,
  call: Call,
) {
  const { vector_store_id, files, file_ids = [] } = input;
  const shared = input.attributes ?? {};
  const id = await attachFiles(bag, actor, {
    collectionId: vector_store_id,
    files:
      files?.map(({ file_id, attributes }) => ({ fileId: file_id, attributes: attributes ?? {} })) ??
      file_ids.map((fileId) => ({ fileId, attributes: shared })),
    dataClass: dataClassOf(call),
  });
  return getFileBatch(bag, actor, { vector_store_id, batch_id: id });
}

export async function getFileBatch(
  bag: Knowledge,
  actor: Actor,
  input: { vector_store_id: string; batch_id: string },
) {
  return bag.db.in(actor.workspaceId, async (tx) => presentBatch(await loadBatch(tx, actor, input)));
}

export async function cancelFileBatch(
  bag: Knowledge,
  actor: Actor,
  input: { vector_store_id: string; batch_id: string },
) {
  return bag.db.in(actor.workspaceId, async (tx) => {
    const { id } = await loadBatch(tx, actor, input);
    await stopIngestion(tx, id);
    return presentBatch(await loadBatch(tx, actor, input));
  });
}

/** The files of one batch, as far as they are still in the store. */
export async function listFileBatchFiles(
  bag: Knowledge,
  actor: Actor,
  input: InputOf<typeof contract.listFileBatchFiles>,
) {
  const page = await bag.db.in(actor.workspaceId, async (tx) => {
    const { id: ingestionId, collectionId } = await loadBatch(tx, actor, input);
    return storeFiles(tx, actor, { ...input, collectionId, ingestionId, statuses: statusesOf(input.filter) });
  });
  return listPage(page, presentStoreFile);
}

async function loadBatch(
  tx: Tx,
  actor: Actor,
  place: { vector_store_id: string; batch_id: string },
): Promise<IngestionRow> {
  const { id } = await loadStore(tx, actor, place.vector_store_id);
  const batch = await findIngestion(tx, place.batch_id);
  if (batch?.collectionId !== id) throw errors.not_found({ what: `The file batch ${place.batch_id}` });
  return batch;
}
