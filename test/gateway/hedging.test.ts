import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FaultyUpstream, startFaultyUpstream } from '../harness/faulty-upstream.ts';
import { startServer, type TestServer } from '../harness/server.ts';

let server: TestServer;
let upstream: FaultyUpstream;

beforeAll(async () => {
  upstream = await startFaultyUpstream();
  server = await startServer();
  await server.json('POST', '/api/providers', { body: { slug: 'up', baseUrl: upstream.url } });
});
afterAll(async () => {
  await server?.stop();
  await upstream?.close();
});

interface Row {
  model: string;
  dollars: number;
  status: number;
  attempts: number;
}

/** What was written down of one call of a route from the first to the second model, which is asked after 0.2 s. */
async function hedged(slug: string, models: [string, string], stream: boolean): Promise<Row[]> {
  const rules = [{ use: [{ model: `up/${models[0]}` }], fallback: [`up/${models[1]}`] }];
  const body = { slug, rules, retries: 0, hedgeAfterSeconds: 0.2 };
  expect((await server.call('POST', '/api/routes', { body })).status).toBe(201);
  const messages = [{ role: 'user', content: 'How are things?' }];
  const answer = await server.call('POST', '/v1/chat/completions', {
    body: { model: slug, messages, stream },
  });
  expect(await answer.text()).toContain('well.');
  const rows = async () => (await server.json<{ data: Row[] }>('GET', `/api/model-calls?route=${slug}`)).data;
  await expect.poll(async () => (await rows()).length).toBe(1);
  return rows();
}

describe.each([false, true])('a call of a slow model (stream: %s)', (stream) => {
  it('is that of the first when it answers first, also after the second was asked', async () => {
    const second = `gpt-4o-mini-${stream}-after-3000`;
    const rows = await hedged(`first-${stream}`, ['gpt-4o-after-600', second], stream);
    // 1,000 tokens in and 1,000 out of gpt-4o; of gpt-4o-mini it would be 0.00075.
    expect(rows).toMatchObject([{ model: 'up/gpt-4o-after-600', dollars: 0.0125, status: 200, attempts: 2 }]);
    await expect.poll(() => upstream.left).toContain(second);
  });

  it('is that of the second when that is faster, and the first is let go', async () => {
    const first = `gpt-4o-${stream}-after-3000`;
    const rows = await hedged(`second-${stream}`, [first, 'gpt-4o-mini-after-50'], stream);
    expect(rows).toMatchObject([
      { model: 'up/gpt-4o-mini-after-50', dollars: 0.00075, status: 200, attempts: 2 },
    ]);
    await expect.poll(() => upstream.left).toContain(first);
  });

  it('is asked of the first alone when that is fast enough', async () => {
    const rows = await hedged(`alone-${stream}`, ['gpt-4o', 'gpt-4o-mini-never'], stream);
    expect(rows).toMatchObject([{ model: 'up/gpt-4o', dollars: 0.0125, attempts: 1 }]);
    expect(upstream.asked.has('gpt-4o-mini-never')).toBe(false);
  });
});
