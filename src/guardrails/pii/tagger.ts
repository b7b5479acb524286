import type { Finding } from '../check.ts';
import { DYNAMIC, LABELS, labelFeatures, STATIC, staticFeatures } from './features.ts';
import { KNOWN } from './gazetteer/gazetteer.ts';
import type { Token } from './tokens.ts';

/** The tagger as it stands in its file: keys (4 bytes each) and one signed byte a label for each of them, base64. */
export interface TaggerFile {
  scale: number;
  keys: string;
  weights: string;
}

const L = LABELS.length;
/** Slots of the table; at most half may be filled, or looking up gets slow. */
const SLOTS = 1 << 16;
const MASK = SLOTS - 1;
const NOT_AN_ENTITY = 0;
/** Labels of what is written with a capital, and the shapes of words without one. */
const CAPITAL = new Set([
  LABELS.indexOf('PERSON'),
  LABELS.indexOf('ORGANIZATION'),
  LABELS.indexOf('LOCATION'),
]);
const SMALL = new Set([24, 41, 42]);
/** Shapes from here on are signs. */
const SIGN = 200;
const NEW_LINE = 1;
const NAMES = KNOWN.first | KNOWN.last | KNOWN.place | KNOWN.partOfPlace;
/** Less sure findings are more often wrong than right. A job says little about a person, and is reported only. */
const LEAST = 0.45;
const JOB = 0.45;

/** Tags tokens from left to right: each gets the label that its looks and the labels before it make most likely. */
export function openTagger(file: TaggerFile): (text: string, all: readonly Token[]) => Finding[] {
  const { keys, rows } = openTable(file);
  const fixed = new Int32Array(STATIC);
  const moving = new Int32Array(DYNAMIC);
  const sums = new Int32Array(L);
  const addAll = (features: Int32Array) => {
    for (let f = 0; f < features.length; f += 1) {
      const key = features[f] ?? 0;
      let slot = key & MASK;
      let there = keys[slot];
      while (there !== 0 && there !== key) {
        slot = (slot + 1) & MASK;
        there = keys[slot];
      }
      if (there === 0) continue;
      const row = slot * L;
      for (let l = 0; l < L; l += 1) sums[l] = (sums[l] ?? 0) + (rows[row + l] ?? 0);
    }
  };
  return (text, all) => {
    const found: Finding[] = [];
    let before = 0;
    let before2 = 0;
    let open: (Finding & { tokens: number }) | undefined;
    for (const [i, token] of all.entries()) {
      if (before === NOT_AN_ENTITY && cannotBegin(token)) {
        before2 = before;
        open = undefined;
        continue;
      }
      sums.fill(0);
      staticFeatures(all, i, fixed);
      addAll(fixed);
      labelFeatures(all, i, before, before2, moving);
      addAll(moving);
      const { label, probability } = choose(sums, file.scale, token, before);
      if (open && label !== before) open = undefined;
      if (label !== NOT_AN_ENTITY) {
        if (open) {
          open.end = token.end;
          open.score += probability;
          open.tokens += 1;
        } else {
          open = {
            check: 'pii',
            type: LABELS[label] ?? 'O',
            start: token.start,
            end: token.end,
            score: probability,
            tokens: 1,
          };
          found.push(open);
        }
      }
      before2 = before;
      before = label;
    }
    return found.flatMap((one) => tidy(text, one as Finding & { tokens: number }));
  };
}

/** Signs and, in a text with capitals, unlisted words without one begin nothing: most of a text, and not worth a look. */
function cannotBegin({ shape, writing, known }: Token): boolean {
  return shape >= SIGN || shape === NEW_LINE || (writing === 1 && known === 0 && SMALL.has(shape));
}

function choose(
  sums: Int32Array,
  scale: number,
  token: Token,
  before: number,
): { label: number; probability: number } {
  const masked = token.shape > 100 && token.shape < 200;
  // In a text with capitals a name has one, unless it is known or goes on ("Ludwig van").
  const small = token.writing === 1 && SMALL.has(token.shape) && (token.known & NAMES) === 0;
  let label = 0;
  if (!masked)
    for (let l = 1; l < L; l += 1)
      if ((sums[l] ?? 0) > (sums[label] ?? 0) && !(small && CAPITAL.has(l) && l !== before)) label = l;
  let total = 0;
  for (let l = 0; l < L; l += 1) total += Math.exp(((sums[l] ?? 0) - (sums[label] ?? 0)) * scale);
  return { label, probability: Math.min(1, 1 / total) };
}

/** A house number that was left outside of its address. */
const NUMBER_BEFORE = /(?<![\p{L}\d.,-])\d{1,5} $/u;
const LEADING = /^(?:(?:the|a|an|in|at|to|for|from|with)\s)+/i;

/** Takes signs off the ends (`Miller,`), and drops what holds no letter or digit. */
function tidy(text: string, { tokens, ...one }: Finding & { tokens: number }): Finding[] {
  let { start, end } = one;
  if (one.type === 'ADDRESS')
    start -= NUMBER_BEFORE.exec(text.slice(Math.max(0, start - 12), start))?.[0].length ?? 0;
  start += LEADING.exec(text.slice(start, end))?.[0].length ?? 0;
  while (start < end && !/[\p{L}\p{N}]/u.test(text[start] ?? '')) start += 1;
  while (end > start && !/[\p{L}\p{N}.]/u.test(text[end - 1] ?? '')) end -= 1;
  // "invoice #37777" is no postcode.
  if (text[start - 1] === '#') return [];
  if (end - start < 2 && one.type !== 'ADDRESS') return [];
  const score = Math.round(Math.min(one.score / tokens, one.type === 'TITLE' ? JOB : 1) * 1000) / 1000;
  return start < end && score >= LEAST ? [{ ...one, start, end, score }] : [];
}

function openTable(file: TaggerFile): { keys: Int32Array; rows: Int8Array } {
  const packed = Buffer.from(file.keys, 'base64');
  const weights = Buffer.from(file.weights, 'base64');
  const keys = new Int32Array(SLOTS);
  const rows = new Int8Array(SLOTS * L);
  for (let i = 0; i * 4 < packed.length; i += 1) {
    const key = packed.readInt32LE(i * 4);
    let slot = key & MASK;
    while (keys[slot] !== 0) slot = (slot + 1) & MASK;
    keys[slot] = key;
    for (let l = 0; l < L; l += 1) rows[slot * L + l] = weights.readInt8(i * L + l);
  }
  return { keys, rows };
}
