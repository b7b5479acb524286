import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { context, SpanStatusCode, trace } from '@opentelemetry/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type TestServer } from '../harness/server.ts';
import { exportOf, program, type Sketch } from './traces.ts';

let server: TestServer;
/** May send traces and nothing else. */
let sender: string;
beforeAll(async () => {
  server = await startServer();
  sender = await server.key('builder', { scopes: ['runs:write'] });
});
afterAll(() => server?.stop());

interface Run {
  id: string;
  source: string;
  app: string;
  status: string;
  question: string | null;
  answer: string | null;
  model: string | null;
  error: string | null;
  tokens: number | null;
  costUsd: number | null;
  durationMs: number;
  firstTokenMs: number | null;
  usage: { prompt_tokens: number; completion_tokens: number } | null;
  input: { role: string; content: string }[];
  spans: { name: string; start: number; duration: number; attributes: Record<string, unknown> }[];
}

const PATH = '/api/otlp/v1/traces';
const traceId = () => randomBytes(16).toString('hex');
const send = (body: unknown, headers: Record<string, string> = {}) =>
  server.call('POST', PATH, { key: sender, body, headers });
const runsOf = async (app: string) =>
  (await server.json<{ data: Run[] }>('GET', `/api/runs?source=external&app=${encodeURIComponent(app)}`))
    .data;
async function onlyRun(app: string): Promise<Run> {
  const [run, ...others] = await runsOf(app);
  expect(others).toEqual([]);
  return server.json<Run>('GET', `/api/runs/${run?.id}`);
}

/** A question that is looked up and answered, as a program with the official SDK tells it. */
async function answerOnce(service: string, format: 'protobuf' | 'json', gzip = false): Promise<void> {
  const provider = program(server.url, sender, { service, format, gzip });
  const tracer = provider.getTracer('shop');
  const now = Date.now();
  const root = tracer.startSpan('POST /ask', { startTime: now, attributes: { 'http.route': '/ask' } });
  const inside = trace.setSpan(context.active(), root);
  tracer
    .startSpan(
      'retrieval handbook',
      { startTime: now, attributes: { 'gen_ai.operation.name': 'retrieval' } },
      inside,
    )
    .end();
  const call = tracer.startSpan('chat gpt-4o', { startTime: now + 2 }, inside);
  call.setAttributes({
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'openai',
    'gen_ai.request.model': 'gpt-4o',
    'gen_ai.response.model': 'gpt-4o-2024-08-06',
    'gen_ai.usage.input_tokens': 1_000,
    'gen_ai.usage.output_tokens': 100,
    'gen_ai.input.messages': JSON.stringify([
      { role: 'system', parts: [{ type: 'text', content: 'Be brief.' }] },
      { role: 'user', parts: [{ type: 'text', content: 'May I return it? 可以退货吗？' }] },
    ]),
    'gen_ai.output.messages': JSON.stringify([
      { role: 'assistant', parts: [{ type: 'text', content: 'Within 45 days.' }], finish_reason: 'stop' },
    ]),
  });
  call.end(now + 40);
  root.end(now + 50);
  await provider.forceFlush();
  await provider.shutdown();
}

describe('the official SDK', () => {
  it.each([
    ['protobuf', false],
    ['protobuf', true],
    ['json', false],
    ['json', true],
  ] as const)('sends its traces as %s (gzip: %s), and they land as runs', async (format, gzip) => {
    const service = `shop-${format}-${gzip}`;
    await answerOnce(service, format, gzip);
    const run = await onlyRun(service);
    expect(run).toMatchObject({
      ...{ source: 'external', app: service, status: 'answered', error: null },
      question: 'May I return it? 可以退货吗？',
      ...{ answer: 'Within 45 days.', model: 'gpt-4o-2024-08-06' },
      input: [{ role: 'user', content: 'May I return it? 可以退货吗？' }],
      usage: { prompt_tokens: 1_000, completion_tokens: 100 },
    });
    // gpt-4o: 2.5 and 10 dollars a million tokens.
    expect(run.costUsd).toBeCloseTo(0.0035, 9);
    expect(run.spans.map(({ name }) => name)).toEqual(['POST /ask', 'retrieval handbook', 'chat gpt-4o']);
    expect(run.spans[2]?.attributes).toMatchObject({
      'gen_ai.request.model': 'gpt-4o',
      'service.version': '4.2.0',
    });
  });

  it('is told nothing went wrong, and a failed call is a failed run without its message', async () => {
    const provider = program(server.url, sender, { service: 'shop-failing', format: 'protobuf' });
    const span = provider.getTracer('shop').startSpan('chat gpt-4o');
    span.setAttributes({ 'gen_ai.request.model': 'gpt-4o', 'error.type': 'RateLimitError' });
    span.setStatus({ code: SpanStatusCode.ERROR, message: 'the prompt was: secret' });
    span.end();
    await provider.forceFlush();
    await provider.shutdown();
    const run = await onlyRun('shop-failing');
    expect(run).toMatchObject({ status: 'failed', error: 'RateLimitError', question: '', costUsd: null });
    expect(JSON.stringify(run)).not.toContain('secret');
  });
});

