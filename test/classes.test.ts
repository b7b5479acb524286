import { setTimeout as sleep } from 'node:timers/promises';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ingest } from './harness/knowledge.ts';
import { ended, questionsEval } from './harness/openai-evals.ts';
import { releaseAnyway } from './harness/releases.ts';
import { ADMIN_KEY, startServer, type TestServer } from './harness/server.ts';
import { startUpstream, type Upstream } from './harness/upstream.ts';

/**
 * The class of what is known follows it everywhere: into prompts, through conversations, into data sets, to judges. A
 * provider that may see `internal` and no more must never get a word of it, whatever way it is asked.
 */
let server: TestServer;
let outside: Upstream;
let own: Upstream;
const SECRET = 'The cut-off of scorecard B is 620 points.';

interface Collection {
  id: string;
  dataClass: string;
}
let canteen: Collection;
let scores: Collection;

beforeAll(async () => {
  [outside, own] = [await startUpstream(), await startUpstream()];
  server = await startServer();
  const provider = (slug: string, baseUrl: string, dataClasses: string[]) =>
    server.json('POST', '/api/providers', { body: { slug, baseUrl, dataClasses } });
  await provider('outside', outside.url, ['public', 'internal']);
  await provider('own', own.url, ['public', 'internal', 'confidential']);
  const collection = (name: string, more: object) =>
    server.json<Collection>('POST', '/api/collections', { body: { name, ...more } });
  canteen = await collection('Canteen', {});
  scores = await collection('Scores', { dataClass: 'confidential' });
  await ingest(server, canteen.id, { 'canteen.md': '# Canteen\n\nThe canteen opens at noon.' });
  await ingest(server, scores.id, { 'scorecard.md': `# Scorecard\n\n${SECRET}` });
  await server.json('POST', '/api/routes', {
    body: {
      slug: 'either',
      rules: [{ use: [{ model: 'outside/scripted-1' }], fallback: ['own/scripted-1'] }],
    },
  });
  const assistant = (slug: string, model: string, more: object = {}) => ({
    ...{ kind: 'assistant', slug, name: slug, model, knowledge: ['canteen', 'scores'], ...more },
    limits: { passages: 1 },
  });
  const definitions = [
    assistant('narrow', 'outside/scripted-1'),
    assistant('wide', 'either'),
    assistant('local', 'local/grounded'),
    assistant('board', 'outside/scripted-1', { knowledge: ['canteen'], dataClass: 'confidential' }),
  ];
  const applied = await server.call('POST', '/api/apply', { body: { definitions } });
  expect(applied.status).toBe(200);
  for (const { slug } of definitions) await releaseAnyway(server, slug);
  for (const upstream of [outside, own]) upstream.say('It is so [1].');
}, 120_000);
afterAll(async () => {
  await server?.stop();
  await outside?.close();
  await own?.close();
});

interface Turn {
  role: string;
  content: string;
}
const say = (content: string): Turn[] => [{ role: 'user', content }];
async function ask(app: string, messages: Turn[], dataClass?: string) {
  const answer = await server.call('POST', '/v1/chat/completions', {
    headers: dataClass ? { 'sevenfold-data-class': dataClass } : {},
    body: { model: `app/${app}`, messages },
  });
  const body = (await answer.json()) as {
    choices?: { message: { content: string } }[];
    sevenfold?: { run_id: string };
    error?: { message: string };
  };
  const text = body.choices?.[0]?.message.content ?? '';
  return { status: answer.status, text, run: body.sevenfold?.run_id ?? '', error: body.error?.message ?? '' };
}
interface Run {
  id: string;
  dataClass: string;
  status: string;
  error: string | null;
  retrieved: { dataClass: string }[];
}
const runOf = (id: string) => server.json<Run>('GET', `/api/runs/${id}`);
const newest = async (app: string) => {
  const { data } = await server.json<{ data: Run[] }>('GET', `/api/runs?app=${app}&limit=1`);
  return runOf(data[0]?.id ?? '');
};
const asked = (upstream: Upstream) =>
  upstream.requests.filter(({ path }) => path.endsWith('/completions')).length;
const SCORE = 'What is the cut-off of scorecard B?';
const LUNCH = 'When does the canteen open?';

