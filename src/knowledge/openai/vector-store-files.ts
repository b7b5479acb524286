import { dataClassOf } from '../../gateway/index.ts';
import type { InputOf } from '../../kernel/contract.ts';
import { type Actor, type Call, errors, type Tx } from '../../kernel/index.ts';
import type { Knowledge } from '../bag.ts';
import type * as contract from '../contract-openai.ts';
import { refreshIndex } from '../search/refresh-index.ts';
import * as store from '../store/documents.ts';
import { markStale } from '../store/stale.ts';
import { attachFiles } from './attach-files.ts';
import { listPage, presentStoreFile, statusesOf } from './present.ts';
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
    files: [{ fileId: file_id, attributes: input.attributes ?? {} }],
    dataClass: dataClassOf(call),
  });
  return getVectorStoreFile(bag, actor, { vector_store_id, file_id });
}

export async function listVectorStoreFiles(
  bag: Knowledge,
  actor: Actor,
  input: InputOf<typeof contract.listVectorStoreFiles>,
) {
  const page = await bag.db.in(actor.workspaceId, async (tx) => {
    const { id } = await loadStore(tx, actor, input.vector_store_id);
    return store.storeFiles(tx, actor, { ...input, collectionId: id, statuses: statusesOf(input.filter) });
  });
  return listPage(page, presentStoreFile);
}

/** What was read of a file, with the text of which its passages are parts. */
export async function getVectorStoreFileContent(bag: Knowledge, actor: Actor, input: Place) {
  const text = await bag.db.in(actor.workspaceId, async (tx) =>
    store.documentText(tx, (await load(tx, actor, input)).id),
  );
  return {
    object: 'vector_store.file_content.page' as const,
    data: [{ type: 'text' as const, text }],
    has_more: false as const,
    next_page: null,
  };
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

async function load(tx: Tx, actor: Actor, place: Place): Promise<store.DocumentRow> {
  const { id } = await loadStore(tx, actor, place.vector_store_id);
  const document = await store.documentByFile(tx, actor, id, place.file_id);
  if (!document) throw errors.not_found({ what: `The file ${place.file_id} in this vector store` });
  return document;
}
