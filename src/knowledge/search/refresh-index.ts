import type { Knowledge } from '../bag.ts';
import { indexable, indexableOf } from '../store/passages.ts';
import { clearStale, lockIndex, staleBatch, staleWorkspaces } from '../store/stale.ts';
import { toIndexRow } from './index-rows.ts';

/** Documents of one commit to the index. */
const BATCH = 200;
/** Passages of one page of a rebuild. */
const PAGE = 2_000;

/**
 * Makes the index agree with the database for documents that changed: rewrites the rows of those that are there,
 * removes those of the deleted. The marks go only after the index has it, so a crash repeats the work, harmlessly.
 */
export async function refreshIndex(bag: Knowledge, workspaceId: string): Promise<void> {
  for (;;) {
    const done = await bag.db.in(workspaceId, async (tx) => {
      await lockIndex(tx, workspaceId);
      const ids = await staleBatch(tx, BATCH);
      if (ids.length === 0) return 0;
      const rows = await indexableOf(tx, ids);
      await bag.index.replace(workspaceId, ids, rows.map(toIndexRow));
      await clearStale(tx, ids);
      return ids.length;
    });
    if (done < BATCH) return;
  }
}

/** Folds what was written into the indices. Also under the lock: two at once would get in each other's way. */
export async function settleIndex(bag: Knowledge, workspaceId: string): Promise<void> {
  await bag.db.in(workspaceId, async (tx) => {
    await lockIndex(tx, workspaceId);
    await bag.index.settle(workspaceId);
  });
}

/** Deletes a workspace's index, under the lock: nobody is writing into what goes. */
export async function dropIndex(bag: Knowledge, workspaceId: string): Promise<void> {
  await bag.db.in(workspaceId, async (tx) => {
    await lockIndex(tx, workspaceId);
    await bag.index.drop(workspaceId);
  });
}

/** Finishes what a crash left: every workspace whose index may lag behind. */
export async function refreshAll(bag: Knowledge): Promise<void> {
  for (const workspaceId of await bag.db.system(staleWorkspaces)) await refreshIndex(bag, workspaceId);
}

/** Writes one page of a rebuild; returns the id to go on after, or undefined at the end. */
export async function rebuildPage(
  bag: Knowledge,
  workspaceId: string,
  after: string,
): Promise<string | undefined> {
  return bag.db.in(workspaceId, async (tx) => {
    await lockIndex(tx, workspaceId);
    const { rows, next } = await indexable(tx, after, PAGE);
    // By passages, not documents: a page may end in the middle of a document.
    if (rows.length > 0) await bag.index.add(workspaceId, rows.map(toIndexRow));
    return next;
  });
}
