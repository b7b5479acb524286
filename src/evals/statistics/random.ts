import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt as draw } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

export type Random = ReturnType<typeof xoroshiro128plus>;

/** A generator that gives the same numbers for the same seed, everywhere. */
export function seeded(seed: number): Random {
  return xoroshiro128plus(seed);
}

/** A whole number from 0 to n - 1, each equally likely. */
export function uniformInt(random: Random, n: number): number {
  return draw(random, 0, n - 1);
}

/** A number from 0 (included) to 1 (excluded). */
export function uniform(random: Random): number {
  return uniformFloat64(random);
}
