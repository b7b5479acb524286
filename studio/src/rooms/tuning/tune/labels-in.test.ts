import { describe, expect, it } from 'vitest';
import { labelsIn } from './labels-in.ts';

describe('what could be learned from answers', () => {
  it('is one label a text', () => {
    expect(labelsIn(['billing', 'returns', 'billing', null])).toEqual({
      task: 'single',
      examples: 4,
      labelled: 3,
      labels: ['billing', 'returns'],
      free: false,
    });
  });

  it('is a path', () => {
    expect(labelsIn(['Tools > Drills', 'Tools > Saws']).task).toBe('hierarchical');
  });

  it.each([[['red\nlarge', 'red']], [['["red", "large"]', '["red"]']]])(
    'is several labels (%#)',
    (answers) => {
      const found = labelsIn([...answers, ...answers]);
      expect(found.labels).toEqual(['red', 'large']);
    },
  );

  it('is nothing to classify where every answer is a sentence of its own', () => {
    const sentences = Array.from({ length: 40 }, (_, i) => `You have ${i} days to bring it back.`);
    expect(labelsIn(sentences).free).toBe(true);
    expect(labelsIn(sentences.map((_, i) => (i % 2 ? 'yes' : 'no'))).free).toBe(false);
  });
});
