import type { Finding } from '../check.ts';
import { chinese } from './chinese.ts';
import { nationalities } from './nationalities.ts';
import { placesInAddress } from './places-in-address.ts';
import { structured } from './structured.ts';
import { openTagger, type TaggerFile } from './tagger.ts';
import { type Token, tokens } from './tokens.ts';

/** What kinds of structured findings look like to the tagger: a number in place of the word. */
const KINDS = [
  'EMAIL_ADDRESS',
  'DOMAIN_NAME',
  'PHONE_NUMBER',
  'CREDIT_CARD',
  'IBAN_CODE',
  'US_SSN',
  'DATE_TIME',
  'IP_ADDRESS',
];
/** A structured finding below this does not keep the tagger from reading the same words (`24 428557 Main Street`). */
const SURE = 0.5;

/** For each place of a text the kind of structured finding it is part of, 0 if none. */
export function maskOf(text: string, found: readonly Finding[]): (start: number, end: number) => number {
  const mask = new Uint8Array(text.length);
  for (const one of found)
    if (one.score >= SURE && KINDS.includes(one.type))
      mask.fill(2 + KINDS.indexOf(one.type), one.start, one.end);
  return (start) => mask[start] ?? 0;
}

/** Finds personal data: by form, by the tagger, and in Chinese by structure. */
export function openFindPii(file: TaggerFile): (text: string) => Finding[] {
  const tag = openTagger(file);
  return (text) => {
    const formed = structured(text);
    const all = tokens(text, maskOf(text, formed));
    const tagged = tag(text, all);
    const read = tagged.filter((one) => !isLoneNumber(text, one, tagged));
    // What has a form and is not sure gives way to an address that the tagger reads there.
    const kept = formed.filter(
      (one) => one.score >= SURE || !read.some((other) => other.start < one.end && one.start < other.end),
    );
    const found = [
      ...kept,
      ...read,
      ...read
        .filter((one) => one.type === 'ADDRESS')
        .flatMap((one) => placesInAddress(text, one, inside(all, one))),
      ...chinese(text),
      ...nationalities(all),
    ];
    return found.sort((a, b) => a.start - b.start || b.end - a.end);
  };
}

/** The tokens of a finding. */
function inside(all: readonly Token[], { start, end }: Finding): Token[] {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  let last = low;
  while (last < all.length && (all[last]?.start ?? end) < end) last += 1;
  return all.slice(low, last);
}

const POSTAL = /zip|post|plz|area code|address/i;
/** How far apart two parts of one address stand at most. */
const GAP = 6;

/** A number by itself ("Error 404") is a part of an address only beside another part, or where a word says so. */
function isLoneNumber(text: string, one: Finding, tagged: readonly Finding[]): boolean {
  if (one.type !== 'ADDRESS' || /\p{L}/u.test(text.slice(one.start, one.end))) return false;
  if (POSTAL.test(text.slice(Math.max(0, one.start - 30), one.start))) return false;
  return !tagged.some(
    (other) =>
      other !== one &&
      (other.type === 'ADDRESS' || other.type === 'LOCATION') &&
      other.start - one.end <= GAP &&
      one.start - other.end <= GAP,
  );
}
