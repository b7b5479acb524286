import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import OpenAI from 'openai';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { framesOf } from '../src/gateway/testing.ts';
import { ADMIN_KEY, startServer, type TestServer } from './harness/server.ts';
import type { UpstreamRequest } from './harness/upstream.ts';
import { startWireUpstream, type WireReply, type WireUpstream } from './harness/wire-upstream.ts';

/** Providers that speak another format, by the official SDK, which must not notice. */

const KEY = 'sk-of-the-provider';
const FIXTURES = join(import.meta.dirname, '../src/gateway/providers/kinds/fixtures');
const KINDS = ['anthropic', 'google', 'bedrock'] as const;
const TEXT = 'Goods can be returned within 45 days.';
const tools: OpenAI.ChatCompletionTool[] = [
  {
    type: 'function',
    function: { name: 'weather', parameters: { type: 'object', properties: { city: { type: 'string' } } } },
  },
];
const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'user', content: 'Hello?' }];

let server: TestServer;
let upstream: WireUpstream;
let client: OpenAI;

beforeAll(async () => {
  upstream = await startWireUpstream(recorded);
  server = await startServer();
  client = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: ADMIN_KEY, maxRetries: 0 });
  for (const kind of KINDS) {
    const settings = kind === 'bedrock' ? { settings: { region: 'eu-west-1' } } : {};
    const body = { slug: kind, kind, baseUrl: `${upstream.url}/${kind}`, apiKey: KEY, ...settings };
    const added = await server.call('POST', '/api/providers', { body });
    expect(added.status, await added.text()).toBe(201);
  }
});
afterEach(() => {
  upstream.reply = recorded;
});
afterAll(async () => {
  await server.stop();
  await upstream.close();
});

/** The documented answer to a request of the kind that its path names. */
function recorded({ path, body }: UpstreamRequest): WireReply {
  const kind = path.split('/')[1] ?? '';
  const read = (name: string) => readFileSync(join(FIXTURES, kind, name), 'utf8');
  const called = body.tools !== undefined || body.toolConfig !== undefined ? 'parallel' : 'plain';
  const answers = JSON.parse(read('answers.json'));
  if (path.includes('/models?')) return { body: JSON.stringify(answers.models) };
  if (!body.stream && !path.includes('stream')) return { body: JSON.stringify(answers[called]) };
  const text = read(`${called}.sse`);
  return kind === 'bedrock'
    ? { contentType: 'application/vnd.amazon.eventstream', body: halves(framesOf(text)) }
    : { contentType: 'text/event-stream', body: halves(Buffer.from(text)) };
}

function halves(bytes: Buffer): Buffer[] {
  const middle = Math.floor(bytes.length / 2);
  return [bytes.subarray(0, middle), bytes.subarray(middle)];
}

const WHERE = {
  anthropic: {
    path: '/anthropic/messages',
    headers: { 'x-api-key': KEY, 'anthropic-version': '2023-06-01' },
  },
  google: { path: '/google/models/model-1:generateContent', headers: { 'x-goog-api-key': KEY } },
  bedrock: { path: '/bedrock/model/model-1/converse', headers: { authorization: `Bearer ${KEY}` } },
};

