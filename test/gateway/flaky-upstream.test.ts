import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FaultyUpstream, startFaultyUpstream } from '../harness/faulty-upstream.ts';
import { startServer, type TestServer } from '../harness/server.ts';

/**
 * Three of ten requests to the first model go wrong, one way at a time, with a healthy model to fall back to. What has
 * begun to stream cannot be taken back: such an answer is whole, or says that it is not; nobody else goes on with it.
 */
const FAULTS = ['busy', 'fails', 'hangs', 'cuts'] as const;
const REQUESTS = 200;
const AT_ONCE = 20;
const WHOLE = 'All is well.';
/** 1,000 tokens in and 1,000 out of gpt-4o. */
const DOLLARS = 0.0125;

let server: TestServer;
let upstream: FaultyUpstream;

beforeAll(async () => {
  upstream = await startFaultyUpstream();
  server = await startServer();
  await server.json('POST', '/api/providers', { body: { slug: 'up', baseUrl: upstream.url } });
  // Models of their own for each test: one that failed in the last test might still rest in the next.
  for (const name of FAULTS.flatMap((fault) => [`whole-flaky-${fault}`, `streamed-flaky-${fault}`])) {
    const body = {
      slug: name,
      rules: [{ use: [{ model: `up/gpt-4o-${name}` }], fallback: ['up/gpt-4o-mended'] }],
      // Far above what a healthy answer takes on a busy machine: only what hangs is given up.
      timeouts: { firstByteSeconds: 4, idleSeconds: 4 },
    };
    expect((await server.call('POST', '/api/routes', { body })).status).toBe(201);
  }
});
afterAll(async () => {
  await server?.stop();
  await upstream?.close();
});

type Outcome = 'whole' | 'told' | 'refused' | 'spliced';

async function ask(model: string, stream: boolean): Promise<Outcome> {
  const messages = [{ role: 'user', content: 'How are things?' }];
  const answer = await server.call('POST', '/v1/chat/completions', { body: { model, messages, stream } });
  const text = await answer.text();
  if (answer.status !== 200) return 'refused';
  if (!stream) return JSON.parse(text).choices[0].message.content === WHOLE ? 'whole' : 'spliced';
  const said = [...text.matchAll(/"content":"([^"]*)"/g)].map(([, piece]) => piece).join('');
  const done = text.trimEnd().endsWith('data: [DONE]');
  if (done && said === WHOLE) return 'whole';
  return !done && text.includes('event: error') && text.includes('gateway.upstream_cut') ? 'told' : 'spliced';
}

describe.each(FAULTS)('an upstream that %s three times in ten', (fault) => {
  it.each([false, true])(
    'is made up for by another model (stream: %s)',
    async (stream) => {
      const model = `${stream ? 'streamed' : 'whole'}-flaky-${fault}`;
      const spent = async () =>
        (await server.json<{ total: { dollars: number } }>('GET', `/api/usage?route=${model}`)).total.dollars;
      const before = await spent();
      const outcomes: Outcome[] = [];
      let left = REQUESTS;
      await Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
          for (; left > 0; ) {
            left -= 1;
            outcomes.push(await ask(model, stream));
          }
        }),
      );
      const count = (one: Outcome) => outcomes.filter((outcome) => outcome === one).length;
      expect(count('spliced')).toBe(0);
      const begun = stream && fault === 'cuts';
      if (begun) expect(count('told')).toBeGreaterThan(0);
      expect((count('whole') + (begun ? count('told') : 0)) / REQUESTS).toBeGreaterThanOrEqual(0.995);
      // What the answers that came cost has been counted, and nothing else.
      const counted = (await spent()) - before;
      expect(Math.abs(counted / (count('whole') * DOLLARS) - 1)).toBeLessThanOrEqual(0.01);
    },
    120_000,
  );
});
