import { create, insertMultiple, search } from '@orama/orama';
import MiniSearch, { type SearchResult } from 'minisearch';

export interface PeerPassage {
  id: string;
  text: string;
  /** Groups that may read it; `*` is everybody. */
  access: string[];
  vector: Float32Array;
}

/** Returns how many hits it gave. */
export type Search = (question: string, vector: Float32Array, access: readonly string[]) => Promise<number>;

const LIMIT = 10;

/** Keyword search in memory, the access filter as its `filter` function. */
export function miniSearch(passages: readonly PeerPassage[]): Search {
  const index = new MiniSearch<PeerPassage>({ fields: ['text'], storeFields: ['access'] });
  index.addAll(passages);
  return async (question, _vector, access) => {
    const filter = ({ access: groups }: SearchResult) =>
      Array.isArray(groups) && groups.some((group) => access.includes(group));
    return index.search(question, { filter }).slice(0, LIMIT).length;
  };
}

/** Orama's default of 0.8 finds nothing with this model, whose related texts have a cosine of 0.3 to 0.7. */
export const ORAMA_SIMILARITY = 0.3;

/** Hybrid search in memory, the access filter as its `where`. */
export async function orama(passages: readonly PeerPassage[]): Promise<Search> {
  const schema = { text: 'string', access: 'enum[]', vector: 'vector[384]' } as const;
  const index = create({ schema });
  const documents = passages.map(({ id, text, access, vector }) => ({
    id,
    text,
    access,
    vector: Array.from(vector),
  }));
  await insertMultiple(index, documents, 2_000);
  return async (question, vector, access) => {
    const found = await search(index, {
      mode: 'hybrid',
      term: question,
      vector: { value: Array.from(vector), property: 'vector' },
      similarity: ORAMA_SIMILARITY,
      where: { access: { containsAny: [...access] } },
      limit: LIMIT,
    });
    return found.hits.length;
  };
}
