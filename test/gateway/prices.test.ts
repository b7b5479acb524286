import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { releaseAnyway } from '../harness/releases.ts';
import { startServer, type TestServer } from '../harness/server.ts';
import { startUpstream, type Upstream } from '../harness/upstream.ts';

/** What the scripted upstream says that it used: 11 tokens in, 7 out. */
const USED = { input: 11, output: 7 };
const dollars = (input: number, output: number) => (USED.input * input + USED.output * output) / 1e6;

let server: TestServer;
let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream('Yes.');
  server = await startServer();
  await server.json('POST', '/api/providers', { body: { slug: 'up', baseUrl: upstream.url } });
});
afterAll(async () => {
  await server?.stop();
  await upstream?.close();
});

interface Counted {
  model: string;
  dollars: number | null;
  price: string | null;
  run: string | null;
  findings: Record<string, number>;
}
interface Price {
  id: string;
  model: string;
  until: string | null;
}
interface Known {
  own: Price[];
  table: { version: string; models: { model: string }[] };
}

const ask = async (model: string, content = 'Is it so?') => {
  const body = { model, messages: [{ role: 'user', content }] };
  expect((await server.call('POST', '/v1/chat/completions', { body })).status).toBe(200);
};
const newest = async (model: string): Promise<Counted> => {
  const path = `/api/model-calls?model=${encodeURIComponent(model)}`;
  return (await server.json<{ data: Counted[] }>('GET', path)).data[0] as Counted;
};
const set = (body: object) => server.json<Price>('POST', '/api/prices', { body });

describe('the price of a call', () => {
  it('is that of the table, whose date is written down with it', async () => {
    const { table } = await server.json<Known>('GET', '/api/prices');
    expect(table.version).toMatch(/^\d{4}-\d{2}/);
    await ask('up/gpt-4o-2024-08-06');
    const call = await newest('up/gpt-4o-2024-08-06');
    expect(call.price).toBe(table.version);
    expect(call.dollars).toBeCloseTo(dollars(2.5, 10), 9);
  });

  it('is not known where nobody has said it, and then it is said to be unknown', async () => {
    await ask('up/house-model');
    expect(await newest('up/house-model')).toMatchObject({ price: null, dollars: null });
  });

  it('is the own one where there is one, for dated editions too, and only at that provider', async () => {
    const own = await set({ provider: 'up', model: 'gpt-4o', input: 2, output: 8 });
    await ask('up/gpt-4o-2024-08-06');
    const call = await newest('up/gpt-4o-2024-08-06');
    expect(call).toMatchObject({ price: own.id });
    expect(call.dollars).toBeCloseTo(dollars(2, 8), 9);
    await ask('up/gpt-4o-mini');
    expect((await newest('up/gpt-4o-mini')).dollars).toBeCloseTo(dollars(2, 8), 9);
    await set({ provider: 'up', model: 'gpt-4o-mini', input: 1, output: 3 });
    await ask('up/gpt-4o-mini');
    expect((await newest('up/gpt-4o-mini')).dollars).toBeCloseTo(dollars(1, 3), 9);
    await set({ provider: 'elsewhere', model: '*', input: 900, output: 900 });
    await ask('up/gpt-4o-mini');
    expect((await newest('up/gpt-4o-mini')).dollars).toBeCloseTo(dollars(1, 3), 9);
  });

  it('of everything a provider serves stands behind that of the model itself', async () => {
    await set({ provider: 'up', model: '*', input: 0.5, output: 0.5 });
    await ask('up/house-model');
    expect((await newest('up/house-model')).dollars).toBeCloseTo(dollars(0.5, 0.5), 9);
    await ask('up/gpt-4o-mini');
    expect((await newest('up/gpt-4o-mini')).dollars).toBeCloseTo(dollars(1, 3), 9);
  });

  it('that changes leaves what was counted as it was, and the old price can be looked up', async () => {
    await set({ provider: 'up', model: 'changing', input: 100, output: 100 });
    await ask('up/changing');
    const before = await newest('up/changing');
    const next = await set({ provider: 'up', model: 'changing', input: 1, output: 1 });
    await ask('up/changing');
    const { data } = await server.json<{ data: Counted[] }>('GET', '/api/model-calls?model=up%2Fchanging');
    expect(data.map(({ price }) => price)).toEqual([next.id, before.price]);
    expect(data[1]?.dollars).toBe(before.dollars);
    const { own } = await server.json<Known>('GET', '/api/prices');
    const kept = own.filter(({ model }) => model === 'changing');
    expect(kept.map(({ id, until }) => [id, until === null])).toEqual([
      [next.id, true],
      [before.price, false],
    ]);
    expect((await server.call('DELETE', `/api/prices/${next.id}`)).status).toBe(204);
    expect((await server.call('DELETE', `/api/prices/${next.id}`)).status).toBe(404);
  });

  it('is nobody else’s business', async () => {
    const { keys } = await server.otherWorkspace();
    expect(await server.json('GET', '/api/prices', { key: keys.owner })).toMatchObject({ own: [] });
  });
});

