import { expect, it } from 'vitest';
import { repairJson } from './repair-json.ts';

it.each([
  ['{"a": 1}', { a: 1 }, false],
  ['Sure, here it is:\n```json\n{"a": [1, 2,],}\n```', { a: [1, 2] }, true],
  ['The answer is {"a": "b"} as you asked.', { a: 'b' }, true],
  ["{a: 'b'", { a: 'b' }, true],
])('reads %s', (text, value, changed) => {
  expect(repairJson(text)).toMatchObject({ value, changed });
});

it('makes no JSON out of a sentence', () => {
  expect(repairJson('I cannot answer that.')).toBeUndefined();
});
