import { describe, expect, it } from 'vitest';
import { searchTextFor } from './prompt.ts';

const searched = (before: string, last: string) =>
  searchTextFor([
    { role: 'user', content: before },
    { role: 'assistant', content: 'Within 45 days.' },
    { role: 'user', content: last },
  ]);

describe('a follow-up', () => {
  it.each([
    [
      'How long can I return goods in the United Kingdom?',
      'And how is it for the shops that you have in Spain?',
    ],
    ['在英国多久可以退货？', '那么如果我是在西班牙的门店购买的商品呢？'],
    ['在英国多久可以退货？', '还有通过网上商店订购的大件商品怎么办？'],
    ['¿Cuánto tarda la entrega en Madrid?', '¿y en las islas, cuánto tiempo tarda normalmente?'],
  ])('is searched with what it follows: %s %s', (before, last) => {
    expect(searched(before, last)).toBe(`${before}\n${last}`);
  });

  it.each([
    ['How long can I return goods?', 'Android phones: which of them do you repair in store?'],
    ['多久可以退货？', '信用卡的最低信用额度是多少英镑？'],
  ])('is told from another question: %s %s', (before, last) => {
    expect(searched(before, last)).toBe(last);
  });
});