describe.each(KINDS)('%s', (kind) => {
  const model = `${kind}/model-1`;

  it('answers, asked at its own place with its own key', async () => {
    const answer = await client.chat.completions.create({ model, messages });
    expect(answer.choices[0]?.message.content).toBe(TEXT);
    expect(answer.usage).toMatchObject({
      prompt_tokens: 30,
      completion_tokens: 12,
      prompt_tokens_details: { cached_tokens: 10 },
    });
    const request = upstream.requests.at(-1);
    expect(request).toMatchObject(WHERE[kind]);
    expect(JSON.stringify(request?.headers)).not.toContain(ADMIN_KEY);
  });

  it('streams, and tells the usage to those who ask for it', async () => {
    const stream = await client.chat.completions.create({
      ...{ model, messages, stream: true, stream_options: { include_usage: true } },
    });
    let text = '';
    let usage: OpenAI.CompletionUsage | null | undefined;
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? '';
      usage = chunk.usage ?? usage;
    }
    expect(text).toBe(TEXT);
    expect(usage).toMatchObject({ prompt_tokens: 30, completion_tokens: 12 });
  });

  it('streams two calls of tools, which the SDK puts together', async () => {
    const answer = await client.chat.completions.stream({ model, messages, tools }).finalChatCompletion();
    const calls = answer.choices[0]?.message.tool_calls ?? [];
    expect(
      calls.map((call) => (call.type === 'function' ? JSON.parse(call.function.arguments) : undefined)),
    ).toEqual([{ city: 'Oslo' }, { city: 'Bergen' }]);
    expect(answer.choices[0]?.finish_reason).toBe('tool_calls');
  });

  it('serves responses out of its chat', async () => {
    const response = await client.responses.create({ model, input: 'Hello?' });
    expect(response.output_text).toBe(TEXT);
    expect(response.usage).toMatchObject({ input_tokens: 30, output_tokens: 12 });
  });

  it('says what it cannot do', async () => {
    const two = client.chat.completions.create({ model, messages, n: 2 });
    await expect(two).rejects.toMatchObject({ status: 400, code: 'unsupported_parameter' });
  });

  it('answers something else: that is its failure, said as one', async () => {
    upstream.reply = () => ({ body: '{"hello": "world"}' });
    await expect(client.chat.completions.create({ model, messages })).rejects.toMatchObject({
      status: 502,
      code: 'gateway.bad_answer',
    });
    upstream.reply = () => ({ contentType: 'text/html', body: '<html>' });
    await expect(client.chat.completions.create({ model, messages, stream: true })).rejects.toMatchObject({
      status: 502,
      code: 'gateway.bad_answer',
    });
  });

  it('is cut in the middle of a stream: the client is told', async () => {
    upstream.reply = (request) => {
      const { contentType, body } = recorded(request);
      return { contentType, body: (Array.isArray(body) ? body : []).slice(0, 1), cut: true };
    };
    const stream = await client.chat.completions.create({ model, messages, stream: true });
    const read = async () => {
      for await (const chunk of stream) expect(chunk.choices[0]?.finish_reason ?? null).toBeNull();
    };
    await expect(read()).rejects.toMatchObject({ code: 'gateway.upstream_cut' });
  });
});

describe('Anthropic', () => {
  it('that is overloaded in the middle of a stream is told as busy', async () => {
    const half = readFileSync(join(FIXTURES, 'anthropic/plain.sse'), 'utf8').split(
      'event: content_block_stop',
    )[0];
    const error = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } };
    const body = [`${half}`, `event: error\ndata: ${JSON.stringify(error)}\n\n`];
    upstream.reply = () => ({ contentType: 'text/event-stream', body });
    const stream = await client.chat.completions.create({
      model: 'anthropic/model-1',
      messages,
      stream: true,
    });
    const read = async () => {
      for await (const _ of stream);
    };
    await expect(read()).rejects.toMatchObject({ code: 'gateway.upstream_busy' });
  });
});

/** What each says first that is overloaded, under a good status. */
const OVERLOADED = {
  anthropic: `event: ping\ndata: {"type":"ping"}\n\nevent: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}\n\n`,
  google: `data: {"error":{"code":503,"message":"Overloaded","status":"UNAVAILABLE"}}\n\n`,
  bedrock: `event: throttlingException\ndata: {"message":"Overloaded"}\n\n`,
};

describe.each(KINDS)('%s that begins with an error', (kind) => {
  const others = { anthropic: 'google', google: 'bedrock', bedrock: 'anthropic' } as const;
  const framed = kind === 'bedrock';
  beforeAll(async () => {
    const rules = [{ use: [{ model: `${kind}/model-1` }], fallback: [`${others[kind]}/model-1`] }];
    const route = { slug: `backed-${kind}`, rules, retries: 0 };
    expect((await server.call('POST', '/api/routes', { body: route })).status).toBe(201);
  });
  beforeEach(() => {
    upstream.reply = (request) => {
      if (request.path.split('/')[1] !== kind) return recorded(request);
      return {
        contentType: framed ? 'application/vnd.amazon.eventstream' : 'text/event-stream',
        body: [framed ? framesOf(OVERLOADED[kind]) : OVERLOADED[kind]],
      };
    };
  });

  it('has not begun: another model answers, as a chat and as a response', async () => {
    const stream = await client.chat.completions.create({ model: `backed-${kind}`, messages, stream: true });
    let text = '';
    for await (const { choices } of stream) text += choices[0]?.delta.content ?? '';
    expect(text).toBe(TEXT);
    const response = await client.responses.create({ model: `backed-${kind}`, input: 'Hello?' });
    expect(response.output_text).toBe(TEXT);
  });

  it('is told with the status of the error when there is nobody else', async () => {
    const status = kind === 'google' ? 502 : 429;
    const asked = { model: `${kind}/model-1`, messages, stream: true } as const;
    await expect(client.chat.completions.create(asked)).rejects.toMatchObject({ status });
    await expect(
      client.responses.create({ model: `${kind}/model-1`, input: 'Hello?', stream: true }),
    ).rejects.toMatchObject({ status });
  });
});