describe('a passage', () => {
  it('takes its class into the prompt: who may not see it is not asked, and the answer is refused, not thinned', async () => {
    const before = asked(outside);
    const refused = await ask('narrow', say(SCORE), 'public');
    expect(refused).toMatchObject({ status: 403, text: '' });
    expect(refused.error).toContain('confidential');
    expect(asked(outside)).toBe(before);
    expect(await newest('narrow')).toMatchObject({
      ...{ status: 'failed', error: 'gateway.no_provider_for_class', dataClass: 'confidential' },
      retrieved: [{ dataClass: 'confidential' }],
    });
    const { data } = await server.json<{ data: { target: string; details: object }[] }>(
      'GET',
      '/api/audit?action=egress.refuse',
    );
    expect(data[0]).toMatchObject({
      target: 'narrow',
      details: { app: 'narrow', dataClass: 'confidential' },
    });
    // Not the number alone: it stands in a hash or a time by chance, once in fifty runs.
    expect(JSON.stringify(data)).not.toContain('620 points');
  });

  it('keeps nobody from asking about something else', async () => {
    const answer = await ask('narrow', say(LUNCH));
    expect(answer).toMatchObject({ status: 200, text: 'It is so.' });
    expect(await runOf(answer.run)).toMatchObject({ dataClass: 'internal' });
  });

  it('is answered from by a model that runs here, or by the next of a route that may', async () => {
    expect((await ask('local', say(SCORE))).text).toContain('620');
    const before = [asked(outside), asked(own)];
    const answer = await ask('wide', say(SCORE));
    expect(answer).toMatchObject({ status: 200 });
    expect([asked(outside), asked(own)]).toEqual([before[0], (before[1] ?? 0) + 1]);
    expect(await runOf(answer.run)).toMatchObject({ dataClass: 'confidential' });
  });

  it('of a document that is stricter than its collection is of the class of the document', async () => {
    const { data } = await server.json<{ data: { id: string; dataClass: string }[] }>(
      'GET',
      `/api/collections/${canteen.id}/documents`,
    );
    const path = `/api/documents/${data[0]?.id}`;
    expect(await server.json('PATCH', path, { body: { ownClass: 'confidential' } })).toMatchObject({
      ...{ ownClass: 'confidential', dataClass: 'confidential' },
    });
    expect(await ask('narrow', say(LUNCH))).toMatchObject({ status: 403 });
    // A newer version of it is not less delicate for being newer.
    await ingest(server, canteen.id, {
      'canteen.md': '# Canteen\n\nThe canteen opens at noon, on Sundays at one.',
    });
    expect(await ask('narrow', say(LUNCH))).toMatchObject({ status: 403 });
    // Below the collection's it counts for nothing.
    const { data: now } = await server.json<{ data: { id: string; dataClass: string }[] }>(
      'GET',
      `/api/collections/${canteen.id}/documents`,
    );
    const lowered = await server.json('PATCH', `/api/documents/${now[0]?.id}`, {
      body: { ownClass: 'public' },
    });
    expect(lowered).toMatchObject({ dataClass: 'internal' });
    expect(await ask('narrow', say(LUNCH))).toMatchObject({ status: 200 });
  });

  it('tells its class to those who search', async () => {
    const { data } = await server.json<{ data: { dataClass: string }[] }>('POST', '/api/search', {
      body: { query: SCORE, collectionIds: [scores.id] },
    });
    expect(data[0]).toMatchObject({ dataClass: 'confidential' });
  });
});

describe('a conversation', () => {
  it('keeps the class that it has reached, also when its caller tells it', async () => {
    const { text } = await ask('local', say(SCORE));
    const history = [...say(SCORE), { role: 'assistant', content: text }, ...say(LUNCH)];
    const before = asked(outside);
    expect(await ask('narrow', history)).toMatchObject({ status: 403 });
    expect(asked(outside)).toBe(before);
    const another = [...say('Hello?'), { role: 'assistant', content: 'Hello.' }, ...say(LUNCH)];
    expect(await ask('narrow', another)).toMatchObject({ status: 200 });
  });

  it('keeps it by its id, in the studio', async () => {
    const conversationId = 'conv-7';
    const studio = (app: string, messages: Turn[]) =>
      server.call('POST', `/api/apps/${app}/ask`, { body: { messages, conversationId } });
    await (await studio('local', say(SCORE))).text();
    const before = asked(outside);
    expect(await (await studio('narrow', say(LUNCH))).text()).toContain('no_provider_for_class');
    expect(asked(outside)).toBe(before);
  });

  it('begins at the class that the definition states, and the caller may raise it', async () => {
    expect(await ask('board', say(LUNCH), 'public')).toMatchObject({ status: 403 });
    expect(await ask('narrow', say(LUNCH), 'restricted')).toMatchObject({ status: 403 });
  });
});

