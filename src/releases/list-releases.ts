import { type Fingerprint, findVersion, fingerprintOf } from '../apps/index.ts';
import type { Evals } from '../evals/index.ts';
import type { OutputOf } from '../kernel/contract.ts';
import type { Actor } from '../kernel/index.ts';
import type * as contract from './contract.ts';
import type { Release } from './contract.ts';
import { presentRelease } from './present.ts';
import { changed } from './readiness.ts';
import { wayBack } from './roll-back.ts';
import * as store from './store.ts';

/** Releases with what changed beneath those that serve. */
export async function listReleases(
  bag: Evals,
  actor: Actor,
  input: { app?: string },
): Promise<OutputOf<typeof contract.listReleases>> {
  const { app } = input;
  const { rows, way } = await bag.db.in(actor.workspaceId, async (tx) => ({
    rows: await store.listReleases(tx, app),
    way: app === undefined ? undefined : await wayBack(tx, app),
  }));
  const data: Release[] = [];
  for (const row of rows) data.push(presentRelease(row, row.endedAt ? [] : await staleness(bag, actor, row)));
  const rollback = way?.before ? { from: way.serves?.version ?? null, to: way.before.version } : null;
  return { data, rollback };
}

/** What a release stood on and what is there now may differ: the verdict then says nothing about what it serves. */
export async function staleness(bag: Evals, actor: Actor, row: store.ReleaseRow): Promise<Release['stale']> {
  const version = await bag.db.in(actor.workspaceId, (tx) => findVersion(tx, row.appSlug, row.version));
  if (!version) return [];
  const now: Fingerprint = await fingerprintOf(bag, actor, version);
  return changed(row.fingerprint, now);
}
