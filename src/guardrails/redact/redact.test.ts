import { describe, expect, it } from 'vitest';
import type { Finding } from '../check.ts';
import { createPseudonyms } from './pseudonyms.ts';
import { redact } from './redact.ts';

const at = (text: string, part: string, type: string): Finding => {
  const start = text.indexOf(part);
  return { check: 'pii', type, start, end: start + part.length, score: 1 };
};
const TEXT = 'Anna wrote to Bob; Anna waits.';
const FINDINGS = [
  at(TEXT, 'Anna', 'PERSON'),
  at(TEXT, 'Bob', 'PERSON'),
  { ...at(TEXT, 'Anna waits', 'PERSON'), end: 23 },
];

async function collect(pieces: AsyncIterable<string>): Promise<string[]> {
  const out: string[] = [];
  for await (const piece of pieces) out.push(piece);
  return out;
}
async function* stream(...pieces: string[]): AsyncGenerator<string> {
  yield* pieces;
}

describe('a redacted text', () => {
  it('shows types in the place of values, and overlapping findings as one', () => {
    const overlapping = [at(TEXT, 'Anna wrote', 'PERSON'), at(TEXT, 'wrote to Bob', 'ADDRESS')];
    expect(redact(TEXT, overlapping)).toBe('[PERSON]; Anna waits.');
  });

  it('has one name for one value, and gives it back', () => {
    const pseudonyms = createPseudonyms(TEXT);
    const hidden = redact(TEXT, FINDINGS, pseudonyms.name);
    expect(hidden).toBe('[PERSON_1] wrote to [PERSON_2]; [PERSON_1] waits.');
    expect(pseudonyms.restore(hidden)).toBe(TEXT);
  });

  it('does not give a value to a name that somebody wrote themselves', () => {
    const text = 'What is [PERSON_1]? Ask Anna.';
    const pseudonyms = createPseudonyms(text);
    expect(redact(text, [at(text, 'Anna', 'PERSON')], pseudonyms.name)).toBe(
      'What is [PERSON_1]? Ask [PERSON_2].',
    );
    expect(createPseudonyms().restore('[PERSON_1]')).toBe('[PERSON_1]');
  });

  it('comes back in a stream too, wherever a name is cut, and only an unfinished name is held back', async () => {
    const pseudonyms = createPseudonyms(TEXT);
    const hidden = redact(TEXT, FINDINGS, pseudonyms.name);
    for (let cut = 1; cut < hidden.length; cut += 1) {
      const pieces = await collect(pseudonyms.restoreStream(stream(hidden.slice(0, cut), hidden.slice(cut))));
      expect(pieces.join('')).toBe(TEXT);
    }
    expect(await collect(pseudonyms.restoreStream(stream('see [1] ', 'and [PER', 'SON_2]', ' [')))).toEqual([
      'see [1] ',
      'and ',
      'Bob',
      ' ',
      '[',
    ]);
  });
});
