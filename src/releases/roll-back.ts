import { appErrors, findApp } from '../apps/index.ts';
import type { Evals } from '../evals/index.ts';
import { record } from '../governance/index.ts';
import type { InputOf } from '../kernel/contract.ts';
import type { Actor, Tx } from '../kernel/index.ts';
import type * as contract from './contract.ts';
import type { Release } from './contract.ts';
import { releaseErrors } from './errors.ts';
import { presentRelease } from './present.ts';
import * as store from './store.ts';

/** Back to what served before, in one step and without a new verdict: it had one. */
export async function rollBack(
  bag: Evals,
  actor: Actor,
  input: InputOf<typeof contract.rollBack>,
): Promise<Release> {
  const { slug, reason, from, to } = input;
  return bag.db.in(actor.workspaceId, async (tx) => {
    if (!(await findApp(tx, slug))) throw appErrors.unknown_app({ slug });
    await store.lockApp(tx, actor.workspaceId, slug);
    const { serves, before } = await wayBack(tx, slug);
    // Who decided by what somebody else has changed since would go back twice.
    if (from !== undefined && from !== (serves?.version ?? null)) throw releaseErrors.moved_on({ slug });
    if (!before) throw releaseErrors.nothing_before({ slug });
    if (to !== undefined && to !== before.version) throw releaseErrors.moved_on({ slug });
    const end = { by: actor.name, how: 'rolled_back' } as const;
    await store.endStage(tx, slug, 'production', end);
    await store.endStage(tx, slug, 'canary', end);
    const { version, evidence, fingerprint, override } = before;
    const row = await store.addRelease(tx, {
      workspaceId: actor.workspaceId,
      appSlug: slug,
      version,
      stage: 'production',
      evidence,
      fingerprint,
      override,
      note: reason,
      origin: originOf(before),
      releasedBy: actor.name,
    });
    await record(bag, tx, actor, {
      action: 'release.roll_back',
      target: `${slug}@${version}`,
      outcome: 'done',
      details: { from: serves?.version ?? null, reason },
    });
    return presentRelease(row);
  });
}

/**
 * What serves production, and what a roll-back puts in its place: the newest release of another version that is older
 * than what serves. What was put back counts with its first release, or the next roll-back would return to what this
 * one took away; and a version that last ended by a roll-back or a stop was found wanting.
 */
export async function wayBack(
  tx: Tx,
  slug: string,
): Promise<{ serves: store.ReleaseRow | undefined; before: store.ReleaseRow | undefined }> {
  const rows = await store.productionReleases(tx, slug);
  const serves = rows.find((row) => row.endedAt === null);
  const newest = new Map<number, store.ReleaseRow>();
  for (const row of rows) if (!newest.has(row.version)) newest.set(row.version, row);
  const wanting = (version: number) => {
    const how = newest.get(version)?.endedHow;
    return how === 'rolled_back' || how === 'stopped';
  };
  const before = rows.find(
    (row) =>
      row.endedAt !== null &&
      row.version !== serves?.version &&
      (serves === undefined || row.id < originOf(serves)) &&
      !wanting(row.version),
  );
  return { serves, before };
}

function originOf(row: store.ReleaseRow): string {
  return row.origin ?? row.id;
}
