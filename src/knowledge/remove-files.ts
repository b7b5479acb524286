import type { Tx } from '../kernel/index.ts';
import type { Knowledge } from './bag.ts';
import { deleteFiles } from './store/files.ts';

/** Deletes files, and tells rooms above in the same transaction: a model may have learned from them. */
export async function removeFiles(
  { removals }: Pick<Knowledge, 'removals'>,
  tx: Tx,
  workspaceId: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await deleteFiles(tx, ids);
  for (const removed of removals) await removed(tx, workspaceId, ids);
}
