import { seeded, uniform } from '../trainers/numeric/random.ts';
import type { Near } from './near-words.ts';

/**
 * Nearly the same meaning: cosine of the embeddings, found by random hyperplanes (Charikar 2002) and checked exactly.
 */

/** Cosine above which a text counts as an eval's question in other words. */
export const NEAR_MEANING = 0.95;
/** A pair at the threshold (18°) agrees in a plane 9 times in 10: in one of 24 tables of 12 bits in 999 of 1,000. */
const TABLES = 24;
const BITS = 12;

export interface NearMeaning {
  add(vector: Float32Array, n: number): void;
  find(vector: Float32Array): Near | undefined;
}

/** Vectors must have length 1. */
export function nearMeaning(dimensions: number, threshold = NEAR_MEANING): NearMeaning {
  const random = seeded(20_260_701);
  const planes = Array.from({ length: TABLES * BITS }, () =>
    Float32Array.from({ length: dimensions }, () => gauss(() => uniform(random))),
  );
  const tables = Array.from({ length: TABLES }, () => new Map<number, number[]>());
  const kept: { vector: Float32Array; n: number }[] = [];
  const keysOf = (vector: Float32Array) =>
    tables.map((_, table) => {
      let key = 0;
      for (let bit = 0; bit < BITS; bit += 1)
        key = (key << 1) | (inner(vector, planes[table * BITS + bit] ?? vector) > 0 ? 1 : 0);
      return key;
    });
  return {
    add(vector, n) {
      const at = kept.push({ vector, n }) - 1;
      for (const [table, key] of keysOf(vector).entries()) {
        const bucket = tables[table]?.get(key);
        if (bucket) bucket.push(at);
        else tables[table]?.set(key, [at]);
      }
    },
    find(vector) {
      if (kept.length === 0) return undefined;
      const seen = new Set<number>();
      let best: Near | undefined;
      for (const [table, key] of keysOf(vector).entries())
        for (const i of tables[table]?.get(key) ?? []) {
          if (seen.has(i)) continue;
          seen.add(i);
          const other = kept[i];
          if (!other) continue;
          const similarity = inner(vector, other.vector);
          if (similarity >= threshold && similarity > (best?.similarity ?? 0))
            best = { n: other.n, similarity: Math.min(1, similarity) };
        }
      return best;
    },
  };
}

function inner(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

/** Box and Muller. */
function gauss(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
