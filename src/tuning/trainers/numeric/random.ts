import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

export type Random = ReturnType<typeof xoroshiro128plus>;

/** A generator that gives the same numbers for the same seed, everywhere. */
export function seeded(seed: number): Random {
  return xoroshiro128plus(seed);
}

/** A number from 0 (included) to 1 (excluded). */
export function uniform(random: Random): number {
  return uniformFloat64(random);
}

/** The items in random order, each order equally likely (Fisher and Yates). */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const out = [...items];
  for (let i = out.length - 1; i > 0; i -= 1) {
    const k = uniformInt(random, 0, i);
    const [a, b] = [out[i], out[k]];
    if (a !== undefined && b !== undefined) {
      out[i] = b;
      out[k] = a;
    }
  }
  return out;
}
