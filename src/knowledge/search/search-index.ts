import { statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Connection, connect, type Table } from '@lancedb/lancedb';
import type { IndexRow } from './index-schema.ts';
import type { Hit, Readable, Scored, TermQuery, VectorQuery } from './queries.ts';
import { createSnapshots, type Source } from './snapshot/snapshots.ts';
import { INDEXED_FROM, isIn, matching, nameOf, nearest, openTable, settle } from './table.ts';

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
  /** Resolves once what is being read into memory is there: for tests and benchmarks. */
  settled(): Promise<void>;
  close(): void;
}

/** Five attempts within a third of a second. */
const LONGEST_WAIT_MS = 160;

interface Options {
  dataDir: string;
  /** Searches among fewer passages scan them all, which takes a few milliseconds and needs nothing to be trusted. */
  exactBelow?: number;
  /** Most bytes that passages may take in memory. */
  memoryBytes: number;
}

export function openSearchIndex({ dataDir, exactBelow = INDEXED_FROM, memoryBytes }: Options): SearchIndex {
  const root = join(dataDir, 'index');
  const snapshots = createSnapshots(memoryBytes);
  let connection: Promise<Connection> | undefined;
  /** Its tables stay at the version at which they were opened. */
  let still: Promise<Connection> | undefined;
  const tables = new Map<string, Promise<Table>>();

  const connected = (): Promise<Connection> => {
    connection ??= connect(root, { readConsistencyInterval: 0 });
    return connection;
  };
  const sourceOf = (workspaceId: string): Source => ({
    open: async () => {
      still ??= connect(root);
      return (await still).openTable(nameOf(workspaceId));
    },
    // A table that was deleted and made again counts its versions from 1: its age tells them apart.
    // Not awaited: it takes some microseconds, and putting it off takes ten times as long.
    versionOf: async (t) =>
      `${await t.version()} of ${statSync(join(root, `${nameOf(workspaceId)}.lance`)).birthtimeMs}`,
  });
  const table = (workspaceId: string): Promise<Table> => {
    const known = tables.get(workspaceId);
    if (known) return known;
    const opened = connected().then((c) => openTable(c, workspaceId));
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

  const snapshotOf = async (workspaceId: string, { size }: Readable) =>
    size < exactBelow
      ? undefined
      : using(workspaceId, (t) => snapshots.current(workspaceId, t, sourceOf(workspaceId)));

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
    async byVector(workspaceId, query) {
      const [snapshot, vector] = await Promise.all([snapshotOf(workspaceId, query), query.vector]);
      const exact = query.size < exactBelow;
      return snapshot?.byVector(vector, query) ?? using(workspaceId, (t) => nearest(t, vector, query, exact));
    },
    async byTerms(workspaceId, query) {
      if (query.terms.length === 0) return [];
      const snapshot = await snapshotOf(workspaceId, query);
      return snapshot?.byTerms(query) ?? using(workspaceId, (t) => matching(t, query));
    },
    settle: (workspaceId) => using(workspaceId, settle),
    count: (workspaceId) => using(workspaceId, (t) => t.countRows()),
    async drop(workspaceId) {
      if (workspaceId) {
        const c = await connected();
        const names = await c.tableNames();
        if (names.includes(nameOf(workspaceId))) await c.dropTable(nameOf(workspaceId));
        tables.delete(workspaceId);
        snapshots.clear(workspaceId);
        return;
      }
      this.close();
      await rm(root, { recursive: true, force: true });
    },
    settled: () => snapshots.settled(),
    close() {
      snapshots.clear();
      tables.clear();
      for (const open of [connection, still]) open?.then((c) => c.close()).catch(() => {});
      connection = undefined;
      still = undefined;
    },
  };
}
