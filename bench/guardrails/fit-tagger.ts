import { DYNAMIC, LABELS, labelFeatures, STATIC, staticFeatures } from '../../src/guardrails/pii/features.ts';
import { maskOf } from '../../src/guardrails/pii/find-pii.ts';
import { structured } from '../../src/guardrails/pii/structured.ts';
import type { TaggerFile } from '../../src/guardrails/pii/tagger.ts';
import { type Token, tokens } from '../../src/guardrails/pii/tokens.ts';
import type { Labelled } from './pii-sentences.ts';
import { seeded } from './seeded.ts';

const L = LABELS.length;
const EPOCHS = 6;
const RATE = 0.2;
/** Rows kept in the file: those that weigh most. */
const KEPT = 20_000;
/** How often a name's word, its place in our lists, or the label before it is hidden, so that none is relied on alone. */
const HIDE_WORD = 0.3;
const HIDE_KNOWN = 0.2;
const WRONG_BEFORE = 0.08;
const UNKNOWN_WORD = 3;
/** How often any single feature is left out: a few templates of a data set would otherwise be learned word for word. */
const LEFT_OUT = 0.35;

/** A maximum-entropy Markov tagger: multinomial logistic regression over hashed features, by AdaGrad. */
export function fitTagger(sentences: readonly Labelled[]): TaggerFile {
  const random = seeded(3);
  const data = sentences.map((one) => {
    const all = tokens(one.text, maskOf(one.text, structured(one.text)));
    return { all, gold: all.map((token) => labelOf(token, one)) };
  });
  const index = new Map<number, number>();
  let weights = new Float32Array(L * 400_000);
  let squares = new Float32Array(L * 400_000).fill(1e-4);
  const rowOf = (key: number) => {
    const known = index.get(key);
    if (known !== undefined) return known;
    const row = index.size;
    index.set(key, row);
    if ((row + 1) * L > weights.length) {
      const more = new Float32Array(weights.length * 2);
      more.set(weights);
      weights = more;
      const squaresToo = new Float32Array(weights.length).fill(1e-4);
      squaresToo.set(squares);
      squares = squaresToo;
    }
    return row;
  };
  const fixed = new Int32Array(STATIC);
  const moving = new Int32Array(DYNAMIC);
  const space = new Int32Array(STATIC + DYNAMIC);
  const p = new Float64Array(L);
  const order = data.map((_, i) => i);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    for (let i = order.length - 1; i > 0; i -= 1) {
      const k = Math.floor(random() * (i + 1));
      [order[i], order[k]] = [order[k] ?? 0, order[i] ?? 0];
    }
    for (const at of order) {
      const { all, gold } = data[at] ?? { all: [], gold: [] };
      const seen = all.map((token, i) => disguise(token, gold[i] ?? 0, random));
      for (const [i, label] of gold.entries()) {
        staticFeatures(seen, i, fixed);
        const guess = random() < WRONG_BEFORE ? Math.floor(random() * L) : (gold[i - 1] ?? 0);
        labelFeatures(seen, i, guess, gold[i - 2] ?? 0, moving);
        let used = 0;
        const use = (key: number) => {
          if (random() < LEFT_OUT) return;
          space[used] = rowOf(key);
          used += 1;
        };
        fixed.forEach(use);
        moving.forEach(use);
        const rows = space.subarray(0, used);
        p.fill(0);
        for (const row of rows)
          for (let l = 0; l < L; l += 1) p[l] = (p[l] ?? 0) + (weights[row * L + l] ?? 0);
        const top = Math.max(...p);
        let total = 0;
        for (let l = 0; l < L; l += 1) {
          p[l] = Math.exp((p[l] ?? 0) - top);
          total += p[l] ?? 0;
        }
        for (let l = 0; l < L; l += 1) {
          const error = (p[l] ?? 0) / total - (l === label ? 1 : 0);
          if (Math.abs(error) < 0.002) continue;
          for (const row of rows) {
            const slot = row * L + l;
            squares[slot] = (squares[slot] ?? 0) + error * error;
            weights[slot] = (weights[slot] ?? 0) - (RATE * error) / Math.sqrt(squares[slot] ?? 1);
          }
        }
      }
    }
  }
  return pack(index, weights);
}

/** Hides what would be learned by heart. */
function disguise(token: Token, label: number, random: () => number): Token {
  const hideWord = label !== 0 && random() < HIDE_WORD;
  const hideKnown = token.known !== 0 && random() < HIDE_KNOWN;
  if (!hideWord && !hideKnown) return token;
  return {
    ...token,
    word: hideWord ? UNKNOWN_WORD : token.word,
    known: hideKnown ? token.known & ~15 : token.known,
  };
}

const INDEX = new Map<string, number>(LABELS.map((label, i) => [label, i]));

function labelOf(token: Token, one: Labelled): number {
  const span = one.spans.find((other) => other.start < token.end && token.start < other.end);
  return INDEX.get(span?.type ?? 'O') ?? 0;
}

function pack(index: ReadonlyMap<number, number>, weights: Float32Array): TaggerFile {
  const all = [...index].map(([key, row]) => {
    // What is the same for all labels changes nothing.
    const own = Array.from({ length: L }, (_, l) => weights[row * L + l] ?? 0);
    const mean = own.reduce((sum, x) => sum + x, 0) / L;
    const centred = own.map((x) => x - mean);
    return { key, centred, size: Math.max(...centred.map(Math.abs)) };
  });
  const kept = all
    .filter((one) => one.key !== 0)
    .sort((a, b) => b.size - a.size)
    .slice(0, KEPT);
  const scale = Math.min(kept[0]?.size ?? 1, 3) / 127;
  const keys = Buffer.alloc(kept.length * 4);
  const packed = Buffer.alloc(kept.length * L);
  for (const [i, { key, centred }] of kept.entries()) {
    keys.writeInt32LE(key, i * 4);
    for (const [l, x] of centred.entries())
      packed.writeInt8(Math.max(-127, Math.min(127, Math.round(x / scale))), i * L + l);
  }
  return {
    scale: Number(scale.toPrecision(6)),
    keys: keys.toString('base64'),
    weights: packed.toString('base64'),
  };
}
