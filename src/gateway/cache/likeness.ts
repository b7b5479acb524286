import { ASKS, FILLERS, NEGATIONS, NUMBER_WORDS, POLES, PREFACE, SYNONYMS } from './likeness-words.ts';

/**
 * Whether two questions may share an answer. A vector says that two texts are about the same things; it does not see one
 * number, one "not" or one name that makes another question of it. So what it says is only believed about questions that
 * have all of these in common, and whose words do not differ in just the one place that matters.
 */

/** Longer texts are more than a question. */
const LONGEST = 400;
/** So great a part of two questions the same, word by word from both ends, and what lies between them is what is asked about. */
const FRAME = 0.6;

/**
 * What two questions must have in common to the letter: numerals, negations, words of direction, names, quotations and
 * what is asked for. Undefined for a text that is no single question in words.
 */
export function marksOf(question: string): string[] | undefined {
  const text = question.normalize('NFKC').trim();
  if (text === '' || text.length > LONGEST || /\n\s*\n|```/.test(text)) return undefined;
  const bare = text.replace(PREFACE, '').trim();
  const matches = (pattern: RegExp) => (text.match(pattern) ?? []).map((word) => word.toLowerCase());
  return [
    ...numerals(text).map((number) => `#${number}`),
    ...matches(NUMBER_WORDS).map((word) => `=${word}`),
    ...[...matches(NEGATIONS)]
      .map((word) => `!${/n['’]t$/.test(word) || word === 'cannot' ? 'not' : word}`)
      .sort(),
    ...matches(POLES).map((word) => `>${stem(word)}`),
    ...names(text).map((name) => `@${name}`),
    `?${ASKS.filter(([, pattern]) => pattern.test(bare)).map(([kind]) => kind)}`,
  ];
}

/** Whether the words in which two questions differ leave them the same question. Both have the same marks. */
export function mayMeanTheSame(a: string, b: string): boolean {
  const one = wordsOf(a);
  const other = wordsOf(b);
  const left = conceptsOf(a);
  const right = conceptsOf(b);
  const onlyLeft = left.filter((word) => !right.includes(word));
  const onlyRight = right.filter((word) => !left.includes(word));
  if (left.length === 0 || right.length === 0) return false;
  if (onlyLeft.length === 0 && onlyRight.length === 0) {
    // "From London to Paris" has the words of "from Paris to London".
    const same = [...new Set(left)].join(' ') === [...new Set(right)].join(' ');
    return same || (left.length <= 2 && right.length <= 2);
  }
  // Something is asked about that the other does not speak of, or one thing stands in the place of another.
  if (onlyLeft.length === 0 || onlyRight.length === 0) return false;
  if (onlyLeft.length === 1 && onlyRight.length === 1) return false;
  if (onlyLeft.length === left.length || onlyRight.length === right.length) return false;
  return framed(one, other) < FRAME;
}

/** The part of the longer one that both have in common from their beginnings and their ends. */
function framed(a: readonly string[], b: readonly string[]): number {
  const most = Math.min(a.length, b.length);
  let front = 0;
  while (front < most && a[front] === b[front]) front += 1;
  let back = 0;
  while (back < most - front && a.at(-1 - back) === b.at(-1 - back)) back += 1;
  return (front + back) / Math.max(a.length, b.length);
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** The words that say what a question is about: those that mean the same are one, endings are off, fillers are out. */
function conceptsOf(text: string): string[] {
  let plain = ` ${wordsOf(text).join(' ')} `;
  for (const [phrase, meaning] of SYNONYMS)
    plain = plain.replaceAll(new RegExp(` ${phrase}(?:s|es|d|ed|ing)? `, 'g'), ` ${meaning} `);
  return plain
    .split(' ')
    .filter((word) => word !== '' && !FILLERS.has(word))
    .map(stem);
}

/** Takes off the endings of plurals and tenses; cruder than a stemmer, and it never makes one word of two. */
function stem(word: string): string {
  if (word.length <= 4) return word.replace(/s$/, '');
  return word.replace(/(?:ings?|ed|es|s|e)$/, '').replace(/([b-df-hj-np-tv-z])\1$/, '$1');
}

/** Numbers as they count: 1,000 is 1000, and 1.50 is 1.5. */
function numerals(text: string): string[] {
  return (text.match(/\d[\d.,:/-]*/g) ?? []).map((number) => {
    const plain = number.replace(/[.,:/-]+$/, '').replaceAll(/,(?=\d{3}\b)/g, '');
    return /^\d+\.\d+$/.test(plain) ? String(Number(plain)) : plain;
  });
}

const NAME = /[\p{L}\p{N}][\p{L}\p{N}&'’._-]*/gu;
const QUOTED = /["“”«»„`]([^"“”«»„`]{1,80})["“”«»„`]/g;

/** Names, codes, addresses, what stands in quotation marks, signs of money: in their order, because that counts too. */
function names(text: string): string[] {
  const found = [...text.matchAll(QUOTED)].map(([, inside]) => inside?.toLowerCase() ?? '');
  for (const [sign] of text.matchAll(/[$€£¥%@#°]|\[[A-Z_]+\d*\]/gu)) found.push(sign);
  for (const match of text.matchAll(NAME)) {
    const [word] = match;
    const begins = /(?:^|[.!?:]\s*)$/.test(text.slice(0, match.index));
    const capital = /^\p{Lu}/u.test(word) && word !== 'I' && !/^I['’]/.test(word);
    const code = /\p{L}/u.test(word) && /\p{N}/u.test(word);
    const shouted = /\p{Lu}.*\p{Lu}/u.test(word);
    if (code || shouted || (capital && !begins)) found.push(word.toLowerCase().replace(/['’]s$/, ''));
  }
  return found;
}