describe('a class', () => {
  it('is set by those who manage knowledge, and lowering it is on record', async () => {
    const member = await server.key('member');
    const path = `/api/collections/${scores.id}`;
    const body = { dataClass: 'internal' };
    expect((await server.call('PATCH', path, { key: member, body })).status).toBe(403);
    expect(await server.json('PATCH', path, { body })).toMatchObject({ dataClass: 'internal' });
    await server.json('PATCH', path, { body: { dataClass: 'confidential' } });
    const { data } = await server.json<{ data: { details: object }[] }>(
      'GET',
      '/api/audit?action=collection.classify',
    );
    expect(data.map((one) => one.details)).toEqual([
      { from: 'internal', to: 'confidential', lowered: false },
      { from: 'confidential', to: 'internal', lowered: true },
    ]);
  });

  it('is raised by a file, and not lowered by one', async () => {
    const apply = (dataClass: string) =>
      server.json('POST', '/api/apply', {
        body: { kind: 'collection', slug: 'scores', name: 'Scores', dataClass },
      });
    const now = async () => (await server.json<Collection>('GET', `/api/collections/${scores.id}`)).dataClass;
    await apply('public');
    expect(await now()).toBe('confidential');
    await apply('restricted');
    expect(await now()).toBe('restricted');
    await server.json('PATCH', `/api/collections/${scores.id}`, { body: { dataClass: 'confidential' } });
  });

  it('comes with what is uploaded under one', async () => {
    const made = await server.json<{ id: string }>('POST', '/v1/vector_stores', {
      headers: { 'sevenfold-data-class': 'restricted' },
      body: { name: 'Board papers' },
    });
    expect(await server.json('GET', `/api/collections/${made.id}`)).toMatchObject({
      dataClass: 'restricted',
    });
  });
});

describe('what is measured', () => {
  it('is asked under the class of its data set, and examples from stricter runs keep theirs', async () => {
    const example = { question: 'When does the canteen open?', answer: 'At noon.' };
    const definitions = [
      { kind: 'dataset', slug: 'meals', name: 'Meals', dataClass: 'confidential', examples: [example] },
      {
        ...{ kind: 'eval', slug: 'meals', name: 'Meals', app: 'narrow', dataset: 'meals' },
        graders: [{ name: 'says', type: 'contains', values: ['so'] }],
        gate: { criteria: [{ grader: 'says', at_least: 0.5 }] },
      },
    ];
    await server.json('POST', '/api/apply', { body: { definitions } });
    const before = asked(outside);
    let run = await server.json<{ id: string; status: string; errors: number }>(
      'POST',
      '/api/evals/meals/runs',
      {
        body: {},
      },
    );
    while (run.status === 'queued' || run.status === 'running') {
      await sleep(50);
      run = await server.json('GET', `/api/eval-runs/${run.id}`);
    }
    expect(run.errors).toBe(1);
    expect(asked(outside)).toBe(before);
    expect(
      await server.json('PATCH', '/api/datasets/meals', { body: { dataClass: 'internal' } }),
    ).toMatchObject({
      dataClass: 'internal',
    });
    const answer = await ask('local', say(SCORE));
    await server.call('POST', `/api/runs/${answer.run}/propose`);
    const { data } = await server.json<{ data: { id: string; dataClass: string; item: object }[] }>(
      'GET',
      '/api/proposals',
    );
    const proposal = data.find((one) => one.dataClass === 'confidential');
    const item = { ...proposal?.item, unanswerable: true };
    await server.call('POST', `/api/proposals/${proposal?.id}/accept`, { body: { dataset: 'meals', item } });
    const examples = await server.json<{ data: { dataClass: string | null }[] }>(
      'GET',
      '/api/datasets/meals/examples',
    );
    expect(examples.data.map((one) => one.dataClass)).toEqual([null, 'confidential']);
  }, 60_000);

  it('is not shown to a judge who may not see what the assistant used', async () => {
    const client = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: ADMIN_KEY, maxRetries: 0 });
    const judge = (model: string): OpenAI.EvalCreateParams['testing_criteria'] => [
      {
        ...{ type: 'score_model', name: model, model, range: [0, 1], pass_threshold: 0.5 },
        input: [{ role: 'user', content: 'Judge: {{sample.output_text}}' }],
      },
    ];
    own.say('{"result": 1}');
    const result = async (model: string) => {
      const made = await client.evals.create(questionsEval(judge(model)));
      const run = await client.evals.runs.create(made.id, {
        data_source: {
          ...{ type: 'completions', model: 'app/local' },
          source: { type: 'file_content', content: [{ item: { question: SCORE, answer: 'It is.' } }] },
          input_messages: { type: 'template', template: [{ role: 'user', content: '{{item.question}}' }] },
        },
      });
      return (await ended(client, run)).result_counts;
    };
    const before = asked(outside);
    expect(await result('outside/scripted-1')).toMatchObject({ errored: 1 });
    expect(asked(outside)).toBe(before);
    expect(await result('own/scripted-1')).toMatchObject({ passed: 1 });
  }, 60_000);
});
