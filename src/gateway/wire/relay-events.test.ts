import { expect, it } from 'vitest';
import type { Meter } from '../calls/meter.ts';
import { relayEvents } from './relay-events.ts';

const CHUNK = 'data: {"choices":[{"index":0,"delta":{"content":"All"},"finish_reason":"stop"}]}\n\n';
const DONE = 'data: [DONE]\n\n';

/** What goes out of this stream when it ends so, and how the call ended. */
function relayed(stream: string, error?: Error) {
  let ended: Error | 'well' | undefined;
  const meter: Meter = {
    ...{ first() {}, answeredBy() {}, heard() {}, used() {} },
    end(failure) {
      ended = failure ?? 'well';
    },
  };
  const options = {
    provider: 'p',
    meter,
    hasLeft: () => false,
    failureIn: () => undefined,
    wantsUsage: false,
  };
  const relay = relayEvents(options);
  return { text: `${relay.piece(Buffer.from(stream))}${relay.end(error)}`, ended };
}

it('is whole when the connection breaks after the last event', () => {
  expect(relayed(CHUNK + DONE, new Error('reset'))).toEqual({ text: CHUNK + DONE, ended: 'well' });
});

it('is told as broken when the connection breaks before', () => {
  const { text, ended } = relayed(CHUNK, new Error('reset'));
  expect(text).toContain('event: error');
  expect(ended).toMatchObject({ code: 'gateway.upstream_cut' });
});
