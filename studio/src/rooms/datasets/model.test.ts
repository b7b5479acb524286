import { describe, expect, it } from 'vitest';
import { EMPTY_ITEM, furtherFields, listed, measures, nameOf, textOf, withText } from './model.ts';

const ITEM = { ...EMPTY_ITEM, question: 'How long?', tags: ['returns', 'uk'] };

describe('a cell as text', () => {
  it('comes back as it was', () => {
    for (const column of ['question', 'answer', 'groups', 'tags'] as const)
      expect(withText(ITEM, column, textOf(ITEM, column))).toEqual(ITEM);
  });

  it('takes an emptied answer for none', () => {
    expect(withText({ ...ITEM, answer: 'x' }, 'answer', '  ').answer).toBeNull();
  });

  it('reads lists as people type them, in Chinese punctuation too', () => {
    expect(listed(' a, b;c，d、 a ,')).toEqual(['a', 'b', 'c', 'd']);
  });
});

it('measures something with an answer, a passage, or the word that there is none', () => {
  expect(measures(ITEM)).toBe(false);
  expect(measures({ ...ITEM, answer: ' ' })).toBe(false);
  expect(measures({ ...ITEM, answer: 'Thirty days.' })).toBe(true);
  expect(measures({ ...ITEM, passages: [{ document: 'returns.md', quote: '30 days' }] })).toBe(true);
  expect(measures({ ...ITEM, unanswerable: true })).toBe(true);
});

it('is the same example after a sealed version kept the old row', () => {
  expect(['ex_1', 'ex_1.4', 'ex_1.12'].map(nameOf)).toEqual(['ex_1', 'ex_1', 'ex_1']);
});

it('keeps fields that it has no column for', () => {
  const item = { ...ITEM, difficulty: 3 };
  expect(furtherFields(item)).toEqual({ difficulty: 3 });
  expect(furtherFields(ITEM)).toBeUndefined();
  expect(withText(item, 'tags', 'x')).toMatchObject({ difficulty: 3, tags: ['x'] });
});
