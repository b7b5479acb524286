import { nGrams, shared } from './n-grams.ts';

const ORDERS = [1, 2, 3, 4];

/**
 * Sentence BLEU (Papineni et al., 2002) from 0 to 1 as sacrebleu computes it: 13a tokens, the effective order, and
 * orders without a match smoothed by the exponential method (Chen & Cherry, 2014, method 3).
 */
export function bleu(input: string, reference: string): number {
  const [said, wanted] = [tokens13a(input), tokens13a(reference)];
  if (said.length === 0) return 0;
  const penalty = said.length < wanted.length ? Math.exp(1 - wanted.length / said.length) : 1;
  let logs = 0;
  let orders = 0;
  let smooth = 1;
  let matched = false;
  for (const n of ORDERS) {
    const total = said.length - n + 1;
    if (total <= 0) break;
    const hits = shared(nGrams(said, n), nGrams(wanted, n));
    matched ||= hits > 0;
    if (hits === 0) smooth *= 2;
    logs += Math.log(hits === 0 ? 1 / (smooth * total) : hits / total);
    orders += 1;
  }
  return matched ? penalty * Math.exp(logs / orders) : 0;
}

/**
 * Google BLEU (Wu et al., 2016, section 8.2): the smaller of precision and recall over all runs of one to four tokens;
 * as `nltk.translate.gleu_score` computes it, over the same tokens as BLEU.
 */
export function gleu(input: string, reference: string): number {
  const [said, wanted] = [tokens13a(input), tokens13a(reference)];
  let hits = 0;
  for (const n of ORDERS) hits += shared(nGrams(said, n), nGrams(wanted, n));
  const most = Math.max(runs(said.length), runs(wanted.length));
  return most === 0 ? 0 : hits / most;
}

function runs(length: number): number {
  return ORDERS.reduce((sum, n) => sum + Math.max(0, length - n + 1), 0);
}

/**
 * The tokens of mteval-v13a, which sacrebleu's default is equivalent to. Chinese characters are tokens of their own, as
 * in its `zh`: without that a sentence would be one token.
 */
function tokens13a(text: string): string[] {
  const plain = text
    .trimEnd()
    .replaceAll('<skipped>', '')
    .replaceAll('-\n', '')
    .replaceAll('\n', ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll(/\p{Script=Han}/gu, ' $& ');
  return ` ${plain} `
    .replaceAll(/[{-~[-` -&(-+:-@/]/gu, ' $& ')
    .replaceAll(/([^0-9])([.,])/gu, '$1 $2 ')
    .replaceAll(/([.,])([^0-9])/gu, ' $1 $2')
    .replaceAll(/([0-9])(-)/gu, '$1 $2 ')
    .split(/\s+/u)
    .filter((token) => token !== '');
}
