import { type Connection, Index, type Table } from '@lancedb/lancedb';
import { dot } from '../../gateway/index.ts';
import { indexSchema } from './index-schema.ts';
import type { Hit, Readable, Scored, TermQuery } from './queries.ts';

/** From so many passages on there is an index of vectors. */
export const INDEXED_FROM = 20_000;
/**
 * Settings for IVF with RabitQ, measured at 100,000 passages in 126 partitions. Refining 4 times as many as are wanted
 * finds the ten nearest of the exact scan more surely than 2 times (recall .998 against .995). Looking into 60 partitions
 * takes about a third less time than looking into all, and finds .995 to .997 of them.
 */
const MIN_PROBES = 20;
const MAX_PROBES = 60;
const REFINE = 4;
const DIMENSIONS = 384;
const ID = /^[A-Za-z0-9_*-]+$/;

/** The nearest passages, by the table's own scan or index. */
export async function nearest(
  t: Table,
  vector: Float32Array,
  query: Readable,
  exact: boolean,
): Promise<Scored[]> {
  const near = t
    .query()
    .nearestTo(vector)
    .distanceType('dot')
    .where(readable(query))
    .limit(query.limit)
    .select(['id', '_distance']);
  const tuned = exact
    ? near.bypassVectorIndex()
    : near.minimumNprobes(MIN_PROBES).maximumNprobes(MAX_PROBES).refineFactor(REFINE);
  // Lance's dot distance is 1 - a·b.
  return (await tuned.toArray()).map(({ id, _distance }) => ({ id, score: 1 - _distance }));
}

/** The best passages by their words, filtered inside the search. */
export async function matching(t: Table, query: TermQuery): Promise<Hit[]> {
  const found = await t
    .query()
    .fullTextSearch(query.terms.join(' '), { columns: ['terms'] })
    .where(readable(query))
    .limit(query.limit)
    .select(['id', 'vector', '_score'])
    .toArray();
  return found.map(({ id, _score, vector }) => {
    const own = floats(vector);
    return { id, score: _score, cosine: (question) => dot(question, own) };
  });
}

/** Folds new rows into the indices, and makes those that only many rows need. */
export async function settle(t: Table): Promise<void> {
  await t.optimize({ cleanupOlderThan: new Date(Date.now() - 60_000) });
  const rows = await t.countRows();
  const known = new Set((await t.listIndices()).map((index) => index.name));
  if (rows < INDEXED_FROM || known.has('vector_idx')) return;
  const partitions = Math.max(16, Math.round(Math.sqrt(rows) / 2.5));
  await t.createIndex('vector', {
    config: Index.ivfRq({ distanceType: 'dot', numPartitions: partitions }),
  });
  await t.createIndex('collection_id', { config: Index.bitmap() });
  await t.createIndex('access', { config: Index.labelList() });
}

/** Opens a workspace's table, or makes it. */
export async function openTable(connection: Connection, workspaceId: string): Promise<Table> {
  const made = await connection.createEmptyTable(nameOf(workspaceId), indexSchema(DIMENSIONS), {
    mode: 'create',
    existOk: true,
  });
  const known = (await made.listIndices()).map((index) => index.name);
  if (!known.includes('terms_idx')) {
    const plain = {
      withPosition: false,
      lowercase: false,
      stem: false,
      removeStopWords: false,
      asciiFolding: false,
    } as const;
    await made.createIndex('terms', {
      config: Index.fts({ baseTokenizer: 'whitespace', maxTokenLength: 64, ...plain }),
    });
  }
  return made;
}

export function nameOf(workspaceId: string): string {
  return `passages_${workspaceId}_${DIMENSIONS}`;
}

function readable({ collectionIds, access }: Readable): string {
  return `${isIn('collection_id', collectionIds)} AND array_has_any(access, [${list(access)}])`;
}

/** A condition that a column has one of some values. */
export function isIn(column: string, values: readonly string[]): string {
  return `${column} IN (${list(values)})`;
}

/** Ids are ours and have no quotes; checked all the same, because they stand inside a filter expression. */
function list(values: readonly string[]): string {
  // What is none of our ids names nothing that is there.
  const ids = values.filter((value) => ID.test(value));
  return ids.length === 0 ? `''` : ids.map((value) => `'${value}'`).join(', ');
}

function floats(vector: { toArray(): Float32Array } | Float32Array): Float32Array {
  return vector instanceof Float32Array ? vector : vector.toArray();
}