describe('embeddings', () => {
  it('of Google come back in both encodings, in the order of the texts', async () => {
    upstream.reply = () => ({
      body: JSON.stringify({ embeddings: [{ values: [1, 0.5] }, { values: [0, 2] }] }),
    });
    for (const encoding_format of ['float', 'base64'] as const) {
      // The SDK decodes base64 only when nobody named it.
      const format = encoding_format === 'float' ? { encoding_format } : {};
      const { data } = await client.embeddings.create({ model: 'google/e-1', input: ['a', 'b'], ...format });
      expect(data.map(({ embedding }) => embedding)).toEqual([
        [1, 0.5],
        [0, 2],
      ]);
    }
    expect(upstream.requests.at(-1)).toMatchObject({
      path: '/google/models/e-1:batchEmbedContents',
      body: { requests: [{ model: 'models/e-1', content: { parts: [{ text: 'a' }] } }, {}] },
    });
  });

  it('of a provider that has none are refused', async () => {
    const asked = client.embeddings.create({ model: 'anthropic/model-1', input: 'a' });
    await expect(asked).rejects.toMatchObject({ status: 400, code: 'gateway.cannot_embed' });
  });
});

describe('an assistant', () => {
  it('answers with the model of any kind of provider', async () => {
    const body = { kind: 'assistant', slug: 'desk', name: 'Desk', model: 'anthropic/model-1', knowledge: [] };
    await server.call('POST', '/api/apply', { body });
    const answer = await client.chat.completions.create({ model: 'app/desk@1', messages });
    expect(answer).toMatchObject({ sevenfold: { run_id: expect.stringMatching(/^run_/) } });
  });
});

describe('the list of models', () => {
  it('holds those of providers that have a list', async () => {
    const ids = (await client.models.list()).data.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['anthropic/model-1', 'google/model-1']));
  });
});

describe('adding a provider', () => {
  const add = async (body: Record<string, unknown>) => {
    const answer = await server.call('POST', '/api/providers', { body });
    return { status: answer.status, ...((await answer.json()) as { code?: string; baseUrl?: string }) };
  };

  it('knows where its kind is reached, from the settings where they say it', async () => {
    expect(await add({ slug: 'm', kind: 'mistral' })).toMatchObject({ baseUrl: 'https://api.mistral.ai/v1' });
    expect(await add({ slug: 'b', kind: 'bedrock', settings: { region: 'us-east-1' } })).toMatchObject({
      baseUrl: 'https://bedrock-runtime.us-east-1.amazonaws.com',
    });
  });

  it.each([
    [{ kind: 'azure' }, 'gateway.base_url_needed'],
    [{ kind: 'bedrock' }, 'gateway.bad_setting'],
    [{ kind: 'bedrock', settings: { region: 'evil.example/' } }, 'gateway.bad_setting'],
    [{ kind: 'anthropic', settings: { region: 'eu-west-1' } }, 'gateway.bad_setting'],
    [{ kind: 'nothing' }, 'request.invalid'],
  ])('refuses %j', async (body, code) => {
    expect(await add({ slug: 'x', ...body })).toMatchObject({ status: 400, code });
  });

  it('wants the key again when the new address would send it in the clear', async () => {
    const body = { slug: 'clear', baseUrl: 'https://api.example.com/v1', apiKey: KEY };
    const { id } = await server.json<{ id: string }>('POST', '/api/providers', { body });
    const move = (change: object) => server.json('PATCH', `/api/providers/${id}`, { body: change });
    const bare = { baseUrl: 'http://api.example.com/v1' };
    expect(await move(bare)).toMatchObject({ code: 'gateway.key_needed' });
    expect(await move({ ...bare, apiKey: KEY })).toMatchObject(bare);
    const back = { baseUrl: 'https://api.example.com/v2' };
    expect(await move(back)).toMatchObject(back);
  });

  it('wants the key again when another region means another host', async () => {
    const body = { slug: 'r', kind: 'bedrock', settings: { region: 'us-east-1' }, apiKey: KEY };
    const { id } = await server.json<{ id: string }>('POST', '/api/providers', { body });
    const move = (extra: Record<string, unknown>) =>
      server.json('PATCH', `/api/providers/${id}`, { body: { settings: { region: 'eu-west-1' }, ...extra } });
    expect(await move({})).toMatchObject({ code: 'gateway.key_needed' });
    expect(await move({ apiKey: KEY })).toMatchObject({
      baseUrl: 'https://bedrock-runtime.eu-west-1.amazonaws.com',
      settings: { region: 'eu-west-1' },
    });
  });

  it('can be asked what kinds there are', async () => {
    const { data } = await server.json<{ data: { kind: string }[] }>('GET', '/api/providers/kinds');
    expect(data.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['openai', 'anthropic', 'azure']));
  });
});
