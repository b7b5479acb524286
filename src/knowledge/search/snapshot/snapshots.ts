import type { Table } from '@lancedb/lancedb';
import { readSnapshot, type Snapshot } from './snapshot.ts';

/** One that nobody asks any more goes after so long. */
const UNUSED_MS = 15 * 60_000;
/** While a table is being written, at most this share of the time goes into reading it: 1 to so many. */
const REST = 10;

export interface Source {
  /** Opens the table once more, to stay at its present version. */
  open(): Promise<Table>;
  /** Names the version that a table shows. */
  versionOf(table: Table): Promise<string>;
}

/** Snapshots of the workspaces that are searched, as many as fit. */
export interface Snapshots {
  /**
   * The workspace's snapshot if it is of the table's present version. If not, one is read in the background, for the
   * questions to come.
   */
  current(workspaceId: string, table: Table, source: Source): Promise<Snapshot | undefined>;
  /** Resolves once nothing is being read. */
  settled(): Promise<void>;
  clear(workspaceId?: string): void;
}

interface Kept {
  snapshot: Snapshot | undefined;
  version: string;
  reading: Promise<void> | undefined;
  /** Not read again before. */
  rests: number;
  unused: NodeJS.Timeout;
}

/** @param mostBytes of all snapshots together */
export function createSnapshots(mostBytes: number): Snapshots {
  const kept = new Map<string, Kept>();

  const read = async (mine: Kept, workspaceId: string, source: Source) => {
    const began = performance.now();
    try {
      const table = await source.open();
      const version = await source.versionOf(table);
      const snapshot = await readSnapshot(table, mostBytes);
      // Not the same: another table has taken its place.
      const same = version === (await source.versionOf(table));
      Object.assign(mine, same ? { version, snapshot } : { snapshot: undefined });
      if (kept.get(workspaceId) === mine) makeRoom();
    } catch {
      // A table that is deleted under the reader: the search goes on without, and says so if it cannot.
      mine.snapshot = undefined;
    } finally {
      mine.reading = undefined;
      mine.rests = performance.now() + REST * (performance.now() - began);
    }
  };

  /** Lets go of those that were not asked for longest. */
  const makeRoom = () => {
    let bytes = 0;
    for (const [workspaceId, { snapshot }] of [...kept].reverse()) {
      bytes += snapshot?.bytes ?? 0;
      if (bytes > mostBytes) clear(workspaceId);
    }
  };

  const clear = (workspaceId: string) => {
    clearTimeout(kept.get(workspaceId)?.unused);
    kept.delete(workspaceId);
  };

  return {
    async current(workspaceId, table, source) {
      const version = await source.versionOf(table);
      const known = kept.get(workspaceId);
      const unused = setTimeout(() => clear(workspaceId), UNUSED_MS).unref();
      clearTimeout(known?.unused);
      const mine = known ?? { snapshot: undefined, version: '', reading: undefined, rests: 0, unused };
      mine.unused = unused;
      // The last asked stands last.
      kept.delete(workspaceId);
      kept.set(workspaceId, mine);
      if (mine.snapshot && mine.version === version) return mine.snapshot;
      // One of another version is of no use any more; kept until the next is there, it would take the memory of both.
      mine.snapshot = undefined;
      if (!mine.reading && performance.now() > mine.rests) mine.reading = read(mine, workspaceId, source);
      return undefined;
    },
    async settled() {
      await Promise.all([...kept.values()].map(({ reading }) => reading));
    },
    clear(workspaceId) {
      for (const id of workspaceId ? [workspaceId] : [...kept.keys()]) clear(id);
    },
  };
}
