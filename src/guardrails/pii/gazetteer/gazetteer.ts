import names from './names.json' with { type: 'json' };

/** Bits of what a word is known as; a word may be several things (`Jordan`, `Florence`). */
export const KNOWN = {
  first: 1,
  last: 2,
  place: 4,
  partOfPlace: 8,
  street: 16,
  unit: 32,
  state: 64,
  org: 128,
  prefix: 256,
  job: 512,
  group: 1024,
} as const;

const MARKS = /\p{M}/gu;
const LETTERS: Record<string, string> = {
  ø: 'o',
  æ: 'ae',
  å: 'a',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ß: 'ss',
  đ: 'd',
  ı: 'i',
};

/** Lower case without accents: the lists are written so. Plain ASCII, most words, takes the short way. */
export function fold(word: string): string {
  const lower = word.toLowerCase();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII begins with them
  if (/^[\u0000-\u007f]*$/.test(lower)) return lower;
  return lower
    .normalize('NFD')
    .replace(MARKS, '')
    .replace(/[øæåðþłßđı]/g, (letter) => LETTERS[letter] ?? letter);
}

const words = (list: string) => list.split(' ');
const table = new Map<string, number>();
const put = (list: readonly string[], bit: number) => {
  for (const word of list) table.set(fold(word), (table.get(fold(word)) ?? 0) | bit);
};

/** Countries by the names that the language library knows, so that no list of ours goes out of date. */
function countries(): string[] {
  const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const out: string[] = [];
  for (let a = 65; a <= 90; a += 1) {
    for (let b = 65; b <= 90; b += 1) {
      const name = regions.of(String.fromCharCode(a, b));
      if (name) out.push(fold(name.replaceAll('&', 'and')));
    }
  }
  return [
    ...out,
    'usa',
    'u.s.',
    'uk',
    'united states of america',
    'great britain',
    'ivory coast',
    'swaziland',
    'czech republic',
    'russian federation',
    'korea',
    'viet nam',
    'macedonia',
  ];
}

/** Places of several words, by their first one. */
const longPlaces = new Map<string, string[][]>();
for (const place of [...countries(), ...names.places.split('|')]) {
  const parts = fold(place).split(/[ -]/);
  if (parts.length === 1) put(parts, KNOWN.place);
  else longPlaces.set(parts[0] ?? '', [...(longPlaces.get(parts[0] ?? '') ?? []), parts]);
}
put(words(names.first), KNOWN.first);
put(words(names.last), KNOWN.last);
put(words(names.streets), KNOWN.street);
put(words(names.units), KNOWN.unit);
put(words(names.orgEndings), KNOWN.org);
put(words(names.prefixes), KNOWN.prefix);
put(words(names.jobs), KNOWN.job);
put(words(names.groups), KNOWN.group);
const states = new Set(words(names.states));
const streetEndings = words(names.streetEndings);

/** What single words are known as. */
export function knownAs(word: string, folded: string): number {
  let bits = table.get(folded) ?? 0;
  if (states.has(word)) bits |= KNOWN.state;
  if (folded.length > 6 && streetEndings.some((ending) => folded.endsWith(ending))) bits |= KNOWN.street;
  return bits;
}

/** How many words from here on are one known place (`Costa Rica`); 0 if none. */
export function placeLength(folded: readonly string[], at: number): number {
  const candidates = longPlaces.get(folded[at] ?? '');
  if (!candidates) return 0;
  let longest = 0;
  for (const parts of candidates)
    if (parts.length > longest && parts.every((part, i) => folded[at + i] === part)) longest = parts.length;
  return longest;
}
