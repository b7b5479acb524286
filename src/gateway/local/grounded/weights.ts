import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { QUESTION_FEATURES, SENTENCE_FEATURES } from './features.ts';

/** A linear model: bias and one weight a feature. */
export interface Linear {
  bias: number;
  weights: number[];
}

export interface Head {
  /** Log-odds that a sentence holds the answer. */
  sentence: Linear;
  /** Log-odds that the question can be answered from what was found. */
  question: Linear;
  /** Below this the model abstains; where it comes from is written beside it. */
  threshold: number;
}

interface Weights {
  sentenceFeatures: string[];
  questionFeatures: string[];
  known: Head;
  foreign: Head;
}

/** Learned by `npm run train`; the file says from what. */
const FILE: Weights = JSON.parse(readFileSync(new URL('./weights.json', import.meta.url), 'utf8'));
/** Says whether two answers came from the same weights. */
export const WEIGHTS_REVISION = createHash('sha256').update(JSON.stringify(FILE)).digest('hex').slice(0, 12);

/**
 * Weights are a list; applied to features in another order they would still give numbers, only wrong ones. Asked with the
 * first question and not at the start, because `npm run train` opens a platform to learn them anew.
 *
 * @throws when they were learned from other features than the code has.
 */
export function weights(): Weights {
  const same = (a: readonly string[], b: readonly string[]) => a.join() === b.join();
  if (!same(FILE.sentenceFeatures, SENTENCE_FEATURES) || !same(FILE.questionFeatures, QUESTION_FEATURES))
    throw new Error('weights.json was learned from other features; run "npm run train"');
  return FILE;
}
