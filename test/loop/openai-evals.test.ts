import OpenAI, { toFile } from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareLoop } from '../harness/evals.ts';
import { answeredBy, CAPITALS, CLOSE, EXACT, ended, ITEMS, questionsEval } from '../harness/openai-evals.ts';
import { ADMIN_KEY, startServer, type TestServer } from '../harness/server.ts';
import { startUpstream, type Upstream } from '../harness/upstream.ts';

/** The official SDK, unchanged: an eval, its runs and their items. */

let server: TestServer;
let upstream: Upstream;
let client: OpenAI;
beforeAll(async () => {
  upstream = await startUpstream();
  server = await startServer({ OPENAI_BASE_URL: upstream.url, OPENAI_API_KEY: 'sk-upstream-secret' });
  client = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: ADMIN_KEY, maxRetries: 0 });
  await prepareLoop(server);
});
afterAll(async () => {
  await server.stop();
  await upstream.close();
});

/** Says the capital it was asked about, but for one of them. */
const honest = (text: string) => CAPITALS.find((city) => text.includes(city))?.replace('Rome', 'Roma') ?? '?';

describe('an eval of a model', () => {
  it('is created, run and read item by item', async () => {
    upstream.reply = ({ body }) => ({ text: honest(JSON.stringify(body.messages)) });
    const made = await client.evals.create({ ...questionsEval([EXACT, CLOSE]), metadata: { team: 'a' } });
    expect(made).toMatchObject({ object: 'eval', name: 'Questions', metadata: { team: 'a' } });
    expect(made.data_source_config).toMatchObject({
      schema: { required: ['item', 'sample'], properties: { item: { required: ['question', 'answer'] } } },
    });
    expect(made.testing_criteria).toEqual([EXACT, CLOSE]);

    const data_source = answeredBy('openai/scripted-1', ITEMS);
    const started = await client.evals.runs.create(made.id, { name: 'first', data_source });
    expect(started).toMatchObject({ object: 'eval.run', eval_id: made.id, name: 'first', error: null });
    expect(['queued', 'in_progress']).toContain(started.status);
    expect(started.data_source).toEqual(data_source);

    const run = await ended(client, started);
    expect(run).toMatchObject({
      status: 'completed',
      model: 'openai/scripted-1',
      result_counts: { total: 5, passed: 4, failed: 1, errored: 0 },
      per_testing_criteria_results: [
        { testing_criteria: 'exact', passed: 4, failed: 1 },
        { testing_criteria: 'close', passed: 5, failed: 0 },
      ],
      per_model_usage: [
        { model_name: 'openai/scripted-1', invocation_count: 5, prompt_tokens: 55, total_tokens: 90 },
      ],
    });
    expect(run.report_url).toBe(`${server.url}/evals?run=${run.id}`);

    const list = (query: OpenAI.Evals.Runs.OutputItemListParams) =>
      client.evals.runs.outputItems.list(run.id, query);
    const all = [];
    for await (const item of await list({ eval_id: made.id, limit: 2 })) all.push(item);
    expect(all.map((item) => item.datasource_item_id)).toEqual([0, 1, 2, 3, 4]);
    const backwards = await list({ eval_id: made.id, order: 'desc', limit: 2 });
    expect(backwards.data.map((item) => item.datasource_item_id)).toEqual([4, 3]);
    expect(backwards.has_more).toBe(true);
    const failed = await list({ eval_id: made.id, status: 'fail' });
    expect(failed.data.map((item) => item.datasource_item.answer)).toEqual(['Rome']);

    const [wrong] = failed.data;
    const read = await client.evals.runs.outputItems.retrieve(wrong?.id ?? '', {
      eval_id: made.id,
      run_id: run.id,
    });
    expect(read).toEqual(wrong);
    expect(read).toMatchObject({
      object: 'eval.run.output_item',
      status: 'fail',
      results: [
        { name: 'exact', type: 'string_check', passed: false, score: 0 },
        { name: 'close', type: 'text_similarity', passed: true, score: 0.75 },
      ],
      sample: {
        input: [
          { role: 'developer', content: 'Answer in one word.' },
          { role: 'user', content: 'Which capital is Rome?' },
        ],
        output: [{ role: 'assistant', content: 'Roma' }],
        finish_reason: 'stop',
        usage: { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18, cached_tokens: 0 },
        error: null,
        temperature: 0.2,
        max_completion_tokens: 20,
      },
    });
    expect(upstream.requests.at(-1)?.body).toMatchObject({ temperature: 0.2, max_completion_tokens: 20 });
  });

  it('measures a version of an app without a trace among its runs in production', async () => {
    const colour = { ...EXACT, operation: 'ilike' as const };
    const made = await client.evals.create({
      ...questionsEval([colour]),
      data_source_config: { type: 'custom', item_schema: {} },
    });
    const content = [
      { item: { question: 'What is the housing of article 105 painted in the factory?', answer: 'green' } },
      { item: { question: 'Who won the chess championship in 1951?', answer: 'nobody' } },
    ];
    const run = await client.evals.runs.create(made.id, {
      data_source: answeredBy('app/colours@1', content),
    });
    expect(await ended(client, run)).toMatchObject({
      status: 'completed',
      model: 'app/colours@1',
      result_counts: { passed: 1, failed: 1, errored: 0, total: 2 },
    });
    const items = await client.evals.runs.outputItems.list(run.id, { eval_id: made.id });
    expect(items.data.map((item) => item.sample)).toMatchObject([
      { output: [{ content: expect.stringContaining('green') }], sevenfold: { abstained: false } },
      { sevenfold: { abstained: true, reason: 'not_supported' } },
    ]);
    expect(await server.json('GET', '/api/runs')).toMatchObject({ data: [] });
  });

  it('takes the responses API for the same thing', async () => {
    upstream.say('{"city": "Paris"}');
    const json = { ...EXACT, input: '{{sample.output_json.city}}' };
    const made = await client.evals.create(questionsEval([json]));
    const schema = { type: 'object', properties: { city: { type: 'string' } } };
    const run = await client.evals.runs.create(made.id, {
      data_source: {
        type: 'responses',
        model: 'openai/scripted-1',
        source: { type: 'file_content', content: ITEMS.slice(0, 1) },
        input_messages: { type: 'template', template: [{ role: 'user', content: '{{item.question}}' }] },
        sampling_params: { text: { format: { type: 'json_schema', name: 'city', schema } } },
      },
    });
    expect((await ended(client, run)).result_counts).toMatchObject({ passed: 1, total: 1 });
    expect(upstream.requests.at(-1)?.body.response_format).toEqual({
      type: 'json_schema',
      json_schema: { name: 'city', schema },
    });
  });
});

