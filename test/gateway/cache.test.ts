import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_KEY, startServer, type TestServer } from '../harness/server.ts';
import { startUpstream, type Upstream } from '../harness/upstream.ts';

let server: TestServer;
let upstream: Upstream;
let client: OpenAI;

beforeAll(async () => {
  upstream = await startUpstream('It takes five days.');
  server = await startServer();
  client = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: ADMIN_KEY, maxRetries: 0 });
  await server.json('POST', '/api/providers', { body: { slug: 'up', baseUrl: upstream.url } });
});
afterAll(async () => {
  await server?.stop();
  await upstream?.close();
});

let made = 0;
/** A route of its own for each test: nothing that another kept is found. */
async function route(cache: object | null = { seconds: 60 }, more: object = {}): Promise<string> {
  made += 1;
  const slug = `kept-${made}`;
  const body = { slug, rules: [{ use: [{ model: 'up/gpt-4o' }] }], ...(cache ? { cache } : {}), ...more };
  expect((await server.call('POST', '/api/routes', { body })).status).toBe(201);
  return slug;
}

const QUESTION = 'How long does a refund take?';

interface Asked {
  text: string | null;
  cache: string | undefined;
  tokens: number | undefined;
  /** Whether the upstream was asked. */
  reached: boolean;
  status: number;
}

async function ask(
  model: string,
  options: { body?: object; headers?: Record<string, string>; key?: string } = {},
) {
  const before = upstream.requests.length;
  const answer = await server.call('POST', '/v1/chat/completions', {
    headers: options.headers ?? {},
    ...(options.key ? { key: options.key } : {}),
    body: { model, messages: [{ role: 'user', content: QUESTION }], ...options.body },
  });
  const json = (await answer.json()) as {
    choices?: { message: { content: string | null } }[];
    usage?: { total_tokens: number };
    sevenfold?: { cache: string };
  };
  const asked: Asked = {
    text: json.choices?.[0]?.message.content ?? null,
    cache: json.sevenfold?.cache,
    tokens: json.usage?.total_tokens,
    reached: upstream.requests.length > before,
    status: answer.status,
  };
  return asked;
}
/** What is kept is put together once the answer has gone out, and written a moment later. */
async function settled(): Promise<void> {
  for (let n = 0; n < 3; n += 1) await new Promise((resolve) => setImmediate(resolve));
  await server.platform.gateway.answers.flush();
}
const words = (content: string) => ({ messages: [{ role: 'user', content }] });

describe('the same request', () => {
  it('is answered by what was said before, costs nothing, and says so', async () => {
    const model = await route();
    expect(await ask(model)).toMatchObject({ cache: undefined, reached: true, tokens: 18 });
    await settled();
    expect(await ask(model)).toEqual({
      ...{ text: 'It takes five days.', cache: 'exact', tokens: 18, reached: false, status: 200 },
    });
    const { data } = await server.json<{
      data: { cache: string | null; dollars: number; provider: string }[];
    }>('GET', `/api/model-calls?route=${model}`);
    expect(data.map(({ cache }) => cache)).toEqual(['exact', null]);
    expect(data[0]).toMatchObject({ dollars: 0, provider: 'up' });
    expect(data[1]?.dollars).toBeGreaterThan(0);
    const { total } = await server.json<{ total: { fromCache: number } }>('GET', `/api/usage?route=${model}`);
    expect(total.fromCache).toBe(1);
  });

  it('streams what was kept whole, and keeps what was streamed; both with usage when asked for', async () => {
    const streamed = await route();
    const read = async (model: string) => {
      const stream = await client.chat.completions.create({
        ...{ model, stream: true, stream_options: { include_usage: true } },
        messages: [{ role: 'user', content: QUESTION }],
      });
      let text = '';
      let usage = 0;
      let finish: string | null | undefined;
      for await (const chunk of stream) {
        text += chunk.choices[0]?.delta.content ?? '';
        finish = chunk.choices[0]?.finish_reason ?? finish;
        usage = chunk.usage?.total_tokens ?? usage;
      }
      return { text, usage, finish };
    };
    const first = await read(streamed);
    await settled();
    expect(await ask(streamed)).toMatchObject({ cache: 'exact', text: first.text, tokens: 18 });
    const whole = await route();
    await ask(whole);
    await settled();
    const before = upstream.requests.length;
    expect(await read(whole)).toEqual({ text: 'It takes five days.', usage: 18, finish: 'stop' });
    expect(upstream.requests.length).toBe(before);
  });

  it('is found by another process, and after a restart: what is kept is in the database', async () => {
    const model = await route();
    await ask(model);
    await settled();
    const { rows } = await countRows(model);
    expect(rows).toBe(1);
  });

  it('is another one when anything in it differs that may change the answer', async () => {
    const model = await route();
    await ask(model);
    await settled();
    for (const body of [{ temperature: 0.7 }, { max_tokens: 20 }, { seed: 7 }, words(`${QUESTION} `)])
      expect(await ask(model, { body }), JSON.stringify(body)).toMatchObject({ reached: true });
    for (const body of [{ user: 'somebody' }, { metadata: { a: 'b' } }, { stream: false }])
      expect(await ask(model, { body }), JSON.stringify(body)).toMatchObject({ cache: 'exact' });
  });

  it('is asked anew for who says so, and where no cache is on', async () => {
    const model = await route();
    await ask(model);
    await settled();
    expect(await ask(model, { headers: { 'cache-control': 'no-cache' } })).toMatchObject({ reached: true });
    const plain = await route(null);
    await ask(plain);
    await settled();
    expect(await ask(plain)).toMatchObject({ reached: true, cache: undefined });
  });

  it('holds no longer than the route says', async () => {
    const model = await route({ seconds: 1 });
    await ask(model);
    await settled();
    expect(await ask(model)).toMatchObject({ cache: 'exact' });
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(await ask(model)).toMatchObject({ reached: true });
  });
});

