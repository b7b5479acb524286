import { fromBytes, searchText } from '../../src/knowledge/search/index-rows.ts';
import { documentsIn } from '../../src/knowledge/store/documents.ts';
import { indexable } from '../../src/knowledge/store/passages.ts';
import type { Bench } from '../harness/throwaway.ts';

/** A passage as the platform cut, embedded and indexed it: what every method here searches. */
export interface SearchedPassage {
  id: string;
  /** Index of its document in the data set. */
  document: number;
  text: string;
  vector: Float32Array;
}

/** The passages of a collection whose documents are named d0.txt, d1.txt, … */
export async function passagesOf(bench: Bench, collectionId: string): Promise<SearchedPassage[]> {
  const { db } = bench.platform.knowledge;
  return db.in(bench.actor.workspaceId, async (tx) => {
    const documents = await documentsIn(tx, collectionId);
    const numbers = new Map(documents.map(({ id, name }) => [id, numberOf(name)]));
    const all = (await indexable(tx, '', 1_000_000)).rows;
    const rows = all.filter((row) => row.collectionId === collectionId);
    return rows.map((row) => ({
      id: row.id,
      document: numbers.get(row.documentId) ?? -1,
      text: searchText(row),
      vector: fromBytes(row.vector),
    }));
  });
}

export function numberOf(name: string): number {
  return Number(name.slice(1, -'.txt'.length));
}
