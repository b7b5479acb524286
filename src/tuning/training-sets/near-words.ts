/**
 * Nearly the same words: MinHash over character 5-grams with locality-sensitive hashing, each hit checked by Jaccard's
 * index (Broder 1997; Leskovec, Rajaraman, Ullman, chapter 3).
 */

/** Shares of the 5-grams of both texts that are in both, above which two texts count as nearly the same. */
export const NEAR_WORDS = 0.8;
const GRAM = 5;
/** Sixteen bands of four: a pair at the threshold is missed once in 8,000, one at .5 is looked at in 64 of 100. */
const BANDS = 16;
const ROWS = 4;
/** Texts looked at in one bucket; the rest of a bucket that is larger are alike anyway. */
const MOST_LOOKED_AT = 64;

export interface Near {
  /** Position of the twin, as `add` was told. */
  n: number;
  similarity: number;
}

export interface NearWords {
  /** The most similar of the texts that were added, if it is near enough. */
  find(text: string): Near | undefined;
  /** All of them that are near enough, the most similar first; those that are skipped are not even compared. */
  all(text: string, skip?: (n: number) => boolean): Near[];
  add(text: string, n: number): void;
}

export function nearWords(threshold = NEAR_WORDS): NearWords {
  const buckets = new Map<number, number[]>();
  const kept: { grams: Set<number>; n: number }[] = [];
  const keysOf = (grams: Set<number>) => bandKeys(signature(grams));
  const all = (text: string, skip?: (n: number) => boolean) => {
    const grams = gramsOf(text);
    const seen = new Set<number>();
    const near: Near[] = [];
    for (const key of keysOf(grams))
      for (const i of (buckets.get(key) ?? []).slice(0, MOST_LOOKED_AT)) {
        if (seen.has(i)) continue;
        seen.add(i);
        const other = kept[i];
        if (!other || skip?.(other.n)) continue;
        const similarity = jaccard(grams, other.grams);
        if (similarity >= threshold) near.push({ n: other.n, similarity });
      }
    return near.sort((a, b) => b.similarity - a.similarity);
  };
  return {
    all,
    find: (text) => all(text)[0],
    add(text, n) {
      const grams = gramsOf(text);
      const at = kept.push({ grams, n }) - 1;
      for (const key of keysOf(grams)) {
        const bucket = buckets.get(key);
        if (bucket) bucket.push(at);
        else buckets.set(key, [at]);
      }
    },
  };
}

/** Hashes of the 5-grams of a text that `sameText` has made plain; a shorter text is one gram. */
function gramsOf(text: string): Set<number> {
  const padded = ` ${text} `;
  const grams = new Set<number>();
  for (let i = 0; i === 0 || i + GRAM <= padded.length; i += 1) grams.add(hash(padded, i, i + GRAM));
  return grams;
}

/** FNV-1a. */
function hash(text: string, from: number, to: number): number {
  let h = 0x811c9dc5;
  for (let i = from; i < Math.min(to, text.length); i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

function signature(grams: Set<number>): Uint32Array {
  const least = new Uint32Array(BANDS * ROWS).fill(0xffffffff);
  for (const gram of grams)
    for (let i = 0; i < least.length; i += 1) {
      const value = mixed(gram, i);
      if (value < (least[i] ?? 0)) least[i] = value;
    }
  return least;
}

/** The i-th of a family of hash functions (the finaliser of MurmurHash3). */
function mixed(value: number, i: number): number {
  let h = value ^ Math.imul(i + 1, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function bandKeys(values: Uint32Array): number[] {
  return Array.from({ length: BANDS }, (_, band) => {
    let key = band + 1;
    for (let row = 0; row < ROWS; row += 1)
      key = Math.imul(key ^ (values[band * ROWS + row] ?? 0), 0x5bd1e995) ^ (key >>> 15);
    return key;
  });
}

function jaccard(a: Set<number>, b: Set<number>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let both = 0;
  for (const gram of small) if (large.has(gram)) both += 1;
  return both / (a.size + b.size - both);
}
