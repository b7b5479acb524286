import type { Token } from './tokens.ts';

/** What a token can be part of; the place in the list is the number of the label. */
export const LABELS = ['O', 'PERSON', 'ORGANIZATION', 'ADDRESS', 'LOCATION', 'TITLE'] as const;

const EDGE: Token = {
  start: 0,
  end: 0,
  word: 1,
  suffix2: 1,
  suffix3: 1,
  shape: 2,
  known: 0,
  writing: 1,
  lineStart: 0,
  sentenceStart: 0,
};

/** Mixes the number of a template with up to three values into one feature; 32 bits with a sign, which are fastest. */
function mix(template: number, a: number, b: number, c: number): number {
  let h = Math.imul(template + 0x9e3779b9, 0x85ebca6b) ^ a;
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d) ^ b;
  h = Math.imul(h ^ (h >>> 13), 0x297a2d39) ^ c;
  h = Math.imul(h ^ (h >>> 16), 0x165667b1);
  return h ^ (h >>> 15);
}

/** How many features `staticFeatures` and `labelFeatures` write. */
export const STATIC = 33;
export const DYNAMIC = 9;

/** Features of a token that do not depend on the labels before it, written into `out`. */
export function staticFeatures(all: readonly Token[], i: number, out: Int32Array): void {
  const t = all[i] ?? EDGE;
  const p = all[i - 1] ?? EDGE;
  const pp = all[i - 2] ?? EDGE;
  const n = all[i + 1] ?? EDGE;
  const nn = all[i + 2] ?? EDGE;
  out[0] = mix(1, t.word, 0, 0);
  out[1] = mix(2, p.word, 0, 0);
  out[2] = mix(3, n.word, 0, 0);
  out[3] = mix(4, pp.word, 0, 0);
  out[4] = mix(5, nn.word, 0, 0);
  out[5] = mix(6, p.word, t.word, 0);
  out[6] = mix(7, t.word, n.word, 0);
  out[7] = mix(8, t.shape, t.writing, 0);
  out[8] = mix(9, p.shape, t.shape, 0);
  out[9] = mix(10, t.shape, n.shape, 0);
  out[10] = mix(11, p.shape, t.shape, n.shape);
  out[11] = mix(12, t.known, t.writing, 0);
  out[12] = mix(13, p.known, t.known, 0);
  out[13] = mix(14, t.known, n.known, 0);
  out[14] = mix(15, t.suffix3, t.shape, 0);
  out[15] = mix(16, t.suffix2, t.shape, 0);
  out[16] = mix(17, p.word, t.shape, 0);
  out[17] = mix(18, n.word, t.shape, 0);
  out[18] = mix(19, p.word, t.known, 0);
  out[19] = mix(20, pp.word, p.word, 0);
  out[20] = mix(21, n.word, nn.word, 0);
  out[21] = mix(22, t.shape, t.known, t.writing);
  out[22] = mix(23, t.lineStart, t.shape, t.known);
  out[23] = mix(24, p.known, t.known, n.known);
  out[24] = mix(25, pp.word, p.word, t.shape);
  out[25] = mix(26, t.sentenceStart, t.shape, t.known);
  out[26] = mix(27, t.known, p.shape, 0);
  out[27] = mix(28, t.known, n.word, 0);
  out[28] = mix(29, p.known, t.shape, 0);
  out[29] = mix(30, n.known, t.shape, 0);
  out[30] = mix(31, nn.known, n.shape, t.shape);
  out[31] = mix(32, pp.known, p.shape, t.shape);
  out[32] = mix(33, t.sentenceStart, t.word, 0);
}

/** Features of a token together with the labels of the two tokens before it. */
export function labelFeatures(
  all: readonly Token[],
  i: number,
  before: number,
  before2: number,
  out: Int32Array,
): void {
  const t = all[i] ?? EDGE;
  const p = all[i - 1] ?? EDGE;
  const n = all[i + 1] ?? EDGE;
  out[0] = mix(51, before, 0, 0);
  out[1] = mix(52, before, t.shape, 0);
  out[2] = mix(53, before, t.known, 0);
  out[3] = mix(54, before, t.word, 0);
  out[4] = mix(55, before, p.word, 0);
  out[5] = mix(56, before, before2, 0);
  out[6] = mix(57, before, t.shape, n.shape);
  out[7] = mix(58, before, p.shape, t.shape);
  out[8] = mix(59, before * 8 + before2, p.shape, t.shape);
}
