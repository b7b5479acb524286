import { lcsLength } from './lcs.ts';

/**
 * The normalised indel similarity: 1 minus the insertions and deletions that turn one text into the other, over the
 * length of both. It is `rapidfuzz.fuzz.ratio / 100`, which OpenAI names for `fuzzy_match`.
 */
export function fuzzyMatch(input: string, reference: string): number {
  const [a, b] = [Array.from(input), Array.from(reference)];
  const length = a.length + b.length;
  return length === 0 ? 1 : (2 * lcsLength(a, b)) / length;
}
