import { describe, expect, it } from 'vitest';
import { isSuperseded } from './superseded.ts';

describe('a document that a newer one replaced', () => {
  it.each([
    ['front matter', { status: 'superseded' }, ''],
    ['a successor', { superseded_by: 'OAK-RET-004' }, ''],
    ['its first line', {}, '# Returns 2023\n\nSuperseded by OAK-RET-004 on 1 March 2025.'],
    ['a sentence about itself', {}, 'This policy was replaced by version 4.'],
    ['Chinese', {}, '# 退货政策\n\n本政策已于2025年3月1日废止。'],
    ['Spanish', {}, 'Este documento ha sido sustituido por la versión 4.'],
  ])('says so by %s', (_, attributes, text) => expect(isSuperseded(attributes, text)).toBe(true));

  it.each([
    ['one that replaces another', 'This version supersedes OAK-RET-003.'],
    [
      'a text about things being replaced',
      'The old bridge was replaced by a tunnel in 1998 and withdrawn from service.',
    ],
    ['a current policy', 'Status: active. Faulty goods are replaced by law.'],
  ])('is not %s', (_, text) => expect(isSuperseded({}, text)).toBe(false));
});