const USER = 'How are things?';
const SAID = 'All is well.';
const conventions: [string, Sketch['attributes'], Sketch['events']?][] = [
  [
    'OpenTelemetry up to 1.36, in events',
    {
      ...{ 'gen_ai.system': 'openai', 'gen_ai.request.model': 'gpt-4o' },
      ...{ 'gen_ai.usage.prompt_tokens': 1_000, 'gen_ai.usage.completion_tokens': 100 },
    },
    [
      { name: 'gen_ai.user.message', attributes: { content: USER } },
      { name: 'gen_ai.choice', attributes: { message: { role: 'assistant', content: SAID } } },
    ],
  ],
  [
    'OpenTelemetry 1.27, content in two events',
    {
      ...{ 'gen_ai.system': 'openai', 'gen_ai.request.model': 'gpt-4o' },
      ...{ 'gen_ai.usage.input_tokens': 1_000, 'gen_ai.usage.output_tokens': 100 },
    },
    [
      {
        name: 'gen_ai.content.prompt',
        attributes: { 'gen_ai.prompt': `[{"role":"user","content":"${USER}"}]` },
      },
      {
        name: 'gen_ai.content.completion',
        attributes: { 'gen_ai.completion': `[{"role":"assistant","content":"${SAID}"}]` },
      },
    ],
  ],
  [
    'OpenTelemetry with structured messages in an event',
    {
      ...{ 'gen_ai.provider.name': 'openai', 'gen_ai.request.model': 'gpt-4o' },
      ...{ 'gen_ai.usage.input_tokens': 1_000, 'gen_ai.usage.output_tokens': 100 },
    },
    [
      {
        name: 'gen_ai.client.inference.operation.details',
        attributes: {
          'gen_ai.input.messages': [{ role: 'user', parts: [{ type: 'text', content: USER }] }],
          'gen_ai.output.messages': [{ role: 'assistant', parts: [{ type: 'text', content: SAID }] }],
        },
      },
    ],
  ],
  [
    'OpenLLMetry',
    {
      ...{ 'gen_ai.system': 'OpenAI', 'gen_ai.request.model': 'gpt-4o', 'llm.request.type': 'chat' },
      ...{ 'gen_ai.usage.prompt_tokens': 1_000, 'gen_ai.usage.completion_tokens': 100 },
      ...{ 'gen_ai.prompt.0.role': 'system', 'gen_ai.prompt.0.content': 'Be brief.' },
      ...{ 'gen_ai.prompt.1.role': 'user', 'gen_ai.prompt.1.content': USER },
      ...{ 'gen_ai.completion.0.role': 'assistant', 'gen_ai.completion.0.content': SAID },
    },
  ],
  [
    'OpenInference',
    {
      ...{ 'openinference.span.kind': 'LLM', 'llm.model_name': 'gpt-4o', 'llm.provider': 'openai' },
      ...{ 'llm.token_count.prompt': 1_000, 'llm.token_count.completion': 100 },
      ...{ 'llm.input_messages.0.message.role': 'user', 'llm.input_messages.0.message.content': USER },
      'llm.output_messages.0.message.role': 'assistant',
      'llm.output_messages.0.message.contents.0.message_content.text': SAID,
    },
  ],
  [
    'OpenInference with plain values',
    {
      ...{ 'openinference.span.kind': 'LLM', 'llm.model_name': 'gpt-4o' },
      ...{ 'llm.token_count.prompt': 1_000, 'llm.token_count.completion': 100 },
      ...{ 'input.value': `{"messages":[{"role":"user","content":"${USER}"}]}`, 'output.value': SAID },
    },
  ],
  [
    'the Vercel AI SDK',
    {
      ...{ 'ai.model.id': 'gpt-4o', 'ai.model.provider': 'openai.chat' },
      ...{ 'ai.usage.promptTokens': 1_000, 'ai.usage.completionTokens': 100 },
      ...{ 'ai.prompt.messages': `[{"role":"user","content":[{"type":"text","text":"${USER}"}]}]` },
      'ai.response.text': SAID,
    },
  ],
];

