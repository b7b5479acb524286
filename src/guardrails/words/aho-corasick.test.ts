import { expect, it } from 'vitest';
import { createWordFinder } from './aho-corasick.ts';

it('finds whole words in any case, also those inside others, and nothing inside of words', () => {
  const find = createWordFinder(['Acme', 'acme bank', 'bank', 'art', '竞品']);
  const text = 'ACME Bank, not the party; İ acme 我们的竞品好';
  expect(find(text).map(({ start, end }) => text.slice(start, end))).toEqual([
    'ACME',
    'ACME Bank',
    'Bank',
    'acme',
    '竞品',
  ]);
});

it('finds nothing with an empty list', () => {
  expect(createWordFinder([])('anything')).toEqual([]);
});
