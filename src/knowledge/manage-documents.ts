import { strictest } from '../gateway/index.ts';
import { checkGroups } from '../identity/index.ts';
import type { InputOf, OutputOf } from '../kernel/contract.ts';
import { type Actor, type Download, errors, readBlob, type Tx } from '../kernel/index.ts';
import type { Knowledge } from './bag.ts';
import { recordClass } from './classify.ts';
import type * as contract from './contract.ts';
import { presentDocument } from './present.ts';
import { removeFiles } from './remove-files.ts';
import { refreshIndex } from './search/refresh-index.ts';
import { findCollection } from './store/collections.ts';
import * as store from './store/documents.ts';
import { findFile, unusedFiles } from './store/files.ts';
import { partsOf } from './store/passages.ts';
import { markStale } from './store/stale.ts';

export async function listDocuments(
  bag: Knowledge,
  actor: Actor,
  input: InputOf<typeof contract.listDocuments>,
) {
  const { id: collectionId, limit, ...filter } = input;
  const rows = await bag.db.in(actor.workspaceId, async (tx) => {
    if (!(await findCollection(tx, actor, collectionId))) throw errors.not_found({ what: 'The collection' });
    return store.listDocuments(tx, actor, { ...filter, collectionId, limit: limit + 1 });
  });
  return { data: rows.slice(0, limit).map(presentDocument), hasMore: rows.length > limit };
}

export async function getDocument(
  bag: Knowledge,
  actor: Actor,
  input: { id: string },
): Promise<OutputOf<typeof contract.getDocument>> {
  return bag.db.in(actor.workspaceId, async (tx) => {
    const row = await store.findReadable(tx, actor, input.id);
    if (!row) throw errors.not_found({ what: 'The document' });
    const { collectionId, attributes } = row;
    const text = await store.documentText(tx, row.id);
    return { ...presentDocument(row), collectionId, attributes, text, parts: await partsOf(tx, row.id) };
  });
}

export async function downloadDocument(
  bag: Knowledge,
  actor: Actor,
  input: { id: string },
): Promise<Download> {
  return bag.db.in(actor.workspaceId, async (tx) => {
    const row = await store.findReadable(tx, actor, input.id);
    const file = row && (await findFile(tx, actor, row.fileId));
    if (!file) throw errors.not_found({ what: 'The document' });
    return {
      filename: file.filename,
      mediaType: 'application/octet-stream',
      bytes: await readBlob(tx, file.blobId),
    };
  });
}

export async function updateDocument(
  bag: Knowledge,
  actor: Actor,
  input: InputOf<typeof contract.updateDocument>,
) {
  const row = await bag.db.in(actor.workspaceId, async (tx) => {
    const { ownClass: from, collectionClass } = await loadManaged(tx, actor, input.id);
    const { groupIds, superseded, ownClass } = input;
    if (groupIds) await checkGroups(tx, actor, groupIds);
    const change = {
      ...(groupIds === undefined ? {} : { groupIds }),
      ...(superseded === undefined ? {} : { superseded }),
      ...(ownClass === undefined ? {} : { dataClass: ownClass }),
    };
    const to = ownClass === undefined ? from : ownClass;
    const effective = { from: strictest(from, collectionClass), to: strictest(to, collectionClass) };
    await recordClass(bag, tx, actor, { what: 'document', id: input.id, from, to, effective });
    await store.changeDocument(tx, input.id, change);
    await markStale(tx, actor.workspaceId, [input.id]);
    return loadManaged(tx, actor, input.id);
  });
  await refreshIndex(bag, actor.workspaceId);
  return presentDocument(row);
}

export async function deleteDocument(bag: Knowledge, actor: Actor, input: { id: string }): Promise<void> {
  await bag.db.in(actor.workspaceId, async (tx) => {
    const row = await loadManaged(tx, actor, input.id);
    await store.dropDocuments(tx, [row.id]);
    await markStale(tx, actor.workspaceId, [row.id]);
    await removeFiles(bag, tx, actor.workspaceId, await unusedFiles(tx, [row.fileId]));
  });
  await refreshIndex(bag, actor.workspaceId);
}

async function loadManaged(tx: Tx, actor: Actor, id: string): Promise<store.DocumentRow> {
  const row = await store.findManaged(tx, actor, id);
  if (!row) throw errors.not_found({ what: 'The document' });
  return row;
}
