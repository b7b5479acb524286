import type { Actor, Tx } from '../kernel/index.ts';
import { groupsOfDocuments, type Retrieved } from '../knowledge/index.ts';
import type { RunRow } from './store/runs.ts';

/** For each restricted document among the passages, the groups that may read it. */
export async function restrictions(tx: Tx, passages: readonly Retrieved[]): Promise<string[][]> {
  const ids = [...new Set(passages.map((passage) => passage.documentId))];
  const groups = await groupsOfDocuments(tx, ids);
  return groups.filter((list) => list.length > 0);
}

/** A run shows its content to whoever asked, and to those who may read all that it used. */
export function mayReadRun(actor: Actor, run: Pick<RunRow, 'actorId' | 'restrictedTo'>): boolean {
  if (run.actorId === actor.id) return true;
  return run.restrictedTo.every((groups) => groups.some((group) => actor.groups.includes(group)));
}