describe('what a run cost', () => {
  it('is the sum of its calls, which name it', async () => {
    await set({ provider: 'up', model: 'answering', input: 3, output: 15 });
    const definition = {
      kind: 'assistant',
      slug: 'open',
      name: 'Open',
      model: 'up/answering',
      citations: 'off',
    };
    await server.call('POST', '/api/apply', { body: definition });
    await releaseAnyway(server, 'open');
    await ask('app/open');
    const { data } = await server.json<{ data: { id: string }[] }>('GET', '/api/runs?app=open');
    const id = data[0]?.id ?? '';
    const run = await server.json<{ costUsd: number | null }>('GET', `/api/runs/${id}`);
    const calls = await server.json<{ data: Counted[] }>('GET', `/api/model-calls?run=${id}`);
    expect(calls.data.length).toBe(1);
    expect(run.costUsd).toBeCloseTo(dollars(3, 15), 9);
    expect(run.costUsd).toBe(calls.data.reduce((sum, call) => sum + (call.dollars ?? 0), 0));
  });

  it('is unknown when the price of one call is', async () => {
    const definition = {
      kind: 'assistant',
      slug: 'dark',
      name: 'Dark',
      model: 'other/unpriced',
      citations: 'off',
    };
    await server.json('POST', '/api/providers', { body: { slug: 'other', baseUrl: upstream.url } });
    await server.call('POST', '/api/apply', { body: definition });
    await releaseAnyway(server, 'dark');
    await ask('app/dark');
    const { data } = await server.json<{ data: { id: string }[] }>('GET', '/api/runs?app=dark');
    const run = await server.json<{ costUsd: number | null }>('GET', `/api/runs/${data[0]?.id}`);
    expect(run.costUsd).toBeNull();
  });
});

describe('usage', () => {
  interface Usage {
    total: { requests: number; found: number };
    groups: { key: string | null; requests: number }[];
  }
  const by = (query: string) => server.json<Usage>('GET', `/api/usage?${query}`);

  it('can be split by version of an app, by cache and by what guardrails found', async () => {
    const definition = { name: 'Cards', rules: [{ check: 'pii', where: ['input'], action: 'redact' }] };
    await server.json('POST', '/api/guardrails/policies', { body: { slug: 'cards', definition } });
    const route = { slug: 'careful', rules: [{ use: [{ model: 'up/gpt-4o' }] }], guardrails: 'cards' };
    expect((await server.call('POST', '/api/routes', { body: route })).status).toBe(201);
    await ask('careful', 'My card 4111 1111 1111 1111 was charged twice');
    expect((await newest('up/gpt-4o')).findings).toEqual({ pii: 1 });

    const versions = await by('by=version');
    expect(versions.groups.find(({ key }) => key === 'open@1')).toMatchObject({ requests: 1 });
    expect((await by('version=open@1')).total.requests).toBe(1);
    const found = await by('by=finding');
    expect(found.groups.find(({ key }) => key === 'pii')).toMatchObject({ requests: 1 });
    expect(found.groups.find(({ key }) => key === null)?.requests).toBe(found.total.requests - 1);
    expect((await by('finding=pii')).total).toMatchObject({ requests: 1, found: 1 });
    const cached = await by('by=cache');
    expect(cached.groups.map(({ key }) => key)).toContain(null);
    expect((await by('cache=exact')).total.requests).toBe(0);
  });
});
