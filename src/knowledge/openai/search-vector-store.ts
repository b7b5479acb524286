import type { InputOf, OutputOf } from '../../kernel/contract.ts';
import type { Actor } from '../../kernel/index.ts';
import type { Knowledge } from '../bag.ts';
import type * as contract from '../contract-openai.ts';
import type { AttributeFilter } from '../contract-openai.ts';
import { type Retrieved, retrieve } from '../search/retrieve.ts';
import { loadStore } from './vector-store-access.ts';

/** Several queries are searched one by one and merged, best score first, each passage once. */
export async function searchVectorStore(
  bag: Knowledge,
  actor: Actor,
  input: InputOf<typeof contract.searchVectorStore>,
): Promise<OutputOf<typeof contract.searchVectorStore>> {
  const { id } = await bag.db.in(actor.workspaceId, (tx) => loadStore(tx, actor, input.vector_store_id));
  const queries = typeof input.query === 'string' ? [input.query] : input.query;
  const { filters, max_num_results: limit } = input;
  const accept = filters
    ? (passage: Pick<Retrieved, 'attributes'>) => matches(passage.attributes, filters)
    : undefined;
  const best = new Map<string, Retrieved>();
  for (const text of queries) {
    const { passages } = await retrieve(bag, actor, { text, collectionIds: [id], limit, accept });
    for (const passage of passages)
      if (passage.score > (best.get(passage.id)?.score ?? -1)) best.set(passage.id, passage);
  }
  const threshold = input.ranking_options?.score_threshold ?? 0;
  const found = [...best.values()]
    .filter((passage) => passage.score >= threshold)
    .sort((a, b) => b.score - a.score);
  return {
    object: 'vector_store.search_results.page',
    search_query: queries,
    data: found.slice(0, limit).map((passage) => ({
      file_id: passage.fileId,
      filename: passage.documentName,
      score: passage.score,
      attributes: passage.attributes,
      content: [{ type: 'text' as const, text: passage.text }],
    })),
    has_more: false,
    next_page: null,
  };
}

function matches(attributes: Record<string, unknown>, filter: AttributeFilter): boolean {
  if ('filters' in filter) {
    const each = (inner: AttributeFilter) => matches(attributes, inner);
    return filter.type === 'and' ? filter.filters.every(each) : filter.filters.some(each);
  }
  const have = attributes[filter.key];
  if (filter.type === 'in') return filter.value.some((value) => value === have);
  if (filter.type === 'nin') return filter.value.every((value) => value !== have);
  const { value } = filter;
  if (filter.type === 'eq') return have === value;
  if (filter.type === 'ne') return have !== value;
  if (typeof have !== 'number' || typeof value !== 'number') return false;
  return { gt: have > value, gte: have >= value, lt: have < value, lte: have <= value }[filter.type];
}
