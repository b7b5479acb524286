import type { Embedding } from './minilm.ts';

/**
 * How well the embedding model's vocabulary covers a text: unknown tokens and words broken into many pieces are the
 * marks of a language (or jargon) it did not learn. English is near 1, Spanish about 0.75, Chinese about 0.15.
 */
export function familiarity(
  text: string,
  { tokens, unknown }: Pick<Embedding, 'tokens' | 'unknown'>,
): number {
  // Two tokens are the frame the model puts around every text.
  const real = Math.max(1, tokens - 2);
  const spaced = text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  const east =
    text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)?.length ?? 0;
  const pieces = real / Math.max(1, east > 0 ? real : spaced);
  return (1 - Math.min(1, unknown / real)) ** 2 * Math.min(1, PIECES_OF_KNOWN_WORDS / pieces);
}

/** English questions need 1.1 to 1.45 pieces a word, codes and names included. */
const PIECES_OF_KNOWN_WORDS = 1.5;
