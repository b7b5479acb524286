import { createHash } from 'node:crypto';

/** A number that looks random and is the same for the same seed and key, whatever else there is. */
export function drawn(seed: number, key: string): number {
  return createHash('sha256').update(`${seed}:${key}`).digest().readUInt32BE(0);
}

/** At most `most` of the items, by lot; in their order. */
export function sample<T>(items: readonly T[], most: number, seed: number): T[] {
  if (items.length <= most) return [...items];
  const lots = items.map((item, i) => ({ item, i, lot: drawn(seed, String(i)) }));
  return lots
    .sort((a, b) => a.lot - b.lot || a.i - b.i)
    .slice(0, most)
    .sort((a, b) => a.i - b.i)
    .map(({ item }) => item);
}
