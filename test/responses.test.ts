import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ingest, makeCollection } from './harness/knowledge.ts';
import { releaseAnyway } from './harness/releases.ts';
import { ADMIN_KEY, startServer, type TestServer } from './harness/server.ts';
import { startUpstream, type Upstream } from './harness/upstream.ts';

/** /v1/responses by the official SDK. */

let server: TestServer;
let upstream: Upstream;
let client: OpenAI;

beforeAll(async () => {
  upstream = await startUpstream();
  server = await startServer({ OPENAI_BASE_URL: upstream.url, OPENAI_API_KEY: 'sk-upstream-secret' });
  client = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: ADMIN_KEY, maxRetries: 0 });
  const id = await makeCollection(server, 'Policies');
  await ingest(server, id, {
    'returns.md': '# Returns\n\nMost goods can be returned within 45 days of delivery.',
  });
  const definition = {
    ...{ kind: 'assistant', slug: 'desk', name: 'Desk', model: 'local/grounded', knowledge: ['Policies'] },
  };
  await server.call('POST', '/api/apply', { body: definition });
  await releaseAnyway(server, 'desk');
});
afterAll(async () => {
  await server.stop();
  await upstream.close();
});

const QUESTION = 'Within how many days can goods be returned?';
const FACT = 'Most goods can be returned within 45 days of delivery.';
const weather: OpenAI.Responses.Tool = {
  type: 'function',
  name: 'weather',
  parameters: { type: 'object', properties: { city: { type: 'string' } } },
  strict: true,
};

describe('a model of this server', () => {
  it('responds to text under instructions', async () => {
    const response = await client.responses.create({
      ...{ model: 'local/grounded', instructions: FACT, input: QUESTION, metadata: { ticket: '5' } },
    });
    expect(response).toMatchObject({
      object: 'response',
      status: 'completed',
      store: false,
      metadata: { ticket: '5' },
      output: [{ type: 'message', role: 'assistant', status: 'completed' }],
    });
    expect(response.output_text).toContain('45 days');
    expect(response.usage?.total_tokens).toBeGreaterThan(0);
  });
});

describe('an assistant', () => {
  it('cites files, and says beside the output what became of the run', async () => {
    const response = await client.responses.create({ model: 'app/desk', input: QUESTION });
    const [message] = response.output;
    const [part] = message?.type === 'message' ? message.content : [];
    expect(part).toMatchObject({
      type: 'output_text',
      annotations: [
        {
          ...{ type: 'file_citation', filename: 'returns.md', quote: FACT },
          file_id: expect.any(String),
          index: expect.any(Number),
          start_index: 0,
        },
      ],
    });
    expect(response).toMatchObject({
      sevenfold: { abstained: false, run_id: expect.stringMatching(/^run_/) },
    });
  });

  it('abstains without citations', async () => {
    const response = await client.responses.create({
      ...{ model: 'app/desk', input: 'What is the capital of Mongolia?' },
    });
    expect(response).toMatchObject({ status: 'completed', sevenfold: { abstained: true } });
    expect(JSON.stringify(response.output)).toContain('"annotations":[]');
  });

  it('streams events in the order that clients follow, and ends with the whole response', async () => {
    const stream = client.responses.stream({ model: 'app/desk', input: QUESTION });
    const types: string[] = [];
    const numbers: number[] = [];
    for await (const event of stream) {
      if (types.at(-1) !== event.type) types.push(event.type);
      numbers.push(event.sequence_number);
    }
    const text = types.filter((type) => type !== 'response.output_text.annotation.added');
    expect(text).toEqual([
      'response.created',
      'response.in_progress',
      'response.output_item.added',
      'response.content_part.added',
      'response.output_text.delta',
      'response.output_text.done',
      'response.content_part.done',
      'response.output_item.done',
      'response.completed',
    ]);
    expect(types).toContain('response.output_text.annotation.added');
    expect(numbers).toEqual(numbers.map((_, i) => i));
    const response = await stream.finalResponse();
    expect(response.output_text).toContain('45 days');
    expect(response).toMatchObject({ sevenfold: { abstained: false } });
  });

  it('sends events by name, and nothing after the last', async () => {
    const answer = await server.call('POST', '/v1/responses', {
      body: { model: 'app/desk', input: QUESTION, stream: true },
    });
    const frames = (await answer.text()).split('\n\n').filter(Boolean);
    for (const frame of frames) {
      const [, event, data] = /^event: (.+)\ndata: (.+)$/.exec(frame) ?? [];
      expect(JSON.parse(data ?? '{}').type).toBe(event);
    }
    expect(frames.at(-1)).toMatch(/^event: response\.completed\n/);
  });
});

