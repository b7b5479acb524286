import { describe, expect, it } from 'vitest';
import { markWords } from './mark-words.ts';

const marked = (text: string, question: string) =>
  markWords(text, question)
    .map((piece) => (piece.marked ? `[${piece.text}]` : piece.text))
    .join('');

describe('markWords', () => {
  it('marks the words of the question with their endings, whatever their case', () => {
    expect(marked('Returns of a petrol mower: 30 days.', 'return petrol mowers within 30')).toBe(
      '[Returns] of a [petrol] mower: [30] days.',
    );
  });

  it('leaves short words and the insides of other words alone', () => {
    expect(marked('The cat is a vacation', 'is a cat action')).toBe('The cat is a vacation');
  });

  it('marks pairs of Chinese characters', () => {
    expect(marked('退货期限为七天', '退货期限是几天')).toBe('[退货期限]为七天');
  });

  it('takes nothing in a question for a pattern, and loses no text', () => {
    const text = 'a (b) [c] .* \\ text';
    expect(marked(text, '.*( [ \\')).toBe(text);
    expect(
      markWords(text, 'text')
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
  });
});
