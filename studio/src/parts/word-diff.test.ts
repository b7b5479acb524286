import { describe, expect, it } from 'vitest';
import { type Change, wordDiff } from './word-diff.ts';

const side = (changes: readonly Change[], without: Change['kind']) =>
  changes
    .filter((change) => change.kind !== without)
    .map((change) => change.text)
    .join('');

describe('comparing two texts', () => {
  it('shows the words that changed and leaves the others', () => {
    expect(wordDiff('Answer from the handbook only.', 'Answer from the handbook and the archive.')).toEqual([
      { kind: 'same', text: 'Answer from the handbook ' },
      { kind: 'removed', text: 'only' },
      { kind: 'added', text: 'and the archive' },
      { kind: 'same', text: '.' },
    ]);
  });

  it('compares Chinese character by character', () => {
    expect(wordDiff('只根据手册回答', '只根据制度回答')).toEqual([
      { kind: 'same', text: '只根据' },
      { kind: 'removed', text: '手册' },
      { kind: 'added', text: '制度' },
      { kind: 'same', text: '回答' },
    ]);
  });

  it.each([
    ['', 'new text'],
    ['old text', ''],
    ['', ''],
    ['a b c d e f', 'f e d c b a'],
    ['same', 'same'],
    ['x '.repeat(9_000), 'y '.repeat(9_000)],
  ])('loses nothing of either text (%#)', (before, after) => {
    const changes = wordDiff(before, after);
    expect(side(changes, 'added')).toBe(before);
    expect(side(changes, 'removed')).toBe(after);
  });
});
