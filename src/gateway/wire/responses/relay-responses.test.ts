import { expect, it } from 'vitest';
import type { Meter } from '../../calls/meter.ts';
import type { Tokens } from '../../calls/tokens.ts';
import { relayResponses } from './relay-responses.ts';

const CREATED = 'event: response.created\ndata: {"type":"response.created"}\n\n';
const USAGE = '{"input_tokens":9,"input_tokens_details":{"cached_tokens":4},"output_tokens":3}';
const COMPLETED = `event: response.completed\ndata: {"type":"response.completed","response":{"usage":${USAGE}}}\n\n`;

/** What reaches the client of this stream, in pieces of nine bytes, and what was counted. */
function relayed(stream: string, error?: Error) {
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
  const relay = relayResponses({ provider: 'p', meter, hasLeft: () => false });
  const bytes = Buffer.from(stream);
  let text = '';
  for (let at = 0; at < bytes.length; at += 9) text += relay.piece(bytes.subarray(at, at + 9));
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
