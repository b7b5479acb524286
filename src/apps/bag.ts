import type { Tx } from '../kernel/index.ts';
import type { Knowledge } from '../knowledge/index.ts';
import type { AppRow } from './store/apps.ts';

/** Hears of runs in the transaction that records them: what it writes is there exactly when the run is. */
export interface RunListener {
  finished(tx: Tx, runId: string): Promise<void>;
  judged(tx: Tx, runId: string): Promise<void>;
}

/**
 * Which versions serve. Where nobody keeps releases the newest does; the room above that keeps them puts its own rule in
 * this one object, which all bags share.
 */
export interface Serving {
  /** What `app/<slug>` serves for a caller; undefined when nothing is released. */
  version(tx: Tx, app: AppRow, caller: string): Promise<number | undefined>;
  /** What serves production, whoever asks: what a new version is compared with. */
  production(tx: Tx, slug: string): Promise<number | undefined>;
  /** What `app/<slug>@staging` serves: a version to try before anything is proven. */
  staging(tx: Tx, slug: string): Promise<number | undefined>;
  /** Whether somebody who does not build may call this version by its number: it was released once. */
  pinnable(tx: Tx, slug: string, version: number): Promise<boolean>;
  /** The app is being deleted: another one of its name must not inherit what it served. */
  end(tx: Tx, slug: string, by: string): Promise<void>;
}

/** What the apps' operations work with. */
export interface Apps extends Knowledge {
  serving: Serving;
  listeners: RunListener[];
}
