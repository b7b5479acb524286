import MiniSearch from 'minisearch';
import { dot } from '../../src/gateway/index.ts';
import type { SearchedPassage } from './passages.ts';

/** How deep each list goes; ours looks at as many candidates. */
export const DEPTH = 50;
/** Cormack, Clarke and Büttcher (SIGIR 2009), https://doi.org/10.1145/1571941.1572114, set it to 60. */
const RRF_K = 60;

export interface Keyed {
  id: string;
  text: string;
}

/** BM25+ of MiniSearch with its defaults. @param chinese its own tokenizer would take a Chinese sentence as one word. */
export function keywordSearch(texts: readonly Keyed[], chinese: boolean): (question: string) => string[] {
  const index = new MiniSearch<Keyed>({
    fields: ['text'],
    ...(chinese ? { tokenize: charactersAndPairs } : {}),
  });
  index.addAll(texts);
  return (question) =>
    index
      .search(question)
      .slice(0, DEPTH)
      .map((hit) => String(hit.id));
}

/** Exact scan by cosine. */
export function vectorSearch(passages: readonly SearchedPassage[]): (question: Float32Array) => string[] {
  return (question) =>
    passages
      .map(({ id, vector }) => ({ id, score: dot(question, vector) }))
      .sort((a, b) => b.score - a.score)
      .slice(0, DEPTH)
      .map((hit) => hit.id);
}

/** Reciprocal-rank fusion: each list gives 1 / (k + rank). */
export function fuseRanks(lists: readonly string[][]): string[] {
  const scores = new Map<string, number>();
  for (const list of lists)
    for (const [i, id] of list.entries()) scores.set(id, (scores.get(id) ?? 0) + 1 / (RRF_K + i + 1));
  return [...scores].sort((a, b) => b[1] - a[1]).map(([id]) => id);
}

/**
 * Chinese characters and pairs of neighbours, words otherwise: of characters, pairs and both, the one with which
 * MiniSearch does best on XQuAD zh.
 */
function charactersAndPairs(text: string): string[] {
  return (text.match(/\p{Script=Han}+|[\p{L}\p{N}]+/gu) ?? []).flatMap((run) => {
    if (!/\p{Script=Han}/u.test(run)) return [run];
    const characters = [...run];
    return [...characters, ...characters.slice(1).map((character, i) => `${characters[i]}${character}`)];
  });
}
