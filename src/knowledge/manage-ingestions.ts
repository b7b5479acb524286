import { type Actor, errors, newId, type Tx } from '../kernel/index.ts';
import type { Knowledge } from './bag.ts';
import { presentIngestion } from './present.ts';
import { findCollection } from './store/collections.ts';
import * as store from './store/ingestions.ts';
import { countAllPassages } from './store/passages.ts';

export async function listIngestions(bag: Knowledge, actor: Actor, input: { id: string }) {
  const rows = await bag.db.in(actor.workspaceId, async (tx) => {
    if (!(await findCollection(tx, actor, input.id))) throw errors.not_found({ what: 'The collection' });
    return store.latestIngestions(tx, input.id);
  });
  return { data: rows.map(presentIngestion) };
}

export async function getIngestion(bag: Knowledge, actor: Actor, input: { id: string }) {
  return bag.db.in(actor.workspaceId, async (tx) => presentIngestion(await load(tx, actor, input.id)));
}

/** Stops between two documents; the job sees it and ends. */
export async function cancelIngestion(bag: Knowledge, actor: Actor, input: { id: string }) {
  return bag.db.in(actor.workspaceId, async (tx) => {
    await load(tx, actor, input.id);
    await store.stopIngestion(tx, input.id);
    return presentIngestion(await load(tx, actor, input.id));
  });
}

/** Deletes this workspace's index and rebuilds it in the background. */
export async function reindex(bag: Knowledge, actor: Actor) {
  const { workspaceId } = actor;
  const passages = await bag.db.in(workspaceId, countAllPassages);
  const id = newId('reindex');
  await bag.jobs.reindex.start(id, { workspaceId });
  return { id, passages };
}

async function load(tx: Tx, actor: Actor, id: string): Promise<store.IngestionRow> {
  const row = await store.findIngestion(tx, id);
  if (!row || !(await findCollection(tx, actor, row.collectionId)))
    throw errors.not_found({ what: 'The ingestion' });
  return row;
}
