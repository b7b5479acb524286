import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { ListedReleases } from '../../src/releases/contract.ts';
import { applied } from '../harness/evals.ts';
import { releaseAnyway } from '../harness/releases.ts';
import { startServer, type TestServer } from '../harness/server.ts';
import { startUpstream, type Upstream } from '../harness/upstream.ts';

/** The name of a model stays, and somebody else answers to it. */

let server: TestServer;
let one: Upstream;
let another: Upstream;
beforeAll(async () => {
  one = await startUpstream('It takes five days.');
  another = await startUpstream('It takes a year.');
  server = await startServer();
});
afterAll(async () => {
  await server?.stop();
  await one?.close();
  await another?.close();
});

const provider = (slug: string) =>
  server.json<{ id: string }>('POST', '/api/providers', { body: { slug, baseUrl: one.url } });
const change = async (id: string, body: object) =>
  expect((await server.call('PATCH', `/api/providers/${id}`, { body })).status).toBe(200);
async function released(slug: string, model: string): Promise<() => Promise<string[]>> {
  await applied(server, [{ kind: 'assistant', slug, name: slug, model }]);
  await releaseAnyway(server, slug);
  return async () => {
    const { data } = await server.json<z.infer<typeof ListedReleases>>('GET', `/api/releases?app=${slug}`);
    return data[0]?.stale ?? ['not released'];
  };
}

describe('a release on a model of a provider', () => {
  it('is stale once the provider is another server, and not for a new key', async () => {
    const { id } = await provider('first');
    const stale = await released('direct', 'first/gpt-x');
    const bare = await released('bare', 'gpt-x');
    await change(id, { apiKey: 'sk-renewed-0001' });
    await change(id, { baseUrl: one.url, dataClasses: ['public', 'internal', 'confidential'] });
    expect([await stale(), await bare()]).toEqual([[], []]);
    await change(id, { baseUrl: another.url, apiKey: 'sk-renewed-0001' });
    expect([await stale(), await bare()]).toEqual([['model'], ['model']]);
    await change(id, { baseUrl: one.url, apiKey: 'sk-renewed-0001' });
    expect([await stale(), await bare()]).toEqual([[], []]);
  });

  it('is stale once the provider behind any model of its route is another server', async () => {
    const [main, spare] = [await provider('main'), await provider('spare')];
    const body = { slug: 'fast', rules: [{ use: [{ model: 'main/gpt-x' }], fallback: ['spare/gpt-y'] }] };
    expect((await server.call('POST', '/api/routes', { body })).status).toBe(201);
    const stale = await released('routed', 'fast');
    await change(main.id, { apiKey: 'sk-renewed-0001' });
    expect(await stale()).toEqual([]);
    await change(spare.id, { baseUrl: another.url });
    expect(await stale()).toEqual(['model']);
  });
});