describe('conventions', () => {
  it.each(conventions)('%s', async (name, attributes = {}, events = []) => {
    const spans = [{ id: '00000000000000a1', attributes, events }];
    expect(await (await send(exportOf(name, traceId(), spans))).json()).toEqual({});
    const run = await onlyRun(name);
    expect(run).toMatchObject({ question: USER, answer: SAID, model: 'gpt-4o', tokens: 1_100 });
    expect(run.costUsd).toBeCloseTo(0.0035, 9);
  });
});

const called = (more: Sketch): Sketch => ({
  name: 'chat gpt-4o',
  ...more,
  attributes: {
    'gen_ai.request.model': 'gpt-4o',
    'gen_ai.usage.input_tokens': 10,
    'gen_ai.usage.output_tokens': 5,
    ...more.attributes,
  },
});

describe('a trace', () => {
  it('that comes in several batches, out of order and again, is one run that counts everything once', async () => {
    const id = traceId();
    const root: Sketch = { id: '00000000000000b1', name: 'answer', at: 0, ms: 500 };
    const first = called({ id: '00000000000000b2', parent: root.id, at: 100, ms: 100 });
    const second = called({ id: '00000000000000b3', parent: root.id, at: 300, ms: 150 });
    for (const batch of [[second], [first], [root], [second], [root, first, second]])
      expect((await send(exportOf('batches', id, batch))).status).toBe(200);
    const run = await onlyRun('batches');
    expect(run).toMatchObject({ tokens: 30, durationMs: 500 });
    expect(run.spans.map(({ name, start, duration }) => [name, start, duration])).toEqual([
      ['answer', 0, 500],
      ['chat gpt-4o', 100, 100],
      ['chat gpt-4o', 300, 150],
    ]);
  });

  it('that arrives twenty times at once is one run', async () => {
    const id = traceId();
    const batches = Array.from({ length: 20 }, (_, n) =>
      exportOf('at-once', id, [called({ id: `00000000000000${(n % 10) + 10}`, at: n })]),
    );
    const statuses = await Promise.all(batches.map(async (batch) => (await send(batch)).status));
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect((await onlyRun('at-once')).tokens).toBe(150);
  });

  it('whose outer span repeats the sum of the inner ones counts the inner ones', async () => {
    const outer = called({
      id: '00000000000000c1',
      name: 'invoke_agent',
      ms: 100,
      attributes: { 'gen_ai.usage.input_tokens': 20, 'gen_ai.usage.output_tokens': 10 },
    });
    const inner = ['c2', 'c3'].map((n) => called({ id: `00000000000000${n}`, parent: outer.id }));
    await send(exportOf('nested', traceId(), [outer, ...inner]));
    expect((await onlyRun('nested')).usage).toMatchObject({ prompt_tokens: 20, completion_tokens: 10 });
  });

  it('whose spans are each other’s parents ends', async () => {
    const circle = [
      called({ id: '00000000000000d1', parent: '00000000000000d2' }),
      called({ id: '00000000000000d2', parent: '00000000000000d1' }),
    ];
    expect((await send(exportOf('circle', traceId(), circle))).status).toBe(200);
    expect(await onlyRun('circle')).toMatchObject({ source: 'external' });
  });

  it('in which no model is called makes no run', async () => {
    const spans = [{ id: '00000000000000e1', attributes: { 'http.route': '/' } }];
    expect((await send(exportOf('plain-web', traceId(), spans))).status).toBe(200);
    expect(await runsOf('plain-web')).toEqual([]);
  });

  it('of a model whose price nobody knows has no cost, and one of one’s own price has that', async () => {
    const unpriced = called({
      id: '00000000000000f1',
      attributes: { 'gen_ai.request.model': 'house-7b', 'gen_ai.provider.name': 'house' },
    });
    await send(exportOf('unpriced', traceId(), [unpriced]));
    expect((await onlyRun('unpriced')).costUsd).toBeNull();
    await server.json('POST', '/api/prices', {
      body: { provider: 'house', model: 'house-7b', input: 2, output: 4 },
    });
    await send(exportOf('priced', traceId(), [unpriced]));
    expect((await onlyRun('priced')).costUsd).toBeCloseTo((10 * 2 + 5 * 4) / 1e6, 9);
  });

  it('with more spans than one may have is told so, and sent again is told the same', async () => {
    const spans = Array.from({ length: 2_050 }, (_, n) =>
      called({ id: (n + 1).toString(16).padStart(16, '0') }),
    );
    const body = exportOf('endless', traceId(), spans);
    for (let n = 0; n < 2; n += 1) {
      const answer = await (await send(body)).json();
      expect(answer).toMatchObject({ partialSuccess: { rejectedSpans: '50' } });
    }
    expect((await onlyRun('endless')).spans.length).toBe(2_000);
  });
});

