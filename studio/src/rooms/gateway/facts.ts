import type { ItemOf, Result } from '../../client/endpoints.ts';

export type UsageFacts = Result<'GET /api/usage'>;
export type Sum = UsageFacts['groups'][number];
export type ModelCall = ItemOf<'GET /api/model-calls'>;
export type DataClass = ModelCall['dataClass'];

export const DATA_CLASSES = [
  'public',
  'internal',
  'confidential',
  'restricted',
] as const satisfies readonly DataClass[];

/** How an answer of the cache was found. */
export const CACHED = ['exact', 'semantic'] as const satisfies readonly ModelCall['cache'][];

/** What calls can be told apart by. */
export const DIMENSIONS = [
  'model',
  'provider',
  'app',
  'version',
  'actor',
  'group',
  'route',
  'dataClass',
  'cache',
  'finding',
  'code',
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export const PERIODS = ['24h', '7d', '30d'] as const;
export type Period = (typeof PERIODS)[number];

export const SHOWN = ['requests', 'tokens', 'cost'] as const;
export type Shown = (typeof SHOWN)[number];

const HOUR_MS = 3_600_000;
const STEPS: Record<Period, { size: number; count: number }> = {
  '24h': { size: HOUR_MS, count: 24 },
  '7d': { size: 24 * HOUR_MS, count: 7 },
  '30d': { size: 24 * HOUR_MS, count: 30 },
};

/** Begins with a whole hour or day, so that the first bar is no shorter than it should be. */
export function beginOf(period: Period, now = Date.now()): string {
  const { size, count } = STEPS[period];
  return new Date((Math.floor(now / size) - count + 1) * size).toISOString();
}
