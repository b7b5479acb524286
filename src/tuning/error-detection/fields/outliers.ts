import type { Clues } from './clues.ts';
import { quantityOf } from './kinds.ts';
import type { Column } from './table.ts';

/** Of each row the number that stands there, NaN without one. */
export function numbersOf(column: Column): Float64Array {
  const byId = Float64Array.from(column.values, (value, id) =>
    column.absent[id] ? Number.NaN : (quantityOf(value)?.value ?? Number.NaN),
  );
  return Float64Array.from(column.ids, (id) => byId[id] ?? Number.NaN);
}

export interface Spread {
  middle: number;
  /** Half the width that holds 80 % of the values: robust, and not zero when half of them are equal. */
  scale: number;
  /** The numbers are compared by ratio, as prices and sizes are. */
  byRatio: boolean;
}

/** Numbers needed before their spread means something. */
const ENOUGH = 12;
/** So many scales away from the middle something begins to be strange. */
const STRANGE = 3.2;

/**
 * Numbers are compared by ratio when they are positive and lie more evenly on a scale of ratios.
 * @param forced how they are compared, whatever their own shape: so that parts are comparable with the whole
 */
export function spreadOf(values: Float64Array, forced?: boolean): Spread | undefined {
  if (values.length < ENOUGH) return undefined;
  const sorted = values.slice().sort();
  const at = (q: number) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;
  const [low, middle, high] = [at(0.1), at(0.5), at(0.9)];
  // By ratio there is no middle at or below zero.
  if (forced && low <= 0) return undefined;
  const ratioFits =
    low > 0 && skew(Math.log(low), Math.log(middle), Math.log(high)) < skew(low, middle, high);
  const byRatio = forced ?? ratioFits;
  const map = (x: number) => (byRatio ? Math.log(x) : x);
  const scale = Math.max((map(high) - map(low)) / 2, byRatio ? 0.1 : 1e-3 * Math.abs(middle));
  return scale > 0 ? { middle: map(middle), scale, byRatio } : undefined;
}

/** How unevenly the middle lies between the ends: 0 evenly, 1 at an end. */
function skew(low: number, middle: number, high: number): number {
  return high > low ? Math.abs(high + low - 2 * middle) / (high - low) : 1;
}

/** Distance from the middle in scales; a number that cannot be compared by ratio is far. */
export function distance(spread: Spread, value: number): number {
  if (spread.byRatio && value <= 0) return 10;
  return Math.abs((spread.byRatio ? Math.log(value) : value) - spread.middle) / spread.scale;
}

export function strengthOf(far: number): number {
  return far <= STRANGE ? 0 : 0.95 * (1 - Math.exp(-(far - STRANGE) / 2));
}

const SENTINELS = new Set([0, -1, 99, 999, 9999, 99999, 999999, -99, -999, -9999, 1e9, 123456, 1234567]);

/** Speaks against numbers far from all others of the column, and against stand-ins such as 9999. */
export function findOutliers(column: Column, numbers: Float64Array, clues: Clues): void {
  const spread = spreadOf(numbers.filter((x) => !Number.isNaN(x)));
  if (!spread) return;
  const typical = read(spread, spread.middle);
  const seen = new Uint8Array(column.values.length);
  for (const [row, value] of numbers.entries()) {
    const id = column.ids[row] ?? 0;
    if (Number.isNaN(value) || seen[id]) continue;
    seen[id] = 1;
    const far = distance(spread, value);
    const strength = strengthOf(far) * isolation(column, id);
    const params = {
      typical,
      low: read(spread, spread.middle - spread.scale),
      high: read(spread, spread.middle + spread.scale),
    };
    if (SENTINELS.has(value) && far > 2)
      clues.value(column.index, id, {
        code: 'sentinel',
        strength: Math.max(strength, 0.8),
        params: { ...params, value },
        repair: '',
      });
    else clues.value(column.index, id, { code: 'outlier', strength, params, repair: null });
  }
}

/** What many rows say is no slip. */
function isolation(column: Column, id: number): number {
  return 1 / (1 + ((column.counts[id] ?? 1) - 1) / Math.max(3, 0.005 * column.present));
}

/** A place on the spread's scale as a number of the column. */
export function read(spread: Spread, x: number): number {
  return Number((spread.byRatio ? Math.exp(x) : x).toPrecision(4));
}
