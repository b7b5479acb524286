import { describe, expect, it } from 'vitest';
import { bleu, gleu } from './bleu.ts';
import { fuzzyMatch } from './fuzzy-match.ts';
import { lcsLength } from './lcs.ts';
import reference from './reference/values.json' with { type: 'json' };
import { rougeL, rougeN } from './rouge.ts';

const close = (got: number, want: number) =>
  expect(Math.abs(got - want), `${got} against ${want}`).toBeLessThanOrEqual(1e-9);

describe('against rapidfuzz, sacrebleu, nltk and rouge-score (reference/make.py says how the values were made)', () => {
  it('has pairs that tell the measures apart', () => {
    expect(reference.pairs.length).toBeGreaterThan(30);
    const between = reference.pairs.filter((pair) => pair.bleu > 0 && pair.bleu < 1);
    expect(between.length).toBeGreaterThan(15);
  });

  describe.each(reference.pairs)('$input / $reference', (pair) => {
    const { input, reference: wanted } = pair;
    it('fuzzy_match', () => close(fuzzyMatch(input, wanted), pair.fuzzy_match));
    it('bleu', () => close(bleu(input, wanted), pair.bleu));
    it('gleu', () => close(gleu(input, wanted), pair.gleu));
    it('rouge_1 to rouge_5', () => {
      const values = [pair.rouge_1, pair.rouge_2, pair.rouge_3, pair.rouge_4, pair.rouge_5];
      for (const [i, value] of values.entries()) close(rougeN(input, wanted, i + 1), value);
    });
    it('rouge_l', () => close(rougeL(input, wanted), pair.rouge_l));
  });
});

describe('the longest common subsequence', () => {
  /** The textbook's table. */
  function slow(a: string[], b: string[]): number {
    let row = Array<number>(b.length + 1).fill(0);
    for (const x of a) {
      const next = [0];
      for (const [j, y] of b.entries())
        next.push(x === y ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0));
      row = next;
    }
    return row.at(-1) ?? 0;
  }

  it('is what the table says, at every length around a machine word', () => {
    let state = 7117;
    const draw = (below: number) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    for (const letters of [2, 4, 26]) {
      for (const length of [0, 1, 31, 32, 33, 63, 64, 65, 100, 130]) {
        const text = () => Array.from({ length: length + draw(4) }, () => String(draw(letters)));
        const [a, b] = [text(), text()];
        expect(lcsLength(a, b), `${a.join('')} ${b.join('')}`).toBe(slow(a, b));
      }
    }
  });

  it('compares 20,000 characters with as many in less than a second', () => {
    const text = Array.from({ length: 20_000 }, (_, i) => String.fromCharCode(97 + ((i * i) % 26))).join('');
    const began = performance.now();
    expect(fuzzyMatch(text, [...text].reverse().join(''))).toBeGreaterThan(0.3);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
