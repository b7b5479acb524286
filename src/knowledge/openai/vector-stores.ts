import { dataClassOf } from '../../gateway/index.ts';
import type { InputOf } from '../../kernel/contract.ts';
import type { Actor, Call } from '../../kernel/index.ts';
import type { Knowledge } from '../bag.ts';
import type * as contract from '../contract-openai.ts';
import { refreshIndex } from '../search/refresh-index.ts';
import * as store from '../store/collections.ts';
import { documentsIn } from '../store/documents.ts';
import { markStale } from '../store/stale.ts';
import { attachFiles } from './attach-files.ts';
import { listPage, presentStore } from './present.ts';
import { removeRestricted } from './remove-restricted.ts';
import { loadStore } from './vector-store-access.ts';

export async function createVectorStore(
  bag: Knowledge,
  actor: Actor,
  input: InputOf<typeof contract.createVectorStore>,
  call: Call,
) {
  const name = input.name?.trim() || 'Untitled';
  const id = await bag.db.in(actor.workspaceId, async (tx) => {
    const slug = await store.freeSlug(tx, name);
    return store.addCollection(tx, actor.workspaceId, {
      ...{ slug, name, metadata: input.metadata ?? {}, dataClass: dataClassOf(call) },
    });
  });
  if (input.file_ids?.length)
    await attachFiles(bag, actor, {
      collectionId: id,
      files: input.file_ids.map((fileId) => ({ fileId, attributes: {} })),
    });
  return getVectorStore(bag, actor, { vector_store_id: id });
}

export async function listVectorStores(
  bag: Knowledge,
  actor: Actor,
  input: InputOf<typeof contract.listVectorStores>,
) {
  const page = await bag.db.in(actor.workspaceId, (tx) => store.collectionsPage(tx, actor, input));
  return listPage(page, presentStore);
}

export async function getVectorStore(bag: Knowledge, actor: Actor, input: { vector_store_id: string }) {
  return bag.db.in(actor.workspaceId, async (tx) =>
    presentStore(await loadStore(tx, actor, input.vector_store_id)),
  );
}

export async function updateVectorStore(
  bag: Knowledge,
  actor: Actor,
  input: InputOf<typeof contract.updateVectorStore>,
) {
  return bag.db.in(actor.workspaceId, async (tx) => {
    const row = await loadStore(tx, actor, input.vector_store_id);
    await store.changeCollection(tx, row.id, {
      name: input.name ?? undefined,
      metadata: input.metadata ?? undefined,
    });
    return presentStore(await loadStore(tx, actor, row.id));
  });
}

/** OpenAI's rule: the store goes, its files stay. The studio's own deletion takes the files along. */
export async function deleteVectorStore(bag: Knowledge, actor: Actor, input: { vector_store_id: string }) {
  const { workspaceId } = actor;
  await bag.db.in(workspaceId, async (tx) => {
    const row = await loadStore(tx, actor, input.vector_store_id);
    const documents = await documentsIn(tx, row.id);
    await store.dropCollection(tx, row.id);
    await markStale(
      tx,
      workspaceId,
      documents.map((document) => document.id),
    );
    await removeRestricted(bag, tx, workspaceId, documents);
  });
  await refreshIndex(bag, workspaceId);
  return { id: input.vector_store_id, object: 'vector_store.deleted' as const, deleted: true as const };
}
