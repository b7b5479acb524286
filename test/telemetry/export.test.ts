import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChild } from '../harness/child.ts';
import { ingest, makeCollection } from '../harness/knowledge.ts';
import { releaseAnyway } from '../harness/releases.ts';
import { ADMIN_KEY, startServer, type TestServer } from '../harness/server.ts';
import { startUpstream, type Upstream } from '../harness/upstream.ts';
import { type Collector, type GotSpan, startCollector } from './collector.ts';

/** Stands in everything that must not leave: prompts, instructions, documents, answers, keys. */
const CANARY = 'canary-7f3a91';
const UPSTREAM_KEY = `sk-${CANARY}-upstream`;

let server: TestServer;
let upstream: Upstream;
let collector: Collector;
beforeAll(async () => {
  collector = await startCollector();
  upstream = await startUpstream(`The answer is ${CANARY} [1].`);
  server = await startServer({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20collector-key, x-team = ai',
    OTEL_SERVICE_NAME: 'house-ai',
    OTEL_BSP_SCHEDULE_DELAY: '50',
    OTEL_METRIC_EXPORT_INTERVAL: '200',
  });
  const provider = { slug: 'up', baseUrl: upstream.url, apiKey: UPSTREAM_KEY };
  expect((await server.call('POST', '/api/providers', { body: provider })).status).toBe(201);
  const collection = await makeCollection(server, 'Handbook');
  await ingest(server, collection, { 'returns.md': `# Returns\n\nReturn goods within 45 days, ${CANARY}.` });
  const definition = {
    ...{ kind: 'assistant', slug: 'helper', name: 'Helper', model: 'up/gpt-4o', knowledge: ['Handbook'] },
    instructions: `Never say ${CANARY}.`,
  };
  await server.call('POST', '/api/apply', { body: definition });
  await releaseAnyway(server, 'helper');
});
afterAll(async () => {
  await server?.stop();
  await upstream?.close();
  await collector?.close();
});

