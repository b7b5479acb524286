import { dataClassOf } from '../../gateway/index.ts';
import type { InputOf } from '../../kernel/contract.ts';
import { type Actor, type Call, errors, type Tx } from '../../kernel/index.ts';
import type { Knowledge } from '../bag.ts';
import type * as contract from '../contract-openai.ts';
import { refreshIndex } from '../search/refresh-index.ts';
import * as store from '../store/documents.ts';
import { findIngestion, type IngestionRow, stopIngestion } from '../store/ingestions.ts';
import { markStale } from '../store/stale.ts';
import { attachFiles } from './attach-files.ts';
import { listPage, presentBatch, presentStoreFile } from './present.ts';
import { removeRestricted } from './remove-restricted.ts';
import { loadStore } from './vector-store-access.ts';

interface Place {
  vector_store_id: string;
  file_id: string;
}

export async function createVectorStoreFile(
  bag: Knowledge,
  actor: Actor,
  input: InputOf<typeof contract.createVectorStoreFile>,
  call: Call,
) {
  const { vector_store_id, file_id } = input;
  await attachFiles(bag, actor, {
    collectionId: vector_store_id,
    fileIds: [file_id],
    attributes: input.attributes ?? {},
    dataClass: dataClassOf(call),
  });
  return getVectorStoreFile(bag, actor, { vector_store_id, file_id });
}

export async function listVectorStoreFiles(
  bag: Knowledge,
  actor: Actor,
  input: InputOf<typeof contract.listVectorStoreFiles>,
) {
  const rows = await bag.db.in(actor.workspaceId, async (tx) => {
    const { id } = await loadStore(tx, actor, input.vector_store_id);
    return store.listDocuments(tx, actor, { collectionId: id, limit: 100_000 });
  });
  const ordered = input.order === 'asc' ? rows.reverse() : rows;
  const all = ordered.map(presentStoreFile).filter((file) => !input.filter || file.status === input.filter);
  const start = input.after ? all.findIndex((file) => file.id === input.after) + 1 : 0;
  return listPage(all.slice(start, start + input.limit + 1), input.limit);
}

export async function getVectorStoreFile(bag: Knowledge, actor: Actor, input: Place) {
  return bag.db.in(actor.workspaceId, async (tx) => presentStoreFile(await load(tx, actor, input)));
}

export async function updateVectorStoreFile(
  bag: Knowledge,
  actor: Actor,
  input: InputOf<typeof contract.updateVectorStoreFile>,
) {
  return bag.db.in(actor.workspaceId, async (tx) => {
    const document = await load(tx, actor, input);
    await store.changeDocument(tx, document.id, { attributes: input.attributes ?? {} });
    return presentStoreFile(await load(tx, actor, input));
  });
}

export async function deleteVectorStoreFile(bag: Knowledge, actor: Actor, input: Place) {
  const { workspaceId } = actor;
  await bag.db.in(workspaceId, async (tx) => {
    const document = await load(tx, actor, input);
    await store.dropDocuments(tx, [document.id]);
    await markStale(tx, workspaceId, [document.id]);
    await removeRestricted(bag, tx, workspaceId, [document]);
  });
  await refreshIndex(bag, workspaceId);
  return { id: input.file_id, object: 'vector_store.file.deleted' as const, deleted: true as const };
}

export async function createFileBatch(
  bag: Knowledge,
  actor: Actor,
  input: InputOf<typeof contract.createFileBatch>,
  call: Call,
) {
  const { vector_store_id, file_ids } = input;
  const id = await attachFiles(bag, actor, {
    collectionId: vector_store_id,
    fileIds: file_ids,
    attributes: input.attributes ?? {},
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

async function load(tx: Tx, actor: Actor, place: Place): Promise<store.DocumentRow> {
  const { id } = await loadStore(tx, actor, place.vector_store_id);
  const document = await store.documentByFile(tx, actor, id, place.file_id);
  if (!document) throw errors.not_found({ what: `The file ${place.file_id} in this vector store` });
  return document;
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
