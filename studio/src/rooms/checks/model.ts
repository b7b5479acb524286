import type { ItemOf, Result } from '../../client/endpoints.ts';
import { changed } from '../../client/query.ts';

export type Check = Result<'GET /api/error-checks/{id}'>;
export type Finding = ItemOf<'GET /api/error-checks/{id}/findings'>;

export const FINDING_STATUS = ['open', 'confirmed', 'corrected', 'dismissed'] as const;
export type FindingStatus = (typeof FINDING_STATUS)[number];

export function underWay({ status }: Check): boolean {
  return status === 'queued' || status === 'running';
}

export function foundIn({ findings }: Check): number {
  return FINDING_STATUS.reduce((sum, status) => sum + findings[status], 0);
}

/** After a decision: a label's correction is in its data set too. */
export function checkChanged(): Promise<void> {
  return changed(
    'GET /api/error-checks',
    'GET /api/error-checks/{id}',
    'GET /api/datasets/{slug}/examples',
    'GET /api/datasets',
  );
}
