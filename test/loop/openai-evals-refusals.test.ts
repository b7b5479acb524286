import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answeredBy, CLOSE, EXACT, ITEMS, questionsEval } from '../harness/openai-evals.ts';
import { ADMIN_KEY, startServer, type TestServer } from '../harness/server.ts';

/** What cannot be measured is refused before anything is, in OpenAI's shape of an error, and says what to do. */

let server: TestServer;
let client: OpenAI;
let evalId: string;
beforeAll(async () => {
  server = await startServer();
  client = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: ADMIN_KEY, maxRetries: 0 });
  evalId = (await client.evals.create(questionsEval([EXACT]))).id;
});
afterAll(() => server.stop());

const sent = (method: string, path: string, body: unknown) =>
  server.json<{ error: { message: string; param: string | null; type: string } }>(method, path, { body });
const refusedEval = async (change: object) =>
  (await sent('POST', '/v1/evals', { ...questionsEval([EXACT]), ...change })).error;
const refusedRun = async (data_source: unknown) =>
  (await sent('POST', `/v1/evals/${evalId}/runs`, { data_source })).error;
const judge = {
  type: 'label_model',
  name: 'x',
  model: 'local/zero-shot',
  input: [{ role: 'user', content: '?' }],
};

describe('an eval is refused', () => {
  it.each([
    ['python', { type: 'python', name: 'x', source: 'def grade(): pass' }, 'type', /runs no foreign code/],
    [
      'multi',
      { type: 'multi', name: 'x', graders: {}, calculate_output: 'x' },
      'type',
      /criteria of their own/,
    ],
    ['meteor', { ...CLOSE, evaluation_metric: 'meteor' }, 'evaluation_metric', /needs WordNet/],
    [
      'a foreign label',
      { ...judge, labels: ['a'], passing_labels: ['b'] },
      'passing_labels',
      /"b" is not among/,
    ],
    ['an empty range', { ...judge, type: 'score_model', range: [1, 1] }, 'range', /the lower one first/],
    [
      'a threshold beyond it',
      { ...judge, type: 'score_model', pass_threshold: 3 },
      'pass_threshold',
      /must lie in the range/,
    ],
    [
      'an unknown parameter',
      { ...judge, type: 'score_model', sampling_params: { heat: 1 } },
      'sampling_params.heat',
      /is not a parameter/,
    ],
    ['a wrong template', { ...EXACT, input: '{{7*7}}' }, 'input', /\{\{7\*7\}\} is neither item/],
    [
      'an image',
      {
        ...judge,
        labels: ['a'],
        passing_labels: ['a'],
        input: [{ role: 'user', content: { type: 'input_image' } }],
      },
      'input.0.content',
      /must be text/,
    ],
  ])('for %s', async (_what, criterion, field, problem) => {
    const error = await refusedEval({ testing_criteria: [EXACT, criterion] });
    expect(error).toMatchObject({
      type: 'invalid_request_error',
      param: `body.testing_criteria.1.${field}`,
      message: expect.stringMatching(problem),
    });
  });

  it('for sources of data that are not kept here, and schemas that are none', async () => {
    for (const type of ['logs', 'stored_completions'])
      expect(await refusedEval({ data_source_config: { type } })).toMatchObject({
        param: 'body.data_source_config.type',
        message: expect.stringContaining('use the type custom'),
      });
    for (const item_schema of [{ type: 'nonsense' }, { properties: { a: { pattern: '(?=x)' } } }])
      expect(await refusedEval({ data_source_config: { type: 'custom', item_schema } })).toMatchObject({
        param: 'body.data_source_config.item_schema',
        message: expect.stringContaining('is no JSON schema'),
      });
  });
});

