import { expect, it } from 'vitest';
import { explain } from './explain.ts';

const told = (status: number, headers = {}) =>
  explain({ status, headers, body: '{"error":{"message":"later"}}' }, 'p', undefined, {});

it.each([429, 502, 503, 529])('takes over how long to wait before the next attempt (%i)', (status) => {
  expect(told(status, { 'retry-after': '7' }).params.seconds).toBe(7);
});

it('waits for one that is busy without saying for how long, and for no other', () => {
  expect(told(429).params.seconds).toBe(5);
  expect(told(503).params.seconds).toBeUndefined();
});
