import { lcsLength } from './lcs.ts';
import { nGrams, shared } from './n-grams.ts';

/**
 * ROUGE-N (Lin, 2004): F1 of the runs of `n` tokens that both texts have; as `rouge_score` computes it without
 * stemming.
 */
export function rougeN(input: string, reference: string, n: number): number {
  const [said, wanted] = [tokensOf(input), tokensOf(reference)];
  const hits = shared(nGrams(said, n), nGrams(wanted, n));
  return f1(hits, Math.max(0, said.length - n + 1), Math.max(0, wanted.length - n + 1));
}

/** ROUGE-L (Lin, 2004): F1 of the longest common subsequence of tokens. */
export function rougeL(input: string, reference: string): number {
  const [said, wanted] = [tokensOf(input), tokensOf(reference)];
  return f1(lcsLength(said, wanted), said.length, wanted.length);
}

function f1(hits: number, said: number, wanted: number): number {
  return hits === 0 ? 0 : (2 * hits) / (said + wanted);
}

/**
 * Words in small letters. `rouge_score` knows a to z and the digits alone; here letters of every script count, and
 * Chinese characters are words of their own, so that the measure says something outside of English.
 */
function tokensOf(text: string): string[] {
  return text.toLowerCase().match(/\p{Script=Han}|[[\p{L}\p{M}\p{N}]--\p{Script=Han}]+/gv) ?? [];
}
