import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { announceBudget } from '../../src/gateway/limits/announce-budget.ts';
import { allLimits } from '../../src/gateway/limits/store.ts';
import { budgetAlerts } from '../../src/gateway/schema.ts';
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

  it('is announced once for each spender, period and amount, whichever process sees it', async () => {
    const budget = { dollars: 100, period: 'month', alertAt: [0.5] };
    const { id } = await limit({ name: 'A hundred', subject: { of: 'key' }, budget });
    const { kernel } = server.platform;
    const row = (await kernel.db.system(allLimits)).find((one) => one.id === id);
    if (!row?.rule.budget) throw new Error('the limit is not there');
    const announced = async () => {
      const { data } = await server.json<{ data: { target: string }[] }>('GET', '/api/audit?limit=50');
      return data.filter(({ target }) => target === id).length - 1;
    };
    const one = { limit: row, share: 0.5, whose: 'key_1', period: '2026-11' };
    await Promise.all([announceBudget(kernel, one), announceBudget(kernel, one)]);
    await announceBudget(kernel, one);
    expect(await announced()).toBe(1);
    const more = { ...row, rule: { ...row.rule, budget: { ...row.rule.budget, dollars: 200 } } };
    for (const other of [{ whose: 'key_2' }, { period: '2026-12' }, { share: 0.9 }, { limit: more }])
      await announceBudget(kernel, { ...one, ...other });
    expect(await announced()).toBe(5);
    // What is over is not kept.
    await announceBudget(kernel, { ...one, period: '2027-01' });
    const ofIt = eq(budgetAlerts.limitId, id);
    const kept = await kernel.db.system((tx) => tx.select().from(budgetAlerts).where(ofIt));
    expect(kept).toMatchObject([{ mark: expect.stringContaining('2027-01') }]);
    await server.call('DELETE', `/api/limits/${id}`);
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

describe('what has been spent of a budget', () => {
  const budget = { dollars: 50, period: 'month' };
  const spent = async (id: string) => {
    const { data } = await server.json<{ data: { id: string; spentDollars: number }[] }>(
      'GET',
      '/api/limits',
    );
    return data.find((one) => one.id === id)?.spentDollars;
  };

  it('is shown of others: of the one it names, or of who spent most', async () => {
    const key = await server.key('member');
    const model = 'up/gpt-4o-for-one-key';
    // More than any other key here has spent.
    for (let n = 0; n < 12; n += 1) expect((await ask(key, model)).status).toBe(200);
    const calls = async () =>
      (await server.json<{ data: { actorId: string }[] }>('GET', `/api/model-calls?model=${model}`)).data;
    await expect.poll(async () => (await calls()).length).toBe(12);
    const [one] = await calls();
    for (const subject of [{ of: 'key' }, { of: 'key', id: one?.actorId }]) {
      const { id, spentDollars } = await limit({ name: 'Fifty', subject, budget });
      expect(spentDollars).toBeCloseTo(12 * 0.0125, 6);
      await server.call('DELETE', `/api/limits/${id}`);
    }
  });

  it('is that of the new subject when a limit is changed to be for somebody else', async () => {
    const { id, spentDollars } = await limit({ name: 'Fifty', subject: { of: 'workspace' }, budget });
    expect(spentDollars).toBeGreaterThan(0);
    const body = { name: 'Fifty', subject: { of: 'group', id: 'grp_of_nobody' }, budget };
    await server.call('PUT', `/api/limits/${id}`, { body });
    expect(await spent(id)).toBe(0);
    await server.call('DELETE', `/api/limits/${id}`);
  });
});

describe('an answer whose usage nobody tells', () => {
  interface Row {
    promptTokens: number;
    completionTokens: number;
    usageSource: string | null;
    dollars: number | null;
    code: string | null;
  }
  const question = [{ role: 'user', content: 'How are things? '.repeat(100) }];
  const send = (key: string, model: string, stream: boolean) =>
    server.call('POST', '/v1/chat/completions', { key, body: { model, messages: question, stream } });
  const rowOf = async (model: string): Promise<Row | undefined> => {
    const { data } = await server.json<{ data: Row[] }>('GET', `/api/model-calls?model=${model}`);
    return data[0];
  };

  beforeAll(async () => {
    const price = { provider: 'up', model: '*', input: 1_000, output: 1_000 };
    await server.json('POST', '/api/prices', { body: price });
  });

  it.each(['waits-before-usage', 'trickles'])(
    'is paid for by its length when the caller leaves (%s)',
    async (model) => {
      const key = await server.key('member');
      const { id } = await limit({
        name: 'Half a dollar',
        subject: { of: 'key' },
        budget: { dollars: 0.3, period: 'month' },
      });
      const answer = await send(key, `up/${model}`, true);
      const reader = answer.body?.getReader();
      await reader?.read();
      await reader?.cancel();
      await expect.poll(() => rowOf(`up/${model}`)).toMatchObject({ code: 'request.cancelled' });
      const row = await rowOf(`up/${model}`);
      expect(row?.promptTokens).toBe(400);
      expect(row?.usageSource).toBe('estimated');
      expect(row?.completionTokens).toBeGreaterThan(0);
      expect(row?.completionTokens).toBeLessThan(10);
      expect(row?.dollars).toBeGreaterThan(0.4);
      // Leaving does not give the money back.
      expect((await send(key, `up/${model}`, true)).status).toBe(429);
      await server.call('DELETE', `/api/limits/${id}`);
    },
  );

  it.each([
    [true, 3],
    // What surrounds the words counts too: it is not read again only for this.
    [false, 40],
  ])('is paid for by its length when it comes to its end (stream: %s)', async (stream, about) => {
    const key = await server.key('member');
    await (await send(key, 'up/tells-no-usage', stream)).text();
    await expect.poll(async () => (await rowOf('up/tells-no-usage'))?.promptTokens).toBe(400);
    await expect
      .poll(async () => Math.round(((await rowOf('up/tells-no-usage'))?.completionTokens ?? 0) / about))
      .toBe(1);
  });

  it('is free when the upstream failed before it began', async () => {
    const key = await server.key('member');
    await (await send(key, 'up/fails', true)).text();
    await expect
      .poll(() => rowOf('up/fails'))
      .toMatchObject({ promptTokens: 0, dollars: 0, usageSource: null });
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

  it('of tokens counts the answers of calls that are under way', async () => {
    const key = await server.key('member');
    const { id } = await limit({ name: 'Few tokens', subject: { of: 'key' }, tokensPerMinute: 2_500 });
    const statuses = (await Promise.all(Array.from({ length: 6 }, () => ask(key)))).map(
      ({ status }) => status,
    );
    // Two of about 1,004 tokens fit.
    expect(statuses.filter((status) => status === 200)).toHaveLength(2);
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