describe('a boundary', () => {
  it('of workspace, group, data class or policy is crossed by no answer', async () => {
    const model = await route({ seconds: 60, similarity: 0.8 });
    await ask(model);
    await settled();
    expect(await ask(model, { headers: { 'sevenfold-data-class': 'public' } })).toMatchObject({
      reached: true,
    });
    const group = await server.json<{ id: string }>('POST', '/api/groups', { body: { name: 'Legal' } });
    const key = await server.key('member', { groupIds: [group.id] });
    expect(await ask(model, { key })).toMatchObject({ reached: true });
    // Another member without groups sees what any member sees.
    expect(await ask(model, { key: await server.key('member') })).toMatchObject({ cache: 'exact' });

    const other = await server.otherWorkspace();
    const owner = other.keys.owner;
    await server.call('POST', '/api/providers', { key: owner, body: { slug: 'up', baseUrl: upstream.url } });
    const body = { slug: model, rules: [{ use: [{ model: 'up/gpt-4o' }] }], cache: { seconds: 60 } };
    expect((await server.call('POST', '/api/routes', { key: owner, body })).status).toBe(201);
    expect(await ask(model, { key: owner })).toMatchObject({ reached: true });
  });

  it('is also a change of the route, of the provider, and the emptying of the cache', async () => {
    const model = await route();
    const fill = async () => {
      await ask(model);
      await settled();
      expect(await ask(model)).toMatchObject({ cache: 'exact' });
    };
    await fill();
    const rules = [{ use: [{ model: 'up/gpt-4o' }] }];
    await server.json('PUT', `/api/routes/${model}`, { body: { rules, cache: { seconds: 50 } } });
    expect(await ask(model)).toMatchObject({ reached: true });
    await settled();
    await fill();
    expect(await server.json('DELETE', `/api/routes/${model}/cache`)).toEqual({ removed: 1 });
    expect(await ask(model)).toMatchObject({ reached: true });
    await settled();
    await fill();
    const { data } = await server.json<{ data: { id: string; slug: string }[] }>('GET', '/api/providers');
    const id = data.find(({ slug }) => slug === 'up')?.id;
    await server.json('PATCH', `/api/providers/${id}`, {
      body: { dataClasses: ['public', 'internal', 'confidential'] },
    });
    expect(await ask(model)).toMatchObject({ reached: true });
    const audit = await server.json<{ data: { action: string; target: string }[] }>(
      'GET',
      '/api/audit?limit=50',
    );
    expect(audit.data.filter(({ action }) => action === 'route.empty_cache').length).toBeGreaterThan(0);
    expect((await server.call('DELETE', '/api/routes/none/cache')).status).toBe(404);
  });
});