describe('items that bring their answers', () => {
  const jsonl = ['Paris', 'Rom', 'Madrid']
    .map((output_text, i) => JSON.stringify({ ...ITEMS[i], sample: { output_text } }))
    .join('\n');

  it('are read from an uploaded file and judged as they are', async () => {
    const file = await client.files.create({
      file: await toFile(Buffer.from(`${jsonl}\n`), 'answers.jsonl'),
      purpose: 'evals',
    });
    const made = await client.evals.create(questionsEval([EXACT]));
    const asked = upstream.requests.length;
    const run = await client.evals.runs.create(made.id, {
      data_source: { type: 'jsonl', source: { type: 'file_id', id: file.id } },
    });
    await client.files.delete(file.id);
    expect(await ended(client, run)).toMatchObject({
      status: 'completed',
      model: '',
      result_counts: { passed: 2, failed: 1, errored: 0, total: 3 },
      per_model_usage: [],
    });
    expect(upstream.requests.length).toBe(asked);
  });

  it('need no sample where only the item is looked at', async () => {
    const own = { ...EXACT, input: '{{item.said}}', reference: '{{item.answer}}' };
    const made = await client.evals.create({
      data_source_config: { type: 'custom', item_schema: { type: 'object' } },
      testing_criteria: [own],
    });
    const content = [
      { item: { said: 'yes', answer: 'yes' } },
      { item: { said: 'no', answer: 'yes' } },
      { item: { answer: 'yes' } },
    ];
    const run = await client.evals.runs.create(made.id, {
      data_source: { type: 'jsonl', source: { type: 'file_content', content } },
    });
    expect(await ended(client, run)).toMatchObject({
      status: 'completed',
      result_counts: { passed: 1, failed: 1, errored: 1, total: 3 },
      per_testing_criteria_results: [{ passed: 1, failed: 1 }],
    });
    const items = await client.evals.runs.outputItems.list(run.id, { eval_id: made.id });
    expect(items.data[2]).toMatchObject({
      status: 'error',
      results: [{ error: { code: 'missing_value', message: 'There is no item.said here.' } }],
    });
  });
});
