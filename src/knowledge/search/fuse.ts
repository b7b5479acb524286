import type { Hit, Scored } from './queries.ts';

/** A candidate with both its scores; the fused one orders the result. */
export interface Candidate {
  id: string;
  /** Cosine with the question. */
  cosine: number;
  /** BM25; 0 when none of the best passages by words. */
  bm25: number;
  score: number;
}

/** By words and meaning together, or by one of them alone. */
export type Method = 'hybrid' | 'keyword' | 'vectors';

/** The vectors' share for a text that the embedding model knows well. */
const VECTOR_SHARE = 0.5;

/**
 * Orders passages found by meaning and by words: a convex combination of both scores, each relative to its best.
 * Reciprocal-rank fusion would weigh both lists the same; here the vectors count only as far as the embedding model
 * understands the question (`trust`, 0 to 1), because for a language it never learned its order is noise.
 */
export function fuse(
  query: Float32Array,
  found: { byVector: readonly Scored[]; byTerms: readonly Hit[] },
  trust: number,
  method: Method = 'hybrid',
): Candidate[] {
  const candidates = new Map<string, Candidate>();
  const add = (id: string, cosine: number, bm25: number) =>
    candidates.set(id, { id, cosine, bm25, score: 0 });
  if (method !== 'keyword') for (const { id, score } of found.byVector) add(id, score, 0);
  for (const { id, score, cosine } of found.byTerms) {
    const known = candidates.get(id);
    if (known) known.bm25 = score;
    else if (method !== 'vectors') add(id, cosine(query), score);
  }
  const all = [...candidates.values()];
  const bestCosine = Math.max(1e-6, ...all.map((candidate) => candidate.cosine));
  const bestBm25 = Math.max(0, ...all.map((candidate) => candidate.bm25));
  const share = { hybrid: bestBm25 === 0 ? 1 : VECTOR_SHARE * trust, keyword: 0, vectors: 1 }[method];
  for (const candidate of all) {
    const words = bestBm25 === 0 ? 0 : candidate.bm25 / bestBm25;
    candidate.score = (1 - share) * words + share * Math.max(0, candidate.cosine / bestCosine);
  }
  return all.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}