describe('what is kept', () => {
  it('is a whole answer in words or a call of tools, and nothing that failed, was cut or refused', async () => {
    const model = await route({ seconds: 60 }, { retries: 0 });
    const usage = { prompt_tokens: 5, completion_tokens: 5, total_tokens: 10 };
    const completion = (message: object, finish: string) => () => ({
      status: 200,
      body: {
        id: 'c',
        object: 'chat.completion',
        choices: [{ index: 0, message, finish_reason: finish }],
        usage,
      },
    });
    const said = { role: 'assistant', content: 'Half an' };
    const bad = [
      completion(said, 'length'),
      completion(said, 'content_filter'),
      completion({ ...said, refusal: 'I will not.' }, 'stop'),
      completion({ ...said, content: '' }, 'stop'),
      completion({ ...said, audio: { data: 'AAAA' } }, 'stop'),
      () => ({ status: 500, body: { error: { message: 'no' } } }),
    ];
    for (const [i, reply] of bad.entries()) {
      upstream.reply = reply;
      const body = words(`Question number ${i}`);
      await ask(model, { body });
      await settled();
      expect((await ask(model, { body })).reached, `reply ${i}`).toBe(true);
    }
    expect((await countRows(model)).rows).toBe(0);
    upstream.reply = () => ({ tool: { name: 'find_order', arguments: '{"number": 7}' } });
    const tools = [{ type: 'function', function: { name: 'find_order' } }];
    const toolAsk = () =>
      client.chat.completions.create({
        model,
        messages: [{ role: 'user', content: 'Find it' }],
        tools,
      } as never);
    await toolAsk();
    await settled();
    upstream.say('It takes five days.');
    // The scripted upstream ends a call of tools with "stop", which no honest one does: that is not kept.
    expect(await toolAsk()).not.toHaveProperty('sevenfold');
    upstream.reply = completion(
      {
        role: 'assistant',
        content: null,
        tool_calls: [
          { id: 'call_9', type: 'function', function: { name: 'find_order', arguments: '{"n":9}' } },
        ],
      },
      'tool_calls',
    );
    const again = () =>
      client.chat.completions.create({
        model,
        messages: [{ role: 'user', content: 'Find 9' }],
        tools,
      } as never);
    await again();
    await settled();
    upstream.say('It takes five days.');
    expect(await again()).toMatchObject({
      sevenfold: { cache: 'exact' },
      choices: [
        {
          finish_reason: 'tool_calls',
          message: { content: null, tool_calls: [{ id: 'call_9', function: { arguments: '{"n":9}' } }] },
        },
      ],
    });
  });

  it('holds nothing that a guardrail took out, and gives each caller their own back', async () => {
    const definition = {
      name: 'Cards',
      rules: [{ check: 'pii', where: ['input', 'output'], action: 'redact', types: ['CREDIT_CARD'] }],
    };
    await server.json('POST', '/api/guardrails/policies', { body: { slug: 'cards', definition } });
    const model = await route({ seconds: 60, similarity: 0.8 }, { guardrails: 'cards' });
    upstream.say('I have noted [CREDIT_CARD_1].');
    expect((await ask(model, { body: words('My card is 4111 1111 1111 1111.') })).text).toBe(
      'I have noted 4111 1111 1111 1111.',
    );
    await settled();
    const mine = await ask(model, { body: words('My card is 5500 0000 0000 0004.') });
    expect(mine).toMatchObject({ cache: 'exact', text: 'I have noted 5500 0000 0000 0004.' });
    // A card that the model comes up with is taken out on the way, and the answer is not kept.
    upstream.say('Try 4012 8888 8888 1881, it works.');
    const body = words('Give me a card to test with');
    expect((await ask(model, { body })).text).not.toContain('8888');
    await settled();
    expect(await ask(model, { body })).toMatchObject({ reached: true });
    const { all } = await countRows(model);
    expect(all).not.toMatch(/4111|5500|4012/);
    upstream.say('It takes five days.');
  });

  it('is given through /v1/responses as well', async () => {
    const model = await route();
    const respond = () => client.responses.create({ model, input: QUESTION });
    await respond();
    await settled();
    const before = upstream.requests.length;
    const second = await respond();
    expect([second.output_text, upstream.requests.length]).toEqual(['It takes five days.', before]);
  });
});

describe('a question that means the same', () => {
  it('is answered where the route allows it, but not where a number, a name or a negation differs', async () => {
    const model = await route({ seconds: 60, similarity: 0.8 });
    const of = (content: string) => ask(model, { body: words(content) });
    await of('How long does it take to get a refund?');
    await settled();
    expect(await of('How long does a refund take, please?')).toMatchObject({
      cache: 'semantic',
      reached: false,
    });
    for (const other of [
      'How long does it take to get a replacement?',
      'How long does it not take to get a refund?',
      'How long does it take to get a refund in Spain?',
      'How long does it take to get a refund of 50 euros?',
      'How much does it cost to get a refund?',
      '退款需要多长时间？',
    ])
      expect(await of(other), other).toMatchObject({ reached: true });
    const strict = await route();
    await ask(strict, { body: words('How long does it take to get a refund?') });
    await settled();
    expect(await ask(strict, { body: words('How long does a refund take, please?') })).toMatchObject({
      reached: true,
    });
  });

  it('is none when another earlier message, tool or format stands beside it', async () => {
    const model = await route({ seconds: 60, similarity: 0.8 });
    const messages = (system: string, content: string) => ({
      messages: [
        { role: 'system', content: system },
        { role: 'user', content },
      ],
    });
    await ask(model, { body: messages('Answer for Spain.', 'How long does it take to get a refund?') });
    await settled();
    const asked = 'How long does a refund take, please?';
    expect(await ask(model, { body: messages('Answer for Spain.', asked) })).toMatchObject({
      cache: 'semantic',
    });
    expect(await ask(model, { body: messages('Answer for France.', asked) })).toMatchObject({
      reached: true,
    });
    const tools = [{ type: 'function', function: { name: 'find' } }];
    expect(await ask(model, { body: { ...messages('Answer for Spain.', asked), tools } })).toMatchObject({
      reached: true,
    });
  });
});

async function countRows(slug: string): Promise<{ rows: number; all: string }> {
  const { keptAnswers } = await import('../../src/gateway/schema.ts');
  const { eq } = await import('drizzle-orm');
  const all = await server.platform.kernel.db.in(server.workspaceId, (tx) =>
    tx.select().from(keptAnswers).where(eq(keptAnswers.route, slug)),
  );
  return { rows: all.length, all: JSON.stringify(all.map(({ vector: _, ...row }) => row)) };
}