/** Has Node say which packages of the SDK it looks for. */
const TELLS_WHAT_IS_LOADED = `--import=data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  registerHooks({
    resolve(name, context, next) {
      if (/^@opentelemetry\\/(sdk|exporter|resources)/.test(name)) process.stderr.write('LOADED ' + name + '\\n');
      return next(name, context);
    },
  });
`)}`;

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const CALLER = '00f067aa0ba902b7';
const messages = [{ role: 'user', content: `Within how many days may I return goods? ${CANARY}` }];
const ask = (body: object, headers: Record<string, string> = {}) =>
  server.call('POST', '/v1/chat/completions', { body: { messages, ...body }, headers });
const spanOf = async (match: (span: GotSpan) => boolean): Promise<GotSpan> => {
  await expect.poll(() => collector.spans.some(match), { timeout: 5_000 }).toBe(true);
  return collector.spans.find(match) as GotSpan;
};

describe('a call of a model', () => {
  it('is a span by the GenAI conventions, below the span of whoever called', async () => {
    await (await ask({ model: 'up/gpt-4o' }, { traceparent: `00-${TRACE}-${CALLER}-01` })).text();
    const span = await spanOf(({ parentId }) => parentId === CALLER);
    const { hostname, port } = new URL(upstream.url);
    expect(span).toMatchObject({
      name: 'chat gpt-4o',
      traceId: TRACE,
      kind: 3,
      status: 0,
      service: 'house-ai',
    });
    expect(span.attributes).toMatchObject({
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'openai',
      'gen_ai.request.model': 'gpt-4o',
      'gen_ai.response.model': 'gpt-4o',
      'gen_ai.usage.input_tokens': 11,
      'gen_ai.usage.output_tokens': 7,
      'server.address': hostname,
      'server.port': Number(port),
      'sevenfold.usage.source': 'reported',
      'sevenfold.cost.usd': expect.closeTo((11 * 2.5 + 7 * 10) / 1e6, 9),
    });
    expect(span.duration).toBeGreaterThan(0);
    expect(Math.abs(span.start - Date.now())).toBeLessThan(60_000);
  });

  it('that streams tells when its first piece came', async () => {
    await (await ask({ model: 'up/gpt-4o-mini', stream: true })).text();
    const span = await spanOf(({ name }) => name === 'chat gpt-4o-mini');
    expect(span.parentId).toBe('');
    const first = span.attributes['gen_ai.response.time_to_first_chunk'];
    expect(first).toBeGreaterThan(0);
    expect(Number(first) * 1_000).toBeLessThanOrEqual(span.duration + 1);
  });

  it('that fails says of what kind, and nothing of the message', async () => {
    const before = upstream.reply;
    upstream.reply = () => ({ status: 400, body: { error: { message: `bad ${CANARY}`, type: 'x' } } });
    expect((await ask({ model: 'up/failing' })).status).toBe(400);
    upstream.reply = before;
    const span = await spanOf(({ name }) => name === 'chat failing');
    expect(span).toMatchObject({
      status: 2,
      attributes: { 'error.type': expect.stringMatching(/^gateway\./) },
    });
  });

  it('is left out when whoever began the trace does not want it kept', async () => {
    const unwanted = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';
    await (await ask({ model: 'up/unsampled' }, { traceparent: `00-${unwanted}-${CALLER}-00` })).text();
    await (await ask({ model: 'up/sampled' }, { traceparent: 'nonsense' })).text();
    await spanOf(({ name }) => name === 'chat sampled');
    expect(collector.spans.some(({ traceId }) => traceId === unwanted)).toBe(false);
  });
});

describe('a run', () => {
  it('is the parent of its search and of its calls, and part of the caller’s trace', async () => {
    const trace = '11112222333344445555666677778888';
    await (await ask({ model: 'app/helper' }, { traceparent: `00-${trace}-${CALLER}-01` })).text();
    const run = await spanOf(({ name, traceId }) => name === 'invoke_agent helper' && traceId === trace);
    const below = collector.spans.filter(({ parentId }) => parentId === run.spanId);
    expect(below.map(({ name }) => name).sort()).toEqual(['chat gpt-4o', 'retrieval helper']);
    expect(run).toMatchObject({ parentId: CALLER, kind: 1, status: 0 });
    expect(run.attributes).toMatchObject({
      'gen_ai.agent.name': 'helper',
      'gen_ai.agent.version': '1',
      'gen_ai.usage.input_tokens': 11,
      'sevenfold.run.outcome': 'answered',
      'sevenfold.run.id': expect.stringMatching(/^run_/),
    });
    for (const span of below) {
      expect(span.start).toBeGreaterThanOrEqual(run.start - 2);
      expect(span.start + span.duration).toBeLessThanOrEqual(run.start + run.duration + 2);
    }
  });
});

describe('metrics', () => {
  it('tell tokens, durations and the time to the first piece', async () => {
    const point = (name: string, match: Record<string, unknown>) =>
      collector.histograms
        .find((histogram) => histogram.name === name)
        ?.points.find(({ attributes }) =>
          Object.entries(match).every(([key, value]) => attributes[key] === value),
        );
    const of = { 'gen_ai.request.model': 'gpt-4o-mini', 'gen_ai.provider.name': 'openai' };
    await expect.poll(() => point('gen_ai.client.operation.duration', of)?.count, { timeout: 5_000 }).toBe(1);
    const usage = 'gen_ai.client.token.usage';
    expect(point(usage, { ...of, 'gen_ai.token.type': 'input' })).toMatchObject({ count: 1, sum: 11 });
    expect(point(usage, { ...of, 'gen_ai.token.type': 'output' })).toMatchObject({ count: 1, sum: 7 });
    expect(point('gen_ai.client.operation.time_to_first_chunk', of)?.count).toBe(1);
    expect(
      point('gen_ai.client.operation.duration', { 'gen_ai.request.model': 'failing' })?.attributes,
    ).toMatchObject({
      'error.type': expect.stringMatching(/^gateway\./),
    });
    expect(collector.histograms.map(({ unit }) => unit).sort()).toEqual(['s', 's', '{token}']);
  });
});

describe('what is sent', () => {
  it('carries the configured headers, and goes to the two addresses of OTLP only', () => {
    expect(new Set(collector.requests.map(({ path }) => path))).toEqual(
      new Set(['/v1/traces', '/v1/metrics']),
    );
    for (const { headers } of collector.requests)
      expect(headers).toMatchObject({ authorization: 'Bearer collector-key', 'x-team': 'ai' });
  });

  it('never holds what was asked, answered, instructed or found, nor a key', () => {
    expect(collector.spans.length).toBeGreaterThan(5);
    const all = Buffer.concat(collector.bodies).toString('latin1');
    expect(all).toContain('gen_ai.usage.input_tokens');
    for (const secret of [CANARY, UPSTREAM_KEY, ADMIN_KEY, '45 days']) expect(all).not.toContain(secret);
  });
});

describe('without a collector', () => {
  it('nothing of OpenTelemetry’s SDK is loaded; with one that is away, calls are answered and the end does not wait', async () => {
    const without = await startChild({ NODE_OPTIONS: TELLS_WHAT_IS_LOADED });
    await without.stop();
    expect(without.output()).not.toContain('LOADED');
    without.remove();
    const away = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9', OTEL_BSP_SCHEDULE_DELAY: '20' };
    const within = await startChild({ NODE_OPTIONS: TELLS_WHAT_IS_LOADED, ...away });
    expect(within.output()).toContain('LOADED @opentelemetry/sdk-trace');
    const answer = await fetch(`${within.url}/v1/embeddings`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'local/minilm', input: 'refund' }),
    });
    expect(answer.status).toBe(200);
    const began = performance.now();
    await within.stop();
    expect(performance.now() - began).toBeLessThan(30_000);
    within.remove();
  }, 240_000);
});
