import type { Release } from './contract.ts';
import type { ReleaseRow } from './store.ts';

export function presentRelease(row: ReleaseRow, stale: Release['stale'] = []): Release {
  const { id, version, stage, share, evidence, override, note, releasedBy, endedBy } = row;
  return {
    id,
    app: row.appSlug,
    version,
    stage,
    share,
    evidence,
    override,
    note,
    releasedBy,
    releasedAt: row.releasedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    endedBy,
    stale,
  };
}
