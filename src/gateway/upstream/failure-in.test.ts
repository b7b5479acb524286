import { expect, it } from 'vitest';
import { failureIn } from './failure-in.ts';

const failure = (told: object) => failureIn(told, 'p', () => 'sk-secret', {});

it.each([
  [{ error: { code: 429, message: 'slow down' } }, 'gateway.upstream_busy'],
  [{ error: { code: '503', message: 'down' } }, 'gateway.upstream_failed'],
  [{ error: { type: 'overloaded_error', message: 'later' } }, 'gateway.upstream_busy'],
  [{ error: { code: 'rate_limit_exceeded', type: 'requests', message: 'later' } }, 'gateway.upstream_busy'],
  [{ error: { code: 'context_length_exceeded', message: 'too long' } }, 'gateway.context_exceeded'],
  [{ error: { type: 'invalid_request_error', message: 'no' } }, 'gateway.upstream_rejected'],
  [
    { error: { type: 'invalid_request_error', code: 'invalid_api_key', message: 'no' } },
    'gateway.rejected_key',
  ],
  [{ error: 'out of memory' }, 'gateway.upstream_failed'],
  [{ type: 'error', code: 'server_error', message: 'sorry' }, 'gateway.upstream_failed'],
  [
    { type: 'response.failed', response: { error: { code: 'rate_limit_exceeded', message: 'x' } } },
    'gateway.upstream_busy',
  ],
  [{ type: 'response.failed' }, 'gateway.upstream_failed'],
  // As OpenRouter says it in the middle of a stream.
  [
    { choices: [{ delta: { content: '' }, finish_reason: 'error' }], error: { code: 502, message: 'gone' } },
    'gateway.upstream_failed',
  ],
])('knows an error under a good status: %j', (told, code) => {
  expect(failure(told)).toMatchObject({ code });
});

it.each([
  { choices: [], error: null },
  { object: 'response', error: { code: 'x' } },
  { type: 'response.created' },
])('takes nothing for an error that is none: %j', (told) => {
  expect(failure(told)).toBeUndefined();
});

it('keeps the key to itself', () => {
  expect(failure({ error: { message: 'wrong: sk-secret' } })?.message).toContain('wrong: [key]');
});
