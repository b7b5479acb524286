import { expect, it } from 'vitest';
import { pricesWith } from '../prices/prices.ts';
import { begin } from './begin-events.ts';
import { openMeter } from './call-meter.ts';
import type { CallRow } from './calls-store.ts';

/** A dollar a million tokens. */
const own = { id: 'price_1', provider: 'up', model: '*', input: 1, cached: null, output: 1 };

function open() {
  const rows: CallRow[] = [];
  const given: [what: string, nanos: number, tokens: number][] = [];
  const facts = {
    ...{ workspaceId: 'ws_1', actorId: 'key_1', memberId: undefined, groups: [], app: undefined },
    ...{ version: undefined, run: undefined, route: 'r', prices: pricesWith([own]), providers: [] },
    ...{ trace: undefined, model: 'r', path: '/chat/completions', promptTokens: 10, stream: true },
    dataClass: 'internal' as const,
  };
  const meter = openMeter(facts, {
    settle: (nanos, tokens) => void given.push(['settle', nanos, tokens]),
    more: (nanos, tokens) => void given.push(['more', nanos, tokens]),
    add: (row) => void rows.push(row),
    watch: undefined,
  });
  return { meter, rows, given };
}

it.each(['before', 'after'])(
  'books an attempt on its own model that is let go %s the answer is known',
  (when) => {
    const { meter, rows, given } = open();
    const first = meter.attempt('up', 'up/slow');
    const second = meter.attempt('up', 'up/fast');
    const letGo = () => {
      first.heard(() => 5);
      first.end(new Error('given up'));
    };
    if (when === 'before') letGo();
    meter.served(second);
    if (when === 'after') letGo();
    second.used({ prompt: 12, cached: 0, completion: 8 });
    second.end();
    const [lost, call] = rows;
    expect(call).toMatchObject({ model: 'up/fast', usageSource: 'reported', hedgeOf: null, attempts: 2 });
    expect(lost).toMatchObject({ model: 'up/slow', usageSource: 'estimated', hedgeOf: call?.id, code: null });
    expect([lost?.promptTokens, lost?.completionTokens, lost?.costNanos]).toEqual([10, 5, 15_000]);
    expect(given).toEqual([
      ['more', 15_000, 15],
      ['settle', 20_000, 20],
    ]);
  },
);

it('books both of two that were on their way when the caller left, and nothing of one that failed', () => {
  const { meter, rows } = open();
  meter.attempt('up', 'up/failed').end(new Error('no connection'));
  const first = meter.attempt('up', 'up/slow');
  const second = meter.attempt('up', 'up/fast');
  for (const one of [first, second]) one.heard(() => 0);
  const left = new Error('the caller left');
  first.end(left);
  meter.end(left);
  second.end(left);
  expect(rows.map(({ model, status, code }) => [model, status, code])).toEqual([
    ['up/fast', 499, 'request.cancelled'],
    ['up/slow', 499, null],
  ]);
});

it('writes an attempt down once, whoever says first that it is over', () => {
  const { meter, rows } = open();
  const only = meter.attempt('up', 'up/only');
  only.heard(() => 1);
  meter.end(new Error('the caller left'));
  only.end(new Error('the caller left'));
  expect(rows).toHaveLength(1);
});

it('is ended by an answer that is given up before its first event is taken', async () => {
  const { meter, rows, given } = open();
  const by = meter.attempt('local', 'local/m');
  let closed = false;
  const events = async function* () {
    try {
      yield { type: 'text' as const, text: 'Four' };
      yield { type: 'text' as const, text: 'more' };
    } finally {
      closed = true;
    }
  };
  const answer = await begin(events(), by);
  meter.served(by);
  await answer[Symbol.asyncIterator]().return?.();
  expect(closed).toBe(true);
  expect(rows).toMatchObject([{ code: 'request.cancelled', usageSource: 'estimated', completionTokens: 1 }]);
  expect(given).toEqual([['settle', 0, 11]]);
});
