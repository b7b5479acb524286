import { checkGroups } from '../identity/index.ts';
import type { InputOf } from '../kernel/contract.ts';
import { type Actor, errors, type Tx } from '../kernel/index.ts';
import type { Knowledge } from './bag.ts';
import { recordClass } from './classify.ts';
import type * as contract from './contract.ts';
import { presentCollection } from './present.ts';
import { removeFiles } from './remove-files.ts';
import { refreshIndex } from './search/refresh-index.ts';
import * as store from './store/collections.ts';
import { documentsIn } from './store/documents.ts';
import { unusedFiles } from './store/files.ts';
import { markStale } from './store/stale.ts';

export async function listCollections(bag: Knowledge, actor: Actor) {
  const rows = await bag.db.in(actor.workspaceId, (tx) =>
    store.visibleCollections(tx, actor, { managing: true }),
  );
  return { data: rows.map(presentCollection) };
}

export async function getCollection(bag: Knowledge, actor: Actor, input: { id: string }) {
  return bag.db.in(actor.workspaceId, async (tx) => presentCollection(await load(tx, actor, input.id)));
}

export async function createCollection(
  bag: Knowledge,
  actor: Actor,
  input: InputOf<typeof contract.createCollection>,
) {
  const { name, description, groupIds, dataClass } = input;
  return bag.db.in(actor.workspaceId, async (tx) => {
    await checkGroups(tx, actor, groupIds);
    const slug = input.slug ?? (await store.freeSlug(tx, name));
    const id = await store.addCollection(tx, actor.workspaceId, {
      ...{ slug, name, description, groupIds, dataClass },
    });
    return presentCollection(await load(tx, actor, id));
  });
}

/** Who may read changes at once: the database decides, and the index is brought up to date right after. */
export async function updateCollection(
  bag: Knowledge,
  actor: Actor,
  input: InputOf<typeof contract.updateCollection>,
) {
  const { id, name, description, groupIds, dataClass } = input;
  const changed = await bag.db.in(actor.workspaceId, async (tx) => {
    const before = (await load(tx, actor, id)).dataClass;
    if (groupIds) await checkGroups(tx, actor, groupIds);
    await store.changeCollection(tx, id, { name, description, groupIds, dataClass });
    const to = dataClass ?? before;
    const effective = { from: before, to };
    await recordClass(bag, tx, actor, { what: 'collection', id, from: before, to, effective });
    if (groupIds)
      await markStale(
        tx,
        actor.workspaceId,
        (await documentsIn(tx, id)).map((document) => document.id),
      );
    return load(tx, actor, id);
  });
  if (groupIds) await refreshIndex(bag, actor.workspaceId);
  return presentCollection(changed);
}

export async function deleteCollection(bag: Knowledge, actor: Actor, input: { id: string }): Promise<void> {
  await bag.db.in(actor.workspaceId, async (tx) => {
    await load(tx, actor, input.id);
    const documents = await documentsIn(tx, input.id);
    await store.dropCollection(tx, input.id);
    await markStale(
      tx,
      actor.workspaceId,
      documents.map((document) => document.id),
    );
    const files = documents.map((document) => document.fileId);
    await removeFiles(bag, tx, actor.workspaceId, await unusedFiles(tx, files));
  });
  await refreshIndex(bag, actor.workspaceId);
}

async function load(tx: Tx, actor: Actor, id: string): Promise<store.CollectionRow> {
  const row = await store.findCollection(tx, actor, id);
  if (!row) throw errors.not_found({ what: 'The collection' });
  return row;
}