describe('a provider that has chat completions only', () => {
  const model = 'openai/scripted-1';

  it('is asked what was said, calls and their results in between', async () => {
    upstream.say('It rains.');
    const response = await client.responses.create({
      model,
      instructions: 'Be brief.',
      input: [
        { role: 'user', content: [{ type: 'input_text', text: 'Weather?' }] },
        { type: 'function_call', call_id: 'call_1', name: 'weather', arguments: '{"city":"Oslo"}' },
        { type: 'function_call', call_id: 'call_2', name: 'weather', arguments: '{"city":"Bergen"}' },
        { type: 'function_call_output', call_id: 'call_1', output: 'rain' },
        { type: 'function_call_output', call_id: 'call_2', output: 'more rain' },
        {
          role: 'user',
          content: [{ type: 'input_image', detail: 'low', image_url: 'https://example.com/sky.png' }],
        },
      ],
      tools: [weather],
      tool_choice: { type: 'function', name: 'weather' },
      text: { format: { type: 'json_schema', name: 'answer', schema: { type: 'object' }, strict: true } },
      reasoning: { effort: 'low' },
      ...{ max_output_tokens: 50, parallel_tool_calls: false, store: false },
    });
    expect(response.output_text).toBe('It rains.');
    const call = (id: string, city: string) => ({
      ...{ id, type: 'function', function: { name: 'weather', arguments: JSON.stringify({ city }) } },
    });
    const { name, parameters, strict } = weather;
    expect(upstream.requests.at(-1)?.body).toEqual({
      model: 'scripted-1',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: [{ type: 'text', text: 'Weather?' }] },
        { role: 'assistant', content: null, tool_calls: [call('call_1', 'Oslo'), call('call_2', 'Bergen')] },
        { role: 'tool', tool_call_id: 'call_1', content: 'rain' },
        { role: 'tool', tool_call_id: 'call_2', content: 'more rain' },
        {
          role: 'user',
          content: [{ type: 'image_url', image_url: { url: 'https://example.com/sky.png', detail: 'low' } }],
        },
      ],
      tools: [{ type: 'function', function: { name, parameters, strict } }],
      tool_choice: { type: 'function', function: { name: 'weather' } },
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'answer', schema: { type: 'object' }, strict: true },
      },
      reasoning_effort: 'low',
      ...{ max_completion_tokens: 50, parallel_tool_calls: false, stream: true },
      stream_options: { include_usage: true },
    });
  });

  it('calls a tool, whole and as a stream', async () => {
    upstream.reply = () => ({ tool: { name: 'weather', arguments: '{"city":"Oslo"}' } });
    const asked = { model, input: 'Weather?', tools: [weather] };
    const expected = {
      ...{ type: 'function_call', name: 'weather', call_id: 'call_1', arguments: '{"city":"Oslo"}' },
      status: 'completed',
    };
    const response = await client.responses.create(asked);
    expect(response.output).toMatchObject([expected]);
    const stream = client.responses.stream(asked);
    const types: string[] = [];
    for await (const event of stream) types.push(event.type);
    expect(types.slice(2)).toEqual([
      'response.output_item.added',
      'response.function_call_arguments.delta',
      'response.function_call_arguments.done',
      'response.output_item.done',
      'response.completed',
    ]);
    expect((await stream.finalResponse()).output).toMatchObject([expected]);
  });

  it('that fails before it began has its own status; one that breaks off fails in the stream', async () => {
    upstream.reply = () => ({ status: 500, body: { error: { message: 'no' } } });
    await expect(client.responses.create({ model, input: 'Hello?', stream: true })).rejects.toMatchObject({
      status: 502,
      code: 'gateway.upstream_failed',
    });
    upstream.reply = () => ({ stall: 'Well,' });
    const stream = await client.responses.create({ model, input: 'Hello?', stream: true });
    const types: string[] = [];
    for await (const event of stream) {
      types.push(event.type);
      if (event.type === 'response.output_text.delta') upstream.dropStalled();
      if (event.type === 'response.failed')
        expect(event.response.error).toMatchObject({ code: 'gateway.upstream_cut' });
    }
    expect(types.at(-1)).toBe('response.failed');
  });
});

describe('a provider that has responses itself', () => {
  it('gets the request as it is, and its answer comes back as it is', async () => {
    const { data } = await server.json<{ data: { id: string }[] }>('GET', '/api/providers');
    await server.call('PATCH', `/api/providers/${data[0]?.id}`, {
      body: { settings: { responses: 'native' } },
    });
    const theirs = { id: 'resp_theirs', object: 'response', output: [], usage: { input_tokens: 3 } };
    upstream.reply = () => ({ status: 200, body: theirs });
    const body = { input: 'Hello?', previous_response_id: 'resp_0', tools: [{ type: 'web_search' }] };
    const answer = await server.json('POST', '/v1/responses', {
      body: { model: 'openai/scripted-1', ...body },
    });
    expect(answer).toEqual(theirs);
    expect(upstream.requests.at(-1)).toMatchObject({
      path: '/v1/responses',
      body: { model: 'scripted-1', ...body },
    });
  });
});

describe('what is refused', () => {
  it.each([
    [{ previous_response_id: 'resp_1' }, 'gateway.not_stored'],
    [{ tools: [{ type: 'web_search' }] }, 'unsupported_parameter'],
    [{ background: true }, 'unsupported_parameter'],
    [{ input: [{ type: 'item_reference', id: 'msg_1' }] }, 'gateway.not_stored'],
    [
      { input: [{ role: 'user', content: [{ type: 'input_file', file_id: 'file_1' }] }] },
      'unsupported_parameter',
    ],
    [{ input: 5 }, 'request.invalid'],
    [{ input: [{ role: 'nobody', content: 'x' }] }, 'request.invalid'],
  ])('%j', async (extra, code) => {
    const answer = await server.call('POST', '/v1/responses', {
      body: { model: 'local/grounded', input: QUESTION, ...extra },
    });
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as { error: { code: string } }).error.code).toBe(code);
  });

  it('a model that is not there', async () => {
    const asked = client.responses.create({ model: 'local/nothing', input: QUESTION });
    await expect(asked).rejects.toMatchObject({ status: 404, code: 'model_not_found' });
  });
});
