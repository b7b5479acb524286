import { expect, it } from 'vitest';
import { QUESTION_FEATURES, SENTENCE_FEATURES } from './features.ts';
import { weights } from './weights.ts';

it('the weights of local/grounded are those of its features', () => {
  for (const { sentence, question, threshold } of [weights().known, weights().foreign]) {
    expect(sentence.weights).toHaveLength(SENTENCE_FEATURES.length);
    expect(question.weights).toHaveLength(QUESTION_FEATURES.length);
    expect([sentence.bias, question.bias, threshold].every(Number.isFinite)).toBe(true);
  }
});
