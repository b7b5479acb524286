import { useQuery } from '@tanstack/react-query';
import type { ItemOf, Result } from '../../client/endpoints.ts';
import { changed, read } from '../../client/query.ts';

export type Release = ItemOf<'GET /api/releases'>;
/** From which version to which one a roll-back goes. */
export type RollBackWay = NonNullable<Result<'GET /api/releases'>['rollback']>;
export type Readiness = Result<'GET /api/apps/{slug}/readiness'>;

export const STAGES = ['production', 'canary', 'staging'] as const;
export type Stage = (typeof STAGES)[number];

/** All releases of an app: those that serve first, then the past ones, newest first. */
export function useReleases(slug: string) {
  return useQuery(read('GET /api/releases', { query: { app: slug } }));
}

/** After something began or ended to serve. */
export function releasesChanged(): Promise<void> {
  return changed(
    'GET /api/releases',
    'GET /api/home',
    'GET /api/apps',
    'GET /api/apps/{slug}',
    'GET /api/apps/{slug}/readiness',
    'GET /api/audit',
  );
}
