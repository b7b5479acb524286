import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepRefusals } from '../../src/gateway/egress/refusals.ts';
import { startServer, type TestServer } from '../harness/server.ts';
import { startUpstream, type Upstream } from '../harness/upstream.ts';

let server: TestServer;
let open: Upstream;
let trusted: Upstream;

beforeAll(async () => {
  [open, trusted] = [await startUpstream('from outside'), await startUpstream('from our own')];
  server = await startServer();
  const provider = (slug: string, baseUrl: string, dataClasses: string[]) =>
    server.json('POST', '/api/providers', { body: { slug, baseUrl, dataClasses } });
  await provider('outside', open.url, ['public', 'internal']);
  await provider('ours', trusted.url, ['public', 'internal', 'confidential']);
  const route = (slug: string, more: object) =>
    server.json('POST', '/api/routes', {
      body: {
        slug,
        rules: [{ use: [{ model: 'outside/scripted-1' }], fallback: ['ours/scripted-1'] }],
        ...more,
      },
    });
  await route('either', {});
  await server.json('POST', '/api/routes', {
    body: { slug: 'thrifty', maxCostUsd: 0.001, rules: [{ use: [{ model: 'outside/gpt-4o' }] }] },
  });
});
afterAll(async () => {
  await server?.stop();
  await open?.close();
  await trusted?.close();
});

interface Said {
  status: number;
  text: string;
  code: string | undefined;
}
async function ask(model: string, dataClass?: string, more: object = {}): Promise<Said> {
  const answer = await server.call('POST', '/v1/chat/completions', {
    headers: dataClass ? { 'sevenfold-data-class': dataClass } : {},
    body: { model, messages: [{ role: 'user', content: 'The canary is 7F3A.' }], ...more },
  });
  const body = (await answer.json()) as {
    choices?: { message: { content: string } }[];
    error?: { code: string };
  };
  return { status: answer.status, text: body.choices?.[0]?.message.content ?? '', code: body.error?.code };
}
interface Entry {
  action: string;
  target: string;
  details: Record<string, unknown>;
}
const refusals = async () =>
  (await server.json<{ data: Entry[] }>('GET', '/api/audit?action=egress.refuse')).data;

describe('content of a class', () => {
  it('is not sent to a provider that may not see it: a fall-back chain leaves it out', async () => {
    expect(await ask('either')).toMatchObject({ text: 'from outside' });
    const before = open.requests.length;
    expect(await ask('either', 'confidential')).toMatchObject({ status: 200, text: 'from our own' });
    expect(open.requests.length).toBe(before);
  });

  it('is sent nowhere when nobody may see it, and that is on record without what it said', async () => {
    const before = [open.requests.length, trusted.requests.length];
    for (let n = 0; n < 20; n += 1) {
      expect(await ask('either', 'restricted')).toMatchObject({ status: 403 });
    }
    expect([open.requests.length, trusted.requests.length]).toEqual(before);
    const entries = await refusals();
    expect(entries).toMatchObject([
      {
        action: 'egress.refuse',
        target: 'either',
        details: { dataClass: 'restricted', models: ['outside/scripted-1', 'ours/scripted-1'], times: 1 },
      },
    ]);
    expect(JSON.stringify(entries)).not.toContain('7F3A');
  });

  it('is that of its most delicate part: a result of a tool marked as such, whatever the header says', async () => {
    const messages = [
      { role: 'user', content: 'Where is order 7?' },
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: 'c1', type: 'function', function: { name: 'find', arguments: '{}' } }],
      },
      { role: 'tool', tool_call_id: 'c1', content: 'Shipped.', sevenfold: { data_class: 'confidential' } },
    ];
    expect(await ask('outside/scripted-1', 'public', { messages })).toMatchObject({ status: 403 });
    expect(await ask('ours/scripted-1', 'public', { messages })).toMatchObject({ status: 200 });
    expect(JSON.stringify(trusted.requests.at(-1)?.body)).not.toContain('data_class');
    const wrong = [{ role: 'user', content: 'Hello', sevenfold: { data_class: 'secret' } }];
    expect(await ask('ours/scripted-1', undefined, { messages: wrong })).toMatchObject({ status: 400 });
    for (const mark of ['restricted', ['restricted'], null, { class: 'restricted' }]) {
      const strange = [{ role: 'user', content: 'Hello', sevenfold: mark }];
      expect(await ask('outside/scripted-1', 'public', { messages: strange })).toMatchObject({ status: 400 });
    }
    expect(await ask('ours/scripted-1', 'secret')).toMatchObject({ status: 400 });
  });

  it('is kept from embeddings and responses too', async () => {
    const headers = { 'sevenfold-data-class': 'restricted' };
    const embedded = await server.call('POST', '/v1/embeddings', {
      headers,
      body: { model: 'ours/embed', input: 'secret' },
    });
    const responded = await server.call('POST', '/v1/responses', {
      body: {
        model: 'ours/scripted-1',
        input: [{ role: 'user', content: 'secret', sevenfold: { data_class: 'restricted' } }],
      },
    });
    expect([embedded.status, responded.status]).toEqual([403, 403]);
    const local = await server.call('POST', '/v1/embeddings', {
      headers,
      body: { model: 'local/minilm', input: 'secret' },
    });
    expect(local.status).toBe(200);
  });
});

describe('refusals in a loop', () => {
  it('are one entry, and one more with their number when it is quiet again', async () => {
    const { kernel } = server.platform;
    const actor = {
      workspaceId: server.workspaceId,
      id: 'key_loop',
      kind: 'key' as const,
      name: 'Loop',
      role: 'member' as const,
      groups: [],
      scopes: 'all' as const,
    };
    const kept = keepRefusals(kernel);
    const refused = {
      dataClass: 'restricted' as const,
      models: ['loop/model'],
      app: 'desk',
      route: undefined,
    };
    await Promise.all(Array.from({ length: 500 }, () => kept.note(actor, refused)));
    await kept.close();
    const mine = (await refusals()).filter((one) => one.target === 'desk');
    expect(mine.map((one) => one.details.times)).toEqual([499, 1]);
    const { problems } = await server.json<{ problems: unknown[] }>('POST', '/api/audit/verify', {
      body: {},
    });
    expect(problems).toEqual([]);
  });
});

describe('the most that a call may cost', () => {
  it('is held before anybody is asked', async () => {
    const before = open.requests.length;
    const costly = await ask('thrifty', undefined, { max_tokens: 4_000 });
    expect(costly).toMatchObject({ status: 400, code: 'cost_limit_exceeded' });
    expect(await ask('thrifty', undefined, { max_tokens: 20, n: 100 })).toMatchObject({ status: 400 });
    expect(open.requests.length).toBe(before);
    expect(await ask('thrifty', undefined, { max_tokens: 20 })).toMatchObject({ status: 200 });
  });
});
