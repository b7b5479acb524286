import { strToU8, zipSync } from 'fflate';
import type { Random } from '../random.ts';

const NOUNS = 'ladder drill timber shelf receipt warranty pallet counter invoice parcel engine battery'.split(
  ' ',
);
const VERBS = 'returns stores checks repairs ships weighs replaces labels inspects delivers'.split(' ');
const PLACES = 'the depot,the shop floor,the workshop,the yard,the back office,the loading bay'.split(',');

/** A Markdown page of a few sections; two draws of the same stream are the same page. */
export function writePage(random: Random): string {
  const sections = Array.from({ length: random.between(1, 4) }, () => {
    const sentences = Array.from({ length: random.between(3, 14) }, () => writeSentence(random));
    return `## ${capital(random.pick(NOUNS))} ${random.between(1, 99)}\n\n${sentences.join(' ')}`;
  });
  return `# Page ${random.between(1_000, 9_999)}\n\n${sections.join('\n\n')}\n`;
}

function writeSentence(random: Random): string {
  const [who, what, where] = [random.pick(NOUNS), random.pick(NOUNS), random.pick(PLACES)];
  return `The ${who} team ${random.pick(VERBS)} ${what} number ${random.between(1, 9_999)} in ${where}.`;
}

function capital(word: string): string {
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
}

/** The files as one archive; they become documents of their own. */
export function pack(files: ReadonlyMap<string, string>): Uint8Array<ArrayBuffer> {
  const entries = Object.fromEntries([...files].map(([name, text]) => [name, strToU8(text)]));
  // A fixed date: the same files are the same bytes, so that sending them again is recognised as unchanged.
  return new Uint8Array(zipSync(entries, { mtime: new Date('2020-01-01') }));
}
