import { retrieve } from '../../src/knowledge/index.ts';
import type { QaSet } from '../harness/data.ts';
import type { Bench } from '../harness/throwaway.ts';
import { rankOf } from './measures.ts';
import { numberOf, passagesOf } from './passages.ts';
import { DEPTH, fuseRanks, keywordSearch, vectorSearch } from './peers.ts';

export function ingestSet(bench: Bench, name: string, set: QaSet): Promise<string> {
  return bench.ingest(
    name,
    set.documents.map((text, i) => ({ name: `d${i}.txt`, text })),
  );
}

/** For each question, the place of its document in the list of each method we compare with. */
export async function ranksOfPeers(
  bench: Bench,
  set: QaSet,
  collectionId: string,
  chinese: boolean,
): Promise<Map<string, number[]>> {
  const passages = await passagesOf(bench, collectionId);
  const documentOf = new Map(passages.map((passage) => [passage.id, passage.document]));
  const byWords = keywordSearch(passages, chinese);
  const whole = set.documents.map((text, i) => ({ id: String(i), text }));
  const byWordsWhole = keywordSearch(whole, chinese);
  const byVector = vectorSearch(passages);
  const ranks = new Map<string, number[]>();
  for (const { text, document } of set.questions) {
    const [embedding] = await bench.platform.gateway.minilm.embed([text], true);
    const words = byWords(text);
    const vectors = byVector(embedding?.vector ?? new Float32Array());
    const lists = { keyword: words, vectors, 'rank fusion': fuseRanks([words, vectors]) };
    const place = (list: readonly string[]) =>
      rankOf(
        document,
        list.map((id) => documentOf.get(id)),
      );
    for (const [method, list] of Object.entries(lists)) put(ranks, method, place(list));
    put(ranks, 'keyword, whole documents', rankOf(document, byWordsWhole(text).map(Number)));
  }
  return ranks;
}

export async function ranksOfOurs(bench: Bench, set: QaSet, collectionId: string): Promise<number[]> {
  const ranks: number[] = [];
  for (const { text, document } of set.questions) {
    const { passages } = await retrieve(bench.platform.knowledge, bench.actor, {
      text,
      collectionIds: [collectionId],
      limit: DEPTH,
    });
    ranks.push(
      rankOf(
        document,
        passages.map((passage) => numberOf(passage.documentName)),
      ),
    );
  }
  return ranks;
}

function put(ranks: Map<string, number[]>, method: string, rank: number): void {
  const list = ranks.get(method) ?? [];
  list.push(rank);
  ranks.set(method, list);
}
