/** Longer texts add little; a megabyte would take seconds. */
const MAX_CHARACTERS = 4_000;
const SHORTEST = 3;
const LONGEST = 5;

/** What a text is made of, as 32-bit hashes with their numbers of occurrences. */
export interface Grams {
  /** Words and pairs of words. */
  words: Map<number, number>;
  /** 3 to 5 characters within a word and its edges; of Han, kana and hangul single characters and pairs. */
  characters: Map<number, number>;
}

/**
 * Cuts a text into what the head may learn by: an embedding blurs names, model numbers and brands, which these keep apart.
 * Case and width are folded (NFKC).
 */
export function gramsOf(text: string): Grams {
  const folded = text.slice(0, MAX_CHARACTERS).normalize('NFKC').toLowerCase();
  const words = new Map<number, number>();
  const characters = new Map<number, number>();
  let before = '';
  for (const word of folded.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []) {
    count(words, `w ${word}`);
    if (before) count(words, `b ${before} ${word}`);
    before = word;
    if (EAST.test(word)) {
      const points = [...word];
      for (const [i, point] of points.entries()) {
        count(characters, `c ${point}`);
        count(characters, `c ${point}${points[i + 1] ?? ''}`);
      }
      continue;
    }
    const edged = `<${word}>`;
    for (let size = SHORTEST; size <= LONGEST; size += 1)
      for (let at = 0; at + size <= edged.length; at += 1)
        count(characters, `c ${edged.slice(at, at + size)}`);
  }
  return { words, characters };
}

const EAST = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

function count(grams: Map<number, number>, gram: string): void {
  const key = hash(gram);
  grams.set(key, (grams.get(key) ?? 0) + 1);
}

/** FNV-1a over UTF-16 code units, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/. */
function hash(gram: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < gram.length; i += 1) value = Math.imul(value ^ gram.charCodeAt(i), 0x01000193);
  return value | 0;
}
