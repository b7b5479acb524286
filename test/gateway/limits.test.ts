import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FaultyUpstream, startFaultyUpstream } from '../harness/faulty-upstream.ts';
import { startServer, type TestServer } from '../harness/server.ts';

let server: TestServer;
let upstream: FaultyUpstream;
const messages = [{ role: 'user', content: 'How are things?' }];

beforeAll(async () => {
  upstream = await startFaultyUpstream(20);
  server = await startServer();
  await server.json('POST', '/api/providers', { body: { slug: 'up', baseUrl: upstream.url } });
});
afterAll(async () => {
  await server?.stop();
  await upstream?.close();
});

const ask = async (key: string, model = 'up/gpt-4o') => {
  const answer = await server.call('POST', '/v1/chat/completions', {
    key,
    body: { model, messages, max_tokens: 1_000 },
  });
  return {
    status: answer.status,
    body: (await answer.json()) as { error?: { code: string } },
    headers: answer.headers,
  };
};
const limit = (body: object) =>
  server.json<{ id: string; spentDollars: number }>('POST', '/api/limits', { body });

describe('a budget', () => {
  it('holds under 200 clients at once, but for one request in flight', async () => {
    const key = await server.key('member');
    // 1,000 tokens in and 1,000 out of gpt-4o are 1.25 cents.
    const { id } = await limit({
      name: 'Ten cents a key',
      subject: { of: 'key' },
      budget: { dollars: 0.1, period: 'month', alertAt: [0.5] },
    });
    let passed = 0;
    const clients = Array.from({ length: 200 }, async () => {
      for (let n = 0; n < 3; n += 1) {
        const { status, body } = await ask(key);
        if (status === 200) passed += 1;
        else expect([status, body.error?.code]).toEqual([429, 'insufficient_quota']);
      }
    });
    await Promise.all(clients);
    const { total } = await server.json<{ total: { dollars: number; requests: number } }>(
      'GET',
      '/api/usage',
    );
    expect(total.dollars).toBeCloseTo(passed * 0.0125, 6);
    expect(total.dollars).toBeLessThanOrEqual(0.1 + 0.0125 + 1e-9);
    expect(total.dollars).toBeGreaterThan(0.1 - 2 * 0.0125);
    // Another key has a budget of its own, and a model that costs nothing stays there for all.
    expect((await ask(await server.key('member'))).status).toBe(200);
    await expect
      .poll(async () => {
        const { data } = await server.json<{ data: { action: string }[] }>('GET', '/api/audit?limit=20');
        return data.filter(({ action }) => action === 'budget.alert').length;
      })
      .toBeGreaterThan(0);
    await server.call('DELETE', `/api/limits/${id}`);
    expect((await ask(key)).status).toBe(200);
  });

  it('counts what was spent before a restart', async () => {
    const key = await server.key('member');
    expect((await ask(key)).status).toBe(200);
    const { id } = await limit({
      name: 'A cent',
      subject: { of: 'workspace' },
      budget: { dollars: 0.01, period: 'month' },
    });
    expect((await ask(key)).status).toBe(429);
    await server.call('DELETE', `/api/limits/${id}`);
  });
});

describe('a rate', () => {
  it.each([
    ['requests', { requestsPerMinute: 3 }, 3],
    ['tokens', { tokensPerMinute: 7_000 }, 3],
  ])('of %s is refused with the seconds to wait', async (_what, rule, most) => {
    const key = await server.key('member');
    const { id } = await limit({ name: 'Slowly', subject: { of: 'key' }, ...rule });
    let passed = 0;
    for (let n = 0; n < 6; n += 1) {
      const { status, headers, body } = await ask(key);
      if (status === 200) passed += 1;
      else {
        expect([status, body.error?.code]).toEqual([429, 'rate_limit_exceeded']);
        expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      }
    }
    expect(passed).toBeGreaterThan(0);
    expect(passed).toBeLessThanOrEqual(most + 1);
    await server.call('DELETE', `/api/limits/${id}`);
  });

  it('of concurrency lets as many through as it says', async () => {
    const key = await server.key('member');
    const { id } = await limit({ name: 'Two at a time', subject: { of: 'key' }, concurrent: 2 });
    const statuses = (await Promise.all(Array.from({ length: 8 }, () => ask(key)))).map(
      ({ status }) => status,
    );
    expect(statuses.filter((status) => status === 200)).toHaveLength(2);
    expect((await ask(key)).status).toBe(200);
    await server.call('DELETE', `/api/limits/${id}`);
  });
});

describe('a data class', () => {
  it('decides which providers may see a request, and fails closed', async () => {
    const key = await server.key('member');
    const secret = (model: string, dataClass: string) =>
      server.call('POST', '/v1/chat/completions', {
        key,
        body: { model, messages },
        headers: { 'sevenfold-data-class': dataClass },
      });
    const before = upstream.asked.get('fine') ?? 0;
    const refused = await secret('up/fine', 'restricted');
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ error: { code: 'gateway.no_provider_for_class' } });
    expect((await secret('up/fine', 'secret-ish')).status).toBe(400);
    expect(upstream.asked.get('fine') ?? 0).toBe(before);
    expect((await secret('up/fine', 'public')).status).toBe(200);
    // What runs here may see everything.
    expect((await secret('local/grounded', 'restricted')).status).toBe(200);
  });
});
