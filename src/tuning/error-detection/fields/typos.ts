import type { ClueCode, Clues } from './clues.ts';
import { deletions, difference, oneEditApart } from './distance.ts';
import { type Column, presentValues } from './table.ts';

/** Longer values are looked at word by word only. */
const LONGEST = 60;
/** A value must be so many times as frequent as its misspelling. */
const TIMES = 4;
const MOST_VALUES = 200_000;

interface Word {
  text: string;
  count: number;
}

/** The misspelling, and the word it is probably meant to be. */
interface Slip {
  from: Word;
  to: Word;
  /** 0 to 1, before the column's own habits are weighed. */
  strength: number;
}

/** Speaks against rare values, and rare words within values, one edit away from a frequent one. */
export function findTypos(column: Column, clues: Clues): void {
  const values = [...presentValues(column)].filter(
    ({ value }) => value.length <= LONGEST && /\p{L}{3}/u.test(value),
  );
  const whole = values.map(({ value, count }) => ({ text: value, count }));
  const slips = new Map(slipsAmong(whole).map((slip) => [slip.from.text, slip]));
  const counts = new Map<string, number>();
  const texts = [...presentValues(column)].filter(({ value }) => /\p{L}[\s/,-]+\p{L}/u.test(value));
  for (const { value, count } of texts)
    for (const word of wordsOf(value)) counts.set(word, (counts.get(word) ?? 0) + count);
  const words = [...counts].map(([text, count]) => ({ text, count })).filter(({ text }) => text.length >= 4);
  const inWords = new Map(slipsAmong(words).map((slip) => [slip.from.text, slip]));
  for (const { id, value } of values) {
    const slip = slips.get(value);
    if (slip && !isOwnWord(value, slip.to.text, counts))
      clues.value(column.index, id, clueOf('typo', slip, slip.to.text));
  }
  for (const { id, value } of texts) {
    const found = wordsOf(value).flatMap((word) => inWords.get(word) ?? []);
    const [worst] = found.sort((a, b) => b.strength - a.strength);
    if (!worst) continue;
    const repaired = found.reduce((text, slip) => text.replaceAll(slip.from.text, slip.to.text), value);
    clues.value(column.index, id, clueOf('typo_in_word', worst, repaired));
  }
}

/** "Mia Novak" is not "Min Novak" misspelt: the word that differs is one that the column uses, or an initial. */
function isOwnWord(value: string, meant: string, counts: ReadonlyMap<string, number>): boolean {
  const others = new Set(wordsOf(meant));
  const own = wordsOf(value).filter((word) => !others.has(word));
  return (
    own.length > 0 &&
    wordsOf(value).length > 1 &&
    own.every((word) => word.length < 3 || (counts.get(word) ?? 0) >= TIMES)
  );
}

function clueOf(code: ClueCode, { from, to, strength }: Slip, repair: string) {
  return { code, strength, params: { word: from.text, meant: to.text, times: to.count }, repair };
}

function wordsOf(value: string): string[] {
  return value.match(/[\p{L}\p{M}][\p{L}\p{M}\p{N}]*/gu) ?? [];
}

/**
 * Rare words one edit from frequent ones. How often two frequent words are that close by nature ("Ford" and "Fort") is
 * held against the rare ones: in a column of names closeness says little, in one of towns almost everything.
 */
function slipsAmong(words: readonly Word[]): Slip[] {
  if (words.length > MOST_VALUES) return [];
  const frequent = words.filter(({ count }) => count >= TIMES);
  const index = new Map<string, Word[]>();
  for (const word of frequent)
    for (const key of deletions(word.text)) {
      const list = index.get(key);
      if (list) list.push(word);
      else index.set(key, [word]);
    }
  const neighbours = (word: Word): Word[] => {
    const found = new Set<Word>();
    for (const key of deletions(word.text))
      for (const other of index.get(key) ?? [])
        if (other.count >= TIMES * word.count && oneEditApart(word.text, other.text)) found.add(other);
    return [...found];
  };
  const natural = frequent.filter((word) => word.count >= 3 * TIMES || frequent.length < 20);
  const close = natural.filter((word) =>
    neighbours(word).some((other) => meansSlip(word.text, other.text)),
  ).length;
  const confusable = (close + 0.5) / (natural.length + 10);
  return words.flatMap((from): Slip[] => {
    const [to] = neighbours(from)
      .filter((other) => meansSlip(from.text, other.text))
      .sort((a, b) => b.count - a.count);
    if (!to) return [];
    const byLength = Math.min(1, (Math.min(from.text.length, to.text.length) - 2) / 4);
    const byTimes = 1 - Math.exp(-to.count / from.count / 6);
    return [{ from, to, strength: 0.97 * byLength * byTimes * (1 - Math.min(0.9, 4 * confusable)) }];
  });
}

/** Other digits are another number, and another ending is another form of the word: neither is a misspelling. */
function meansSlip(word: string, meant: string): boolean {
  const { from, to } = difference(word, meant);
  if (/^\p{Nd}*$/u.test(from) && /^\p{Nd}*$/u.test(to)) return false;
  if (from.toLowerCase() === to.toLowerCase()) return false;
  const atEnd = word.endsWith(from) && meant.endsWith(to) && (from === '' || to === '');
  return !(atEnd && /^(s|e|d|a|o|n|y|r)?$/i.test(from + to));
}
