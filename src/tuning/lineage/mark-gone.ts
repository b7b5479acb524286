import type { Tx } from '../../kernel/index.ts';
import { type TrainingVersionRow, taintVersions } from '../store/training-sets.ts';
import { goneOf } from './gone.ts';

/**
 * Marks a version of which sources were deleted while it was gathered: rows that are not committed yet are seen by nobody
 * who deletes. Of what is deleted later it is marked in the transaction that deletes.
 */
export async function markGone(
  tx: Tx,
  { id, taintedSources }: Pick<TrainingVersionRow, 'id' | 'taintedSources'>,
): Promise<void> {
  const gone = (await goneOf(tx, id)).values().reduce((sum, count) => sum + count, 0);
  if (gone > taintedSources) await taintVersions(tx, new Map([[id, gone - taintedSources]]));
}
