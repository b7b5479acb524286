import type { ItemOf } from '../../../client/endpoints.ts';

export type Distillation = ItemOf<'GET /api/distillations'>;
export type Report = NonNullable<Distillation['report']>;
export type Side = Report['teacher'];
export type Compared = ItemOf<'GET /api/distillations/{id}/examples'>;

export const CHANGES = [
  'lost',
  'gained',
  'bothFail',
  'bothPass',
] as const satisfies readonly Compared['change'][];

export function underWay({ status }: Pick<Distillation, 'status'>): boolean {
  return status === 'queued' || status === 'running';
}

/** The move that holds right now: the newest that was not rolled back. */
export function standing({ moves }: Distillation) {
  return moves.find(({ rolledBackAt }) => rolledBackAt === null);
}