describe('a run is refused', () => {
  const content = (...items: unknown[]) => ({ type: 'file_content', content: items });
  const fits = ITEMS[0];

  it('for an item that does not fit the schema, by its place', async () => {
    const wrong = { item: { question: 'Which?', answer: 'lower case' }, sample: { output_text: 'x' } };
    const error = await refusedRun({ type: 'jsonl', source: content({ ...fits, sample: {} }, wrong) });
    expect(error).toMatchObject({
      param: 'body.data_source.source.content.1.item',
      message: expect.stringContaining('answer must match pattern'),
    });
  });

  it('for criteria that look at an answer nobody gives', async () => {
    expect(await refusedRun({ type: 'jsonl', source: content(fits) })).toMatchObject({
      param: 'body.data_source.source',
      message: expect.stringContaining('item 1 has no sample'),
    });
  });

  it('for a file with a line that cannot be read, or that is not there', async () => {
    const upload = async (text: string) => {
      const form = new FormData();
      form.append('file', new Blob([text]), 'lines.jsonl');
      form.append('purpose', 'evals');
      return (await (await server.call('POST', '/v1/files', { body: form })).json()) as { id: string };
    };
    const good = JSON.stringify({ ...fits, sample: { output_text: 'Paris' } });
    const from = async (text: string) =>
      refusedRun({ type: 'jsonl', source: { type: 'file_id', id: (await upload(text)).id } });
    expect(await from(`${good}\n\nnot json\n`)).toMatchObject({ param: 'line 3' });
    expect(await from(`${good}\n{"question": "flat"}\n`)).toMatchObject({ param: 'line 2.item' });
    expect(await from(`${good}\n{"item": {"question": "a\\u0000", "answer": "B"}}\n`)).toMatchObject({
      param: 'line 2.item.question',
      message: expect.stringContaining('NUL'),
    });
    expect(await from('\n')).toMatchObject({ message: expect.stringContaining('has no lines') });
    const missing = await refusedRun({ type: 'jsonl', source: { type: 'file_id', id: 'file_none' } });
    expect(missing.message).toContain('The file was not found');
  });

  it('for a model or messages that are missing or lead nowhere', async () => {
    const source = { ...answeredBy('local/grounded', ITEMS) };
    const template = (text: string) => ({ type: 'template', template: [{ role: 'user', content: text }] });
    const tries = {
      model: { ...source, model: undefined },
      input_messages: { ...source, input_messages: undefined },
      'input_messages.template.0.content': { ...source, input_messages: template('{{sample.output_text}}') },
      'source.type': { ...source, source: { type: 'stored_completions' } },
      'sampling_params.tools': { ...source, sampling_params: { tools: [{ type: 'web_search' }] } },
    };
    for (const [field, data_source] of Object.entries(tries))
      expect([field, (await refusedRun(data_source)).param]).toEqual([field, `body.data_source.${field}`]);
    expect((await refusedRun({ ...source, model: 'app/none@1' })).message).toContain('no app "none"');
  });

  it('for an eval or a run that is not there, or is another eval’s', async () => {
    const other = await client.evals.create(questionsEval([EXACT]));
    const data_source = { type: 'jsonl', source: content({ ...fits, sample: { output_text: 'Paris' } }) };
    const run = await client.evals.runs.create(evalId, { data_source } as OpenAI.Evals.RunCreateParams);
    const missing = { status: 404, type: 'invalid_request_error' };
    await expect(client.evals.retrieve('eval_none')).rejects.toMatchObject(missing);
    await expect(client.evals.runs.retrieve(run.id, { eval_id: other.id })).rejects.toMatchObject(missing);
    await expect(client.evals.runs.outputItems.list(run.id, { eval_id: other.id })).rejects.toMatchObject(
      missing,
    );
    await expect(client.evals.runs.cancel(run.id, { eval_id: other.id })).rejects.toMatchObject(missing);
  });

  it('for a key without the scope of what the run would do for it', async () => {
    const key = await server.key('builder', { scopes: ['apps:read', 'apps:write'] });
    const ask = (data_source: unknown) =>
      server.call('POST', `/v1/evals/${evalId}/runs`, { key, body: { data_source } });
    expect((await ask(answeredBy('local/grounded', ITEMS))).status).toBe(403);
    expect((await ask({ type: 'jsonl', source: { type: 'file_id', id: 'file_none' } })).status).toBe(403);
    const own = content({ ...fits, sample: { output_text: 'Paris' } });
    expect((await ask({ type: 'jsonl', source: own })).status).toBe(201);
  });
});
