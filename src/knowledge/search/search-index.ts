import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Connection, connect, Index, type Table } from '@lancedb/lancedb';
import { type IndexRow, indexSchema } from './index-schema.ts';

/** Passages by meaning and by words, restricted to what somebody may read inside the search itself. */
export interface SearchIndex {
  /** Replaces all rows of some documents in one commit: done twice it is the same as once. */
  replace(workspaceId: string, documentIds: readonly string[], rows: IndexRow[]): Promise<void>;
  /** Adds rows, or replaces those with the same id. */
  add(workspaceId: string, rows: IndexRow[]): Promise<void>;
  /** The passages nearest to a vector. */
  byVector(workspaceId: string, query: VectorQuery): Promise<Scored[]>;
  /** The passages that hold the rarest of some terms most often. */
  byTerms(workspaceId: string, query: TermQuery): Promise<Hit[]>;
  /** Folds new rows into the indices; call it after a batch of changes. */
  settle(workspaceId: string): Promise<void>;
  count(workspaceId: string): Promise<number>;
  /** Deletes a workspace's index (all of them without an id); it can be rebuilt from the database. */
  drop(workspaceId?: string): Promise<void>;
  close(): void;
}

interface Readable {
  collectionIds: readonly string[];
  /** Group ids of the reader, `*` included. */
  access: readonly string[];
  limit: number;
}

export interface VectorQuery extends Readable {
  vector: Float32Array;
  /** Passages in these collections; decides between the exact scan and the vector index. */
  size: number;
}

export interface TermQuery extends Readable {
  terms: readonly string[];
}

export interface Scored {
  id: string;
  /** Dot product of unit vectors, or BM25. */
  score: number;
}

export interface Hit extends Scored {
  vector: Float32Array;
}

/** Below this many passages the exact scan takes a few milliseconds, so no index has to be trusted. */
const EXACT_BELOW = 20_000;
/**
 * Settings for IVF with RabitQ, measured at 100,000 passages in 126 partitions. Refining 4 times as many as are wanted
 * finds the ten nearest of the exact scan more surely than 2 times (recall .998 against .995). Looking into 60 partitions
 * takes about a third less time than looking into all; `npm run bench -- latency` then finds .995 to .997 of them.
 */
const MIN_PROBES = 20;
const MAX_PROBES = 60;
const REFINE = 4;
const DIMENSIONS = 384;
/** Five attempts within a third of a second. */
const LONGEST_WAIT_MS = 160;
const ID = /^[A-Za-z0-9_*-]+$/;

export function openSearchIndex(dataDir: string): SearchIndex {
  const root = join(dataDir, 'index');
  let connection: Promise<Connection> | undefined;
  const tables = new Map<string, Promise<Table>>();

  const connected = (): Promise<Connection> => {
    connection ??= connect(root, { readConsistencyInterval: 0 });
    return connection;
  };
  const table = (workspaceId: string): Promise<Table> => {
    const known = tables.get(workspaceId);
    if (known) return known;
    const opened = connected().then((c) => open(c, workspaceId));
    tables.set(workspaceId, opened);
    opened.catch(() => tables.delete(workspaceId));
    return opened;
  };

  /**
   * Works with the workspace's table. A rebuild, here or in another process, may delete the files under an open table,
   * and the next rebuild those of the table opened after it: what failed is done again with the table as it is now. All
   * of it may be done twice.
   */
  const using = async <T>(workspaceId: string, work: (t: Table) => Promise<T>): Promise<T> => {
    for (let wait = 20; ; wait *= 2) {
      const mine = table(workspaceId);
      try {
        return await work(await mine);
      } catch (error) {
        if (tables.get(workspaceId) === mine) tables.delete(workspaceId);
        if (wait > LONGEST_WAIT_MS) throw error;
        await sleep(wait);
      }
    }
  };

  return {
    async replace(workspaceId, documentIds, rows) {
      if (documentIds.length === 0) return;
      await using(workspaceId, async (t) => {
        if (rows.length === 0) return void (await t.delete(isIn('document_id', documentIds)));
        await t
          .mergeInsert('id')
          .whenMatchedUpdateAll()
          .whenNotMatchedInsertAll()
          .whenNotMatchedBySourceDelete({ where: isIn('document_id', documentIds) })
          .execute(rows.map((row) => ({ ...row })));
      });
    },
    async add(workspaceId, rows) {
      await using(workspaceId, (t) =>
        t
          .mergeInsert('id')
          .whenMatchedUpdateAll()
          .whenNotMatchedInsertAll()
          .execute(rows.map((row) => ({ ...row }))),
      );
    },
    byVector: (workspaceId, query) => using(workspaceId, (t) => nearest(t, query)),
    byTerms: (workspaceId, query) => using(workspaceId, (t) => matching(t, query)),
    settle: (workspaceId) => using(workspaceId, settle),
    count: (workspaceId) => using(workspaceId, (t) => t.countRows()),
    async drop(workspaceId) {
      if (workspaceId) {
        const c = await connected();
        const names = await c.tableNames();
        if (names.includes(nameOf(workspaceId))) await c.dropTable(nameOf(workspaceId));
        tables.delete(workspaceId);
        return;
      }
      this.close();
      await rm(root, { recursive: true, force: true });
    },
    close() {
      tables.clear();
      connection?.then((c) => c.close()).catch(() => {});
      connection = undefined;
    },
  };
}

async function nearest(t: Table, query: VectorQuery): Promise<Scored[]> {
  const near = t
    .query()
    .nearestTo(query.vector)
    .distanceType('dot')
    .where(readable(query))
    .limit(query.limit)
    .select(['id', '_distance']);
  const exact = query.size < EXACT_BELOW;
  const tuned = exact
    ? near.bypassVectorIndex()
    : near.minimumNprobes(MIN_PROBES).maximumNprobes(MAX_PROBES).refineFactor(REFINE);
  // Lance's dot distance is 1 - a·b.
  return (await tuned.toArray()).map(({ id, _distance }) => ({ id, score: 1 - _distance }));
}

async function matching(t: Table, query: TermQuery): Promise<Hit[]> {
  if (query.terms.length === 0) return [];
  const found = await t
    .query()
    .fullTextSearch(query.terms.join(' '), { columns: ['terms'] })
    .where(readable(query))
    .limit(query.limit)
    .select(['id', 'vector', '_score'])
    .toArray();
  return found.map((row) => ({ id: row.id, score: row._score, vector: floats(row.vector) }));
}

async function settle(t: Table): Promise<void> {
  await t.optimize({ cleanupOlderThan: new Date(Date.now() - 60_000) });
  const rows = await t.countRows();
  const known = new Set((await t.listIndices()).map((index) => index.name));
  if (rows < EXACT_BELOW || known.has('vector_idx')) return;
  const partitions = Math.max(16, Math.round(Math.sqrt(rows) / 2.5));
  await t.createIndex('vector', {
    config: Index.ivfRq({ distanceType: 'dot', numPartitions: partitions }),
  });
  await t.createIndex('collection_id', { config: Index.bitmap() });
  await t.createIndex('access', { config: Index.labelList() });
}

async function open(connection: Connection, workspaceId: string): Promise<Table> {
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

function nameOf(workspaceId: string): string {
  return `passages_${workspaceId}_${DIMENSIONS}`;
}

function readable({ collectionIds, access }: Readable): string {
  return `${isIn('collection_id', collectionIds)} AND array_has_any(access, [${list(access)}])`;
}

function isIn(column: string, values: readonly string[]): string {
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