describe('runs of other programs', () => {
  it('stay apart from those of an app with the same name, and belong to their workspace', async () => {
    const definition = { kind: 'assistant', slug: 'twin', name: 'Twin', model: 'local/grounded' };
    await server.call('POST', '/api/apply', { body: definition });
    await send(exportOf('twin', traceId(), [called({ id: '0000000000000101' })]));
    expect(await server.json('GET', '/api/apps/twin')).toMatchObject({ runs: 0 });
    expect((await server.json<{ data: Run[] }>('GET', '/api/runs?source=platform&app=twin')).data).toEqual(
      [],
    );
    const { keys } = await server.otherWorkspace();
    const { id } = await onlyRun('twin');
    expect((await server.call('GET', `/api/runs/${id}`, { key: keys.owner })).status).toBe(404);
    const member = await server.key('member');
    expect((await server.call('GET', `/api/runs/${id}`, { key: member })).status).toBe(404);
  });

  it('can be proposed as examples by hand, and are not on their own', async () => {
    const said = { 'gen_ai.prompt.0.role': 'user', 'gen_ai.prompt.0.content': 'Do you ship to Malta?' };
    await send(exportOf('proposed', traceId(), [called({ id: '0000000000000111', attributes: said })]));
    const { id } = await onlyRun('proposed');
    const body = { thumb: 'down', correction: 'Yes, within a week.' };
    expect((await server.call('PUT', `/api/runs/${id}/feedback`, { body })).status).toBe(200);
    expect(await server.json('GET', '/api/proposals?app=proposed')).toMatchObject({ data: [] });
    const made = await server.json<object>('POST', `/api/runs/${id}/propose`);
    expect(made).toMatchObject({
      runId: id,
      item: { question: 'Do you ship to Malta?' },
      dataClass: 'internal',
    });
  });
});

describe('what is no trace', () => {
  const valid = exportOf('refused', traceId(), [called({ id: '0000000000000121' })]);

  it('is refused by whoever may not send one, before it is read', async () => {
    for (const [key, status] of [
      ['', 401],
      ['sk-not-ours', 401],
      [await server.key('builder', { scopes: ['runs:read', 'models', 'workspace:write'] }), 403],
      [await server.key('member', { scopes: ['runs:write'] }), 403],
    ] as const) {
      for (const body of ['{"resourceSpans": [', JSON.stringify(valid)])
        expect(
          (await server.call('POST', PATH, { key, body, headers: { 'content-type': 'application/json' } }))
            .status,
        ).toBe(status);
    }
    expect((await server.call('GET', '/api/runs', { key: sender })).status).toBe(403);
  });

  it('is answered by what is wrong with it', async () => {
    const json = { 'content-type': 'application/json' };
    const protobuf = { 'content-type': 'application/x-protobuf' };
    expect((await send('x', { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await send('{}', { ...json, 'content-encoding': 'br' })).status).toBe(415);
    expect((await send('{}', { ...json, 'content-encoding': 'gzip' })).status).toBe(400);
    expect((await send('{"resourceSpans":', json)).status).toBe(400);
    expect((await send('no protobuf', protobuf)).status).toBe(400);
    expect((await send('null', json)).status).toBe(200);
    const bomb = gzipSync(Buffer.alloc(64 * 2 ** 20));
    const answer = await fetch(`${server.url}${PATH}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${sender}`, ...json, 'content-encoding': 'gzip' },
      body: bomb,
    });
    expect(answer.status).toBe(413);
  });

  it('is left out of what is one, and the answer says how many', async () => {
    const bad = { traceId: '0'.repeat(32), spanId: '00000000000000ff', startTimeUnixNano: '1' };
    const body = { resourceSpans: [...valid.resourceSpans, { scopeSpans: [{ spans: [bad, 7, null] }] }] };
    expect(await (await send(body)).json()).toMatchObject({
      partialSuccess: { rejectedSpans: '3', errorMessage: expect.stringMatching(/trace id/) },
    });
    expect(await onlyRun('refused')).toMatchObject({ tokens: 15 });
  });

  it('cannot hold what the database does not take, and cannot pollute anything', async () => {
    const said = {
      'gen_ai.prompt.0.content': 'NUL \u0000 half \ud83d',
      ['__proto__']: 'x',
      constructor: 'y',
    };
    await send(exportOf('dirty', traceId(), [called({ id: '0000000000000131', attributes: said })]));
    expect((await onlyRun('dirty')).question).toBe('NUL \ufffd half \ufffd');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});
