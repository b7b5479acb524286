import { expect, it } from 'vitest';
import { sameText } from './same-text.ts';

it('takes texts for the same that differ in case, spacing or punctuation', () => {
  expect(sameText('  Where is my ORDER?! ')).toBe(sameText('where is my order'));
});

it.each([
  ['vowels of Hindi', 'किताब', 'कताब'],
  ['tones of Thai', 'มา', 'ม้า'],
  ['pictures', '👍', '👎'],
  ['digits', 'model 2', 'model 3'],
])('tells %s apart', (_what, one, other) => {
  expect(sameText(one)).not.toBe(sameText(other));
});
