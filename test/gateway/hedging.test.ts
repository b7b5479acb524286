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
  id: string;
  hedgeOf: string | null;
  model: string;
  dollars: number;
  status: number;
  attempts: number;
}

interface Limit {
  id: string;
  spentDollars: number;
}

interface Total {
  requests: number;
  dollars: number;
}

/** One call of a route from the first to the second model, which is asked after 0.2 s. */
async function ask(slug: string, models: [string, string], stream: boolean): Promise<void> {
  const rules = [{ use: [{ model: `up/${models[0]}` }], fallback: [`up/${models[1]}`] }];
  const body = { slug, rules, retries: 0, hedgeAfterSeconds: 0.2 };
  expect((await server.call('POST', '/api/routes', { body })).status).toBe(201);
  const messages = [{ role: 'user', content: 'How are things?' }];
  const answer = await server.call('POST', '/v1/chat/completions', {
    body: { model: slug, messages, stream },
  });
  expect(await answer.text()).toContain('well.');
}

const rowsOf = async (slug: string) =>
  (await server.json<{ data: Row[] }>('GET', `/api/model-calls?route=${slug}`)).data;

/** What was written down of it. */
async function hedged(slug: string, models: [string, string], stream: boolean): Promise<Row[]> {
  await ask(slug, models, stream);
  await expect.poll(async () => (await rowsOf(slug)).length).toBe(1);
  return rowsOf(slug);
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

  it('is paid for twice when the first had begun, and the second row says what it is', async () => {
    const slug = `begun-${stream}`;
    const first = `up/gpt-4o-${stream}-then-hangs-after-head`;
    const budget = { dollars: 100, period: 'month' };
    const limit = { name: slug, subject: { of: 'workspace' }, budget };
    const { id } = await server.json<{ id: string }>('POST', '/api/limits', { body: limit });
    const spent = async () =>
      (await server.json<{ data: Limit[] }>('GET', '/api/limits')).data.find((one) => one.id === id)
        ?.spentDollars ?? 0;
    const before = await spent();
    await ask(slug, [first.slice(3), 'gpt-4o-mini-after-50'], stream);
    await expect.poll(async () => (await rowsOf(slug)).length).toBe(2);
    const rows = await rowsOf(slug);
    const call = rows.find(({ hedgeOf }) => hedgeOf === null);
    const lost = rows.find(({ hedgeOf }) => hedgeOf !== null);
    const told = { model: 'up/gpt-4o-mini-after-50', dollars: 0.00075, usageSource: 'reported', attempts: 2 };
    expect(call).toMatchObject({ ...told, status: 200 });
    // The question is about four tokens of gpt-4o; nothing of an answer had come.
    expect(lost).toMatchObject({
      model: first,
      hedgeOf: call?.id,
      usageSource: 'estimated',
      dollars: 0.00001,
    });
    expect(lost).toMatchObject({ promptTokens: 4, completionTokens: 0, code: null });
    const { total } = await server.json<{ total: Total }>('GET', `/api/usage?route=${slug}`);
    expect(total).toMatchObject({ requests: 1, failed: 0, dollars: expect.closeTo(0.00076, 9) });
    expect((await spent()) - before).toBeCloseTo(0.00076, 9);
    await server.call('DELETE', `/api/limits/${id}`);
  });

  it('has room in a budget only when there is some for both', async () => {
    const slug = `room-${stream}`;
    await ask(slug, ['gpt-4o', 'gpt-4o-mini-never'], stream);
    const key = await server.key('member');
    // The most that an answer of gpt-4o costs is some $ 0.041, of gpt-4o-mini $ 0.0025.
    const limit = { name: slug, subject: { of: 'key' }, budget: { dollars: 0.0841, period: 'month' } };
    const { id } = await server.json<{ id: string }>('POST', '/api/limits', { body: limit });
    const messages = [{ role: 'user', content: 'How are things?' }];
    const body = { model: slug, messages, stream };
    const answers = await Promise.all(
      [1, 2].map(() => server.call('POST', '/v1/chat/completions', { key, body })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 429]);
    await Promise.all(answers.map((answer) => answer.text()));
    await server.call('DELETE', `/api/limits/${id}`);
  });

  it('is asked of the first alone when that is fast enough', async () => {
    const rows = await hedged(`alone-${stream}`, ['gpt-4o', 'gpt-4o-mini-never'], stream);
    expect(rows).toMatchObject([{ model: 'up/gpt-4o', dollars: 0.0125, attempts: 1 }]);
    expect(upstream.asked.has('gpt-4o-mini-never')).toBe(false);
  });
});
