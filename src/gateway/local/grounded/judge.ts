import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  type Evidence,
  QUESTION_FEATURES,
  questionFeatures,
  type Scored,
  SENTENCE_FEATURES,
} from './features.ts';

interface Linear {
  bias: number;
  weights: number[];
}

interface Head {
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
const WEIGHTS = loadWeights();
/** Says whether two answers came from the same weights. */
export const WEIGHTS_REVISION = createHash('sha256')
  .update(JSON.stringify(WEIGHTS))
  .digest('hex')
  .slice(0, 12);

function loadWeights(): Weights {
  const weights: Weights = JSON.parse(readFileSync(new URL('./weights.json', import.meta.url), 'utf8'));
  // Weights are a list; applied to features in another order they would still give numbers, only wrong ones.
  const same = (a: readonly string[], b: readonly string[]) => a.join() === b.join();
  if (
    !same(weights.sentenceFeatures, SENTENCE_FEATURES) ||
    !same(weights.questionFeatures, QUESTION_FEATURES)
  ) {
    throw new Error('weights.json was learned from other features; run "npm run train"');
  }
  return weights;
}

/** From here on the embedding model knows the question's language well enough for the head that relies on it. */
export const KNOWN_TRUST = 0.87;
/**
 * A second sentence is cited when it is at least this likely compared with the first. On the training folds of XQuAD en,
 * cross-validated: 0.35 has the answer in .833 with 1.41 sentences each, 0.25 in .839 with 1.51, 0.15 in .846 with 1.68.
 */
const SECOND_RATIO = 0.25;

export interface Judgement {
  /** The sentences to answer with, best first: one, or two when the second is nearly as likely. */
  picks: Scored[];
  /** Probability that the question can be answered from the passages, 0 to 1. */
  answerable: number;
  /** The probability below which the model abstains. */
  threshold: number;
}

/** Picks the sentences that answer best, and says how likely it is that they answer at all. */
export function judge(evidence: Evidence): Judgement | undefined {
  const head = evidence.trust >= KNOWN_TRUST ? WEIGHTS.known : WEIGHTS.foreign;
  const ranked = evidence.scored
    .map((scored) => ({ scored, logit: apply(head.sentence, scored.features) }))
    .sort((a, b) => b.logit - a.logit);
  const [first, second] = ranked;
  if (!first) return undefined;
  const alike = second && sigmoid(second.logit) > SECOND_RATIO * sigmoid(first.logit);
  const logit = apply(head.question, questionFeatures(evidence.scored, first.scored, first.logit));
  return {
    picks: alike ? [first.scored, second.scored] : [first.scored],
    answerable: sigmoid(logit),
    threshold: sigmoid(head.threshold),
  };
}

export function apply(model: Linear, features: readonly number[]): number {
  return features.reduce((sum, x, i) => sum + x * (model.weights[i] ?? 0), model.bias);
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
