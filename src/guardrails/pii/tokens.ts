import { fold, KNOWN, knownAs, placeLength } from './gazetteer/gazetteer.ts';

/** One word, number or sign, with what the tagger looks at. Numbers instead of strings, because this is the hot path. */
export interface Token {
  start: number;
  end: number;
  /** Hash of the word without case and accents, digits made alike. */
  word: number;
  suffix2: number;
  suffix3: number;
  shape: number;
  known: number;
  /** How its line is written: 0 lower case only, 1 mixed, 2 capitals only. */
  writing: number;
  /** 1 or 0. */
  lineStart: number;
  /** 1 or 0. */
  sentenceStart: number;
}

const TOKEN = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*|\n|\S/gu;
const POSSESSIVE = /['’]s$/i;
const TRAILING = /['’-]+$/;

/** Chinese is read by rules; like what has a form of its own, the tagger leaves it alone. */
const HAN = 150;

const FNV = 0x01000193;

/** FNV-1a over a part of a string. */
export function hashOf(text: string, from = 0): number {
  let h = 0x811c9dc5;
  for (let i = from; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), FNV);
  return h | 0;
}

/** What a word looks like by itself. */
interface Look {
  plain: string;
  word: number;
  suffix2: number;
  suffix3: number;
  shape: number;
  known: number;
}

/** Most words of a text have been seen before; looking at each anew took most of the time. */
const looks = new Map<string, Look>();
const MOST_LOOKS = 20_000;
/** Longer ones are not words, and would fill the memory. */
const LONGEST_WORD = 40;

function lookOf(raw: string): Look {
  const seen = looks.get(raw);
  if (seen) return seen;
  const plain = fold(raw);
  const look = {
    plain,
    word: hashOf(plain.replace(/\d/g, '0')),
    suffix2: hashOf(plain, Math.max(0, plain.length - 2)),
    suffix3: hashOf(plain, Math.max(0, plain.length - 3)),
    shape: shapeOf(raw),
    known: knownAs(raw, plain),
  };
  if (raw.length > LONGEST_WORD) return look;
  if (looks.size >= MOST_LOOKS) looks.clear();
  looks.set(raw, look);
  return look;
}

/** Cuts a text into tokens. `masked` says what kind of structured finding (card, e-mail…) a place is part of; 0 if none. */
export function tokens(text: string, masked: (start: number, end: number) => number): Token[] {
  const out: Token[] = [];
  const folded: string[] = [];
  let lineFrom = 0;
  let lower = 0;
  let upper = 0;
  let fresh = true;
  let sentence = true;
  const closeLine = () => {
    const writing = upper === 0 ? 0 : lower === 0 && upper > 3 ? 2 : 1;
    for (let i = lineFrom; i < out.length; i += 1) if (out[i]) (out[i] as Token).writing = writing;
    lineFrom = out.length;
    lower = 0;
    upper = 0;
    fresh = true;
    sentence = true;
  };
  let skipUntil = 0;
  for (const match of text.matchAll(TOKEN)) {
    const start = match.index;
    if (start < skipUntil) continue;
    let raw = match[0];
    if (raw.length > 1) raw = raw.replace(POSSESSIVE, '').replace(TRAILING, '') || raw;
    const kind = masked(start, start + raw.length);
    const look = lookOf(raw);
    const plain = look.plain;
    const first = raw.codePointAt(0) ?? 0;
    const isLetter = plain !== raw || (first >= 97 && first <= 122) || first > 0x2ff;
    if (isLetter && kind === 0) {
      if (plain === raw) lower += raw.length;
      else {
        upper += 1;
        if (raw.length > 1 && raw.slice(1) !== raw.slice(1).toUpperCase()) lower += raw.length;
      }
    }
    out.push({
      start,
      end: start + raw.length,
      word: kind ? kind : look.word,
      suffix2: look.suffix2,
      suffix3: look.suffix3,
      shape: kind ? 100 + kind : look.shape,
      known: kind ? 0 : look.known,
      writing: 1,
      lineStart: fresh ? 1 : 0,
      sentenceStart: sentence ? 1 : 0,
    });
    folded.push(plain);
    if (raw === '\n') closeLine();
    else {
      fresh = false;
      sentence = raw === '.' || raw === '!' || raw === '?' || ((raw === '"' || raw === ':') && sentence);
    }
    skipUntil = start + raw.length;
  }
  closeLine();
  markPlaces(out, folded);
  return out;
}

/** Places of several words are known only together. */
function markPlaces(all: Token[], folded: readonly string[]): void {
  for (let i = 0; i < all.length; i += 1) {
    const length = placeLength(folded, i);
    for (let k = 0; k < length; k += 1) {
      const token = all[i + k];
      if (token) token.known |= KNOWN.partOfPlace;
    }
    if (length > 0) i += length - 1;
  }
}

/** How a token is written: case, digits and their number, or the sign itself. */
export function shapeOf(raw: string): number {
  const first = raw.charCodeAt(0);
  if (first >= 0x3400 && first <= 0x9fff) return HAN;
  if (raw === '\n') return 1;
  const digit = first >= 48 && first <= 57;
  if (digit) {
    if (/^\d+$/.test(raw)) return 10 + Math.min(8, raw.length);
    return /\p{L}/u.test(raw) ? 20 : 21;
  }
  if (!/\p{L}/u.test(raw)) return 200 + (first % 50);
  if (/\d/.test(raw)) return 22;
  if (raw.includes('-')) return /^\p{Lu}/u.test(raw) ? 23 : 24;
  if (/^\p{Lu}/u.test(raw)) {
    if (raw.length === 1) return 30;
    if (raw === raw.toUpperCase()) return raw.length <= 3 ? 31 : 32;
    return /\p{Lu}/u.test(raw.slice(1)) ? 33 : 34;
  }
  return /\p{Lu}/u.test(raw) ? 40 : raw.length <= 2 ? 41 : 42;
}
