import { expect, it } from 'vitest';
import type { Meter } from '../../calls/meter.ts';
import type { Tokens } from '../../calls/tokens.ts';
import { failureIn as failureOf } from '../../upstream/failure-in.ts';
import { relayResponses } from './relay-responses.ts';

const CREATED = 'event: response.created\ndata: {"type":"response.created"}\n\n';
const USAGE = '{"input_tokens":9,"input_tokens_details":{"cached_tokens":4},"output_tokens":3}';
const COMPLETED = `event: response.completed\ndata: {"type":"response.completed","response":{"usage":${USAGE}}}\n\n`;

const FAILED =
  'event: response.failed\ndata: {"type":"response.failed","response":{"error":{"code":"x"}}}\n\n';
const ERROR = 'event: error\ndata: {"type":"error","code":"server_error","message":"sorry"}\n\n';
const failureIn = (told: object) => failureOf(told, 'p', () => undefined, {});

/** What reaches the client of this stream, in pieces of nine bytes, and what was counted. */
function relayed(stream: string, error?: Error, totalMs?: number) {
  let tokens: Tokens | undefined;
  let ended: Error | 'well' | undefined;
  const meter: Meter = {
    ...{ first() {}, answeredBy() {}, heard() {} },
    used(used) {
      tokens = used;
    },
    end(failure) {
      ended = failure ?? 'well';
    },
  };
  const relay = relayResponses({
    provider: 'p',
    meter,
    hasLeft: () => false,
    failureIn,
    totalMs,
  });
  const bytes = Buffer.from(stream);
  let text = '';
  try {
    for (let at = 0; at < bytes.length; at += 9) text += relay.piece(bytes.subarray(at, at + 9));
  } catch (thrown) {
    // As whoever sends it to the caller does.
    return { text: text + relay.end(thrown instanceof Error ? thrown : undefined), tokens, ended };
  }
  text += relay.end(error);
  return { text, tokens, ended };
}

it('lets a stream through unchanged, and counts what its last event tells', () => {
  expect(relayed(CREATED + COMPLETED)).toEqual({
    text: CREATED + COMPLETED,
    tokens: { prompt: 9, cached: 4, completion: 3 },
    ended: 'well',
  });
});

it('ends one that breaks off with an error, whether or not the connection says so', () => {
  for (const error of [undefined, new Error('reset')]) {
    const { text, ended } = relayed(CREATED, error);
    expect(text.startsWith(CREATED)).toBe(true);
    expect(text).toContain('event: error\ndata: {"error":');
    expect(ended).toMatchObject({ code: 'gateway.upstream_cut' });
  }
});

it.each([
  ['no JSON', 'event: response.output_text.delta\ndata: {"type":"response.out\n\n'],
  ['JSON that is not closed', 'data: {"choices":[{"delta"}\n\n'],
  ['a number', 'data: 5\n\n'],
  ['no event', 'This is no event.\n\n'],
])('passes nothing on that is %s', (_what, malformed) => {
  const { text, ended } = relayed(CREATED + malformed + COMPLETED);
  expect(text.startsWith(`${CREATED}\n\nevent: error\ndata: {"error":`)).toBe(true);
  expect(ended).toMatchObject({ code: 'gateway.bad_answer' });
});

it('takes lines with carriage returns, comments and data over several lines', () => {
  const stream = `: ping\n\n${CREATED.replaceAll('\n', '\r\n')}data: {"type":\ndata: "x"}\n\n${COMPLETED}`;
  expect(relayed(stream)).toMatchObject({ text: stream, ended: 'well' });
});

it('gives up a stream that goes on for too long', () => {
  const { text, ended } = relayed(CREATED + COMPLETED, undefined, -1);
  expect(text).toContain('event: error');
  expect(ended).toMatchObject({ code: 'gateway.upstream_timeout' });
});

it('counts a response that failed as a failure, and lets it say so itself', () => {
  const { text, ended } = relayed(CREATED + FAILED);
  expect(text).toBe(CREATED + FAILED);
  expect(ended).toMatchObject({ code: 'gateway.upstream_failed' });
});

it('ends with one error, in our words, when an error comes in the middle', () => {
  const { text, ended } = relayed(CREATED + ERROR);
  expect(text.match(/event: error/g)).toHaveLength(1);
  expect(text).toContain('data: {"error":');
  expect(ended).toMatchObject({ code: 'gateway.upstream_failed' });
});

it('needs no names of events where their data say what they are', () => {
  const unnamed = COMPLETED.replace(/^event: .*\n/, '');
  expect(relayed(unnamed)).toMatchObject({ text: unnamed, ended: 'well' });
});

it('is whole when the connection breaks after the last event', () => {
  expect(relayed(CREATED + COMPLETED, new Error('reset'))).toMatchObject({
    text: CREATED + COMPLETED,
    ended: 'well',
  });
});
