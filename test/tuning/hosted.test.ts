import OpenAI from 'openai';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { ADMIN_KEY, startServer, type TestServer } from '../harness/server.ts';
import { fineTuneFile, type Job, MAIL, type Model, wireEnded } from '../harness/tuning.ts';
import { startWireUpstream, type WireUpstream } from '../harness/wire-upstream.ts';

vi.setConfig({ testTimeout: 180_000 });

/** A job at a provider: files go there, its events come here, and its model is called through the gateway. */

const TUNED = 'ft:scripted-1:oakhaven::abc123';
/** What the next job makes. */
let tuned = TUNED;
let server: TestServer;
let upstream: WireUpstream;
let client: OpenAI;
let looks = 0;
let outcome: 'succeeded' | 'failed' | 'running' = 'succeeded';
/** Statuses that are answered before anything else, by the beginning of the path. */
let trouble: [path: string, status: number][] = [];
/** What happens while the provider takes a job. */
let meanwhile: () => Promise<unknown> = async () => undefined;
/** What happens while a file is sent there. */
let sending: () => Promise<unknown> = async () => undefined;
let created: Record<string, unknown>[] = [];
/** Whether the provider has heard that its job is cancelled. */
let stopped = false;
/** What the provider calls the checkpoints of a job. */
let checkpoints: string[] = [];
/** Whether the provider has its job paused. */
let paused = false;
/** How much the provider has to tell of its job. */
let told = 2;

const json = (value: unknown) => ({ body: JSON.stringify(value) });
const event = (id: string, message: string, data?: unknown) => ({
  id,
  created_at: 1_700_000_000,
  level: 'info',
  message,
  data,
});

/** Newest first, at most a hundred, from a cursor on. */
function eventsPage(path: string) {
  const after = /after=e(\d+)/.exec(path)?.[1];
  const newest = after ? Number(after) - 1 : looks > 1 ? told : 1;
  const steps = Array.from({ length: Math.min(100, newest) }, (_, i) => newest - i);
  const losses = (step: number) =>
    step === told ? { train_loss: 0.2, valid_loss: 0.3 } : { train_loss: 0.9 };
  return {
    data: steps.map((step) =>
      event(`e${step}`, `Step ${step}`, { step, total_steps: told, ...losses(step) }),
    ),
    has_more: newest > 100,
  };
}

beforeAll(async () => {
  upstream = await startWireUpstream(async ({ method, path, raw, body }) => {
    const at = trouble.findIndex(([beginning]) => `${method} ${path}`.startsWith(beginning));
    const [first] = at < 0 ? [] : trouble.splice(at, 1);
    if (first) return { status: first[1], ...json({ error: { message: 'not now' } }) };
    if (path.endsWith('/models'))
      return json({ object: 'list', data: [{ id: 'scripted-1' }, { id: tuned }] });
    if (method === 'DELETE') return json({ id: path.split('/').at(-1), deleted: true });
    if (path === '/v1/files') {
      await sending();
      return json({ id: `file-${raw.includes('-validation.jsonl') ? 'v' : 't'}`, object: 'file' });
    }
    if (path === '/v1/fine_tuning/jobs' && method === 'POST') {
      created.push(body);
      await meanwhile();
      return json({ id: 'ftjob-theirs', status: 'queued', metadata: body.metadata });
    }
    if (path.startsWith('/v1/fine_tuning/jobs?')) return json({ data: [] });
    if (path.includes('/events')) return json(eventsPage(path));
    if (path.endsWith('/resume')) paused = false;
    if (paused) return json({ id: 'ftjob-theirs', status: 'paused' });
    if (path.includes('/checkpoints'))
      return json({ data: checkpoints.map((name) => ({ fine_tuned_model_checkpoint: name })) });
    if (path.endsWith('/cancel') || (stopped && outcome === 'running')) {
      stopped = true;
      return json({ id: 'ftjob-theirs', status: 'cancelled' });
    }
    if (path.endsWith('/chat/completions'))
      return json({
        id: 'c',
        object: 'chat.completion',
        model: body.model,
        choices: [{ index: 0, message: { role: 'assistant', content: 'theirs' }, finish_reason: 'stop' }],
      });
    looks += 1;
    const over = looks > 1;
    return json({
      ...{ id: 'ftjob-theirs', status: over ? outcome : 'running', trained_tokens: over ? 4_321 : null },
      fine_tuned_model: over && outcome === 'succeeded' ? tuned : null,
      error: over && outcome === 'failed' ? { message: 'The file has too few examples' } : null,
    });
  });
  server = await startServer();
  await server.call('POST', '/api/providers', {
    body: { slug: 'scripted', baseUrl: `${upstream.url}/v1`, apiKey: 'sk-upstream-1234567890' },
  });
  client = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: ADMIN_KEY, maxRetries: 0 });
});
afterAll(async () => {
  await server.stop();
  await upstream.close();
});

const LINES = MAIL.map(({ question, answer }) => ({
  messages: [
    { role: 'system', content: 'Answer as our desk does.' },
    { role: 'user', content: question },
    { role: 'assistant', content: `It is about ${answer}.` },
  ],
}));
const begin = async (whileSending: () => Promise<unknown> = async () => undefined) => {
  [looks, created, trouble] = [0, [], []];
  [stopped, checkpoints] = [false, []];
  [paused, told] = [false, 2];
  [meanwhile, sending] = [async () => undefined, whileSending];
  const training_file = await fineTuneFile(server, LINES.slice(0, 24));
  const validation_file = await fineTuneFile(server, LINES.slice(24));
  const params = { model: 'scripted/scripted-1', training_file, validation_file, suffix: 'desk' };
  const method = { type: 'supervised' as const, supervised: { hyperparameters: { n_epochs: 3 } } };
  return client.fineTuning.jobs.create({ ...params, method });
};

/** A model that the provider made, by a name of its own. */
const trained = async (name: string): Promise<Model> => {
  [tuned, outcome] = [name, 'succeeded'];
  const job = await wireEnded(client, (await begin()).id);
  const { data } = await server.json<{ data: Model[] }>('GET', '/api/tuned-models');
  const model = data.find((one) => one.jobId === job.id);
  if (!model) throw new Error('the job made no model');
  upstream.requests.length = 0;
  return model;
};

it('trains at the provider and answers through the gateway', async () => {
  const { id } = await begin();
  const job = await wireEnded(client, id);
  expect(job).toMatchObject({
    ...{ status: 'succeeded', fine_tuned_model: `scripted/${TUNED}`, trained_tokens: 4_321, error: null },
  });
  expect(created).toEqual([
    {
      ...{ model: 'scripted-1', training_file: 'file-t', validation_file: 'file-v', suffix: 'desk', seed: 7 },
      method: { type: 'supervised', supervised: { hyperparameters: { n_epochs: 3 } } },
      metadata: { sevenfold_job: id },
    },
  ]);
  const sent = upstream.requests
    .filter((request) => request.path === '/v1/files')
    .map((request) => request.raw);
  expect(sent).toHaveLength(2);
  expect(sent[0]).toContain('name="purpose"\r\n\r\nfine-tune');
  // As it came, with the system's message, and without what the checks left out.
  expect(sent[0]).toContain(JSON.stringify(LINES[0]));
  expect(
    upstream.requests.every((request) => request.headers.authorization === 'Bearer sk-upstream-1234567890'),
  ).toBe(true);
  const events: string[] = [];
  for await (const one of client.fineTuning.jobs.listEvents(id)) events.push(one.message);
  expect(events.filter((message) => message.startsWith('Step '))).toEqual([
    'Step 2/2: training loss=0.2000',
    'Step 1/2: training loss=0.9000',
  ]);
  const answer = await client.chat.completions.create({
    model: job.fine_tuned_model ?? '',
    messages: [{ role: 'user', content: 'Hello' }],
  });
  expect(answer.choices[0]?.message.content).toBe('theirs');
  expect(upstream.requests.at(-1)?.body.model).toBe(TUNED);
});

it('says why the provider could not', async () => {
  outcome = 'failed';
  const job = await wireEnded(client, (await begin()).id);
  expect(job).toMatchObject({ status: 'failed', fine_tuned_model: null });
  expect(job.error).toMatchObject({
    code: 'tuning.hosted_failed',
    message: expect.stringContaining('too few examples'),
  });
});

it('goes on when the provider is busy or fails for a while', async () => {
  outcome = 'succeeded';
  const { id } = await begin();
  const look = 'GET /v1/fine_tuning/jobs/ftjob-theirs';
  trouble = [
    ['POST /v1/files', 503],
    ['POST /v1/fine_tuning/jobs', 502],
    ...[429, 502, 408].map((status): [string, number] => [look, status]),
  ];
  const job = await wireEnded(client, id);
  expect(job).toMatchObject({ status: 'succeeded', trained_tokens: 4_321, error: null });
  expect([trouble, created.length]).toEqual([[], 1]);
  const { data } = await client.fineTuning.jobs.listEvents(id, { limit: 100 });
  expect(data.filter(({ level }) => level === 'warn').map(({ message }) => message)).toContainEqual(
    expect.stringMatching(/^scripted could not be asked: .*It is asked again\.$/),
  );
});

it('ends at once when the provider refuses the key before anything runs there', async () => {
  const { id } = await begin();
  trouble = [['POST /v1/files', 401]];
  const job = await wireEnded(client, id);
  expect(job).toMatchObject({ status: 'failed', error: { code: 'gateway.rejected_key' } });
});

it('ends at the provider when it is cancelled while that takes it', async () => {
  outcome = 'running';
  const { id } = await begin();
  meanwhile = () => client.fineTuning.jobs.cancel(id);
  const cancelled = () => upstream.requests.filter((request) => request.path.endsWith('/cancel'));
  await expect
    .poll(() => cancelled().map((request) => request.path))
    .toEqual(['/v1/fine_tuning/jobs/ftjob-theirs/cancel']);
  expect((await client.fineTuning.jobs.retrieve(id)).status).toBe('cancelled');
});

it('is resumed at a provider that did not hear that it goes on', async () => {
  outcome = 'running';
  const { id } = await begin();
  await expect.poll(() => looks).toBeGreaterThan(0);
  await client.fineTuning.jobs.pause(id);
  [paused, outcome, looks] = [true, 'succeeded', 0];
  trouble = [['POST /v1/fine_tuning/jobs/ftjob-theirs/resume', 503]];
  await client.fineTuning.jobs.resume(id);
  expect(await wireEnded(client, id)).toMatchObject({ status: 'succeeded' });
  expect([paused, trouble]).toEqual([false, []]);
});

it('misses nothing that a provider tells between two looks', async () => {
  outcome = 'succeeded';
  const { id } = await begin();
  told = 250;
  expect(await wireEnded(client, id)).toMatchObject({ status: 'succeeded' });
  const { curve } = await server.json<Job>('GET', `/api/tuning/jobs/${id}`);
  expect(curve.map(({ step }) => step)).toEqual(Array.from({ length: 250 }, (_, i) => i + 1));
});

it('is the model that is here when a provider calls another one by its name', async () => {
  const first = await trained('ft:scripted-1:oakhaven::twice');
  const { id } = await begin();
  expect(await wireEnded(client, id)).toMatchObject({ status: 'succeeded', fine_tuned_model: first.name });
  const { model } = await server.json<Job>('GET', `/api/tuning/jobs/${id}`);
  expect(model).toMatchObject({ id: first.id });
});

it('is told its hyperparameters again when a model is trained again', async () => {
  const model = await trained('ft:scripted-1:oakhaven::again');
  [tuned, looks, created] = ['ft:scripted-1:oakhaven::once-more', 0, []];
  const { id } = await server.json<Job>('POST', `/api/tuned-models/${model.id}/retrain`);
  await wireEnded(client, id);
  expect(created).toMatchObject([{ method: { supervised: { hyperparameters: { n_epochs: 3 } } } }]);
});

it('keeps no local training waiting', async () => {
  outcome = 'running';
  const { id } = await begin();
  await expect.poll(() => looks).toBeGreaterThan(1);
  const training_file = await fineTuneFile(
    server,
    MAIL.map(({ question, answer }) => ({ text: question, label: answer })),
  );
  const local = await client.fineTuning.jobs.create({ model: 'local/minilm-classifier', training_file });
  expect((await wireEnded(client, local.id)).status).toBe('succeeded');
  expect((await client.fineTuning.jobs.retrieve(id)).status).toBe('running');
  await client.fineTuning.jobs.cancel(id);
});

const setOf = async (id: string) =>
  (await server.json<{ trainingSet: { slug: string } }>('GET', `/api/tuning/jobs/${id}`)).trainingSet.slug;
const deletions = () => upstream.requests.filter(({ method }) => method === 'DELETE').map(({ path }) => path);
const erase = (id: string, trainingSet = true) =>
  server.json<Model>('POST', `/api/tuned-models/${id}/erase`, { body: { trainingSet } });
const atProvider = async (id: string) =>
  (await server.json<Model>('GET', `/api/tuned-models/${id}`)).atProvider;
const audited = async (target: string) => {
  const { data } = await server.json<{ data: { action: string; target: string; outcome: string }[] }>(
    'GET',
    '/api/audit?limit=50',
  );
  return data
    .filter((one) => one.action === 'tuned_model.remove_at_provider' && one.target === target)
    .map(({ outcome: how }) => how);
};
const ask = (model: string) =>
  client.chat.completions.create({ model, messages: [{ role: 'user', content: 'Hello' }] });

it('has the provider delete an erased model and its files, and does not call it any more', async () => {
  const model = await trained('ft:scripted-1:oakhaven::erased');
  // One is gone there already; another answers when it is asked once more.
  trouble = [
    ['DELETE /v1/models/', 429],
    ['DELETE /v1/files/file-t', 404],
    ['DELETE /v1/files/file-v', 503],
  ];
  const erased = await erase(model.id, false);
  expect(erased.atProvider).toMatchObject({ provider: 'scripted', problem: null });
  await expect(ask(model.name)).rejects.toMatchObject({ status: 404, code: 'model_not_found' });
  await expect(ask('ft:scripted-1:oakhaven::erased')).rejects.toThrow(/was erased/);
  expect((await client.models.list()).data.map(({ id }) => id)).not.toContain(model.name);
  await expect
    .poll(() => atProvider(model.id), { timeout: 30_000 })
    .toEqual({ provider: 'scripted', status: 'deleted', left: [], problem: null });
  expect(deletions().sort()).toEqual([
    '/v1/files/file-t',
    '/v1/files/file-v',
    '/v1/files/file-v',
    '/v1/models/ft:scripted-1:oakhaven::erased',
    '/v1/models/ft:scripted-1:oakhaven::erased',
  ]);
  expect(upstream.requests.filter(({ path }) => path.endsWith('/chat/completions'))).toEqual([]);
  expect(await audited(model.id)).toEqual(['done']);
});

it('lets a route go on to its next model when one of them was erased', async () => {
  const model = await trained('ft:scripted-1:oakhaven::routed');
  const rule = { when: {}, use: [{ model: model.name }], fallback: ['scripted/scripted-1'] };
  await server.call('POST', '/api/routes', { body: { slug: 'desk', rules: [rule] } });
  expect((await ask('desk')).model).toBe('ft:scripted-1:oakhaven::routed');
  await erase(model.id);
  expect((await ask('desk')).model).toBe('scripted-1');
  await server.call('PUT', '/api/routes/desk', { body: { rules: [{ ...rule, fallback: [] }] } });
  await expect(ask('desk')).rejects.toThrow(/was erased/);
});

it('has the provider delete a file that was on its way there when its training set went', async () => {
  let arrived = () => {};
  const onItsWay = new Promise<void>((resolve) => (arrived = resolve));
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const { id } = await begin(async () => {
    arrived();
    await held;
  });
  await onItsWay;
  const slug = await setOf(id);
  upstream.requests.length = 0;
  expect((await server.call('DELETE', `/api/training-sets/${slug}`)).status).toBe(204);
  letGo();
  await expect.poll(deletions, { timeout: 30_000 }).toContain('/v1/files/file-t');
  expect(created).toEqual([]);
});

it('says what a provider would not delete, and asks it again when the model is erased again', async () => {
  const model = await trained('ft:scripted-1:oakhaven::kept');
  trouble = [['DELETE /v1/models/', 403]];
  await client.models.delete(model.name);
  await expect.poll(async () => (await atProvider(model.id))?.status, { timeout: 30_000 }).toBe('failed');
  expect(await atProvider(model.id)).toMatchObject({
    left: ['ft:scripted-1:oakhaven::kept'],
    problem: {
      code: 'tuning.not_removed',
      message: expect.stringContaining('ft:scripted-1:oakhaven::kept'),
      remedy: expect.stringContaining('yourself'),
    },
  });
  expect(await audited(model.id)).toEqual(['failed']);
  await erase(model.id);
  await expect.poll(async () => (await atProvider(model.id))?.status, { timeout: 30_000 }).toBe('deleted');
  expect((await audited(model.id)).toSorted()).toEqual(['done', 'failed']);
});

it('has the provider delete the files of a training set that is deleted', async () => {
  outcome = 'running';
  const { id } = await begin();
  await expect.poll(() => looks).toBeGreaterThan(0);
  const slug = await setOf(id);
  upstream.requests.length = 0;
  expect((await server.call('DELETE', `/api/training-sets/${slug}`)).status).toBe(204);
  await expect.poll(deletions, { timeout: 30_000 }).toEqual(['/v1/files/file-t', '/v1/files/file-v']);
});

it('has a model deleted that is erased while the files of its training set are being deleted', async () => {
  const model = await trained('ft:scripted-1:oakhaven::later');
  trouble = [
    ['DELETE /v1/files/file-t', 503],
    ['DELETE /v1/files/file-t', 503],
  ];
  await server.call('DELETE', `/api/training-sets/${model.trainingSet.slug}`);
  await expect.poll(() => deletions().length, { interval: 50, timeout: 30_000 }).toBeGreaterThan(0);
  await erase(model.id);
  await expect.poll(async () => (await atProvider(model.id))?.status, { timeout: 30_000 }).toBe('deleted');
  expect(deletions()).toContain('/v1/models/ft:scripted-1:oakhaven::later');
});

it('has the provider delete the models of checkpoints, which answer as well', async () => {
  const model = await trained('ft:scripted-1:oakhaven::steps');
  checkpoints = ['ft:scripted-1:oakhaven::steps:ckpt-step-4', 'ft:scripted-1:oakhaven::steps:ckpt-step-8'];
  await erase(model.id, false);
  await expect.poll(async () => (await atProvider(model.id))?.status, { timeout: 30_000 }).toBe('deleted');
  expect(deletions().toSorted()).toEqual([
    ...['/v1/files/file-t', '/v1/files/file-v', '/v1/models/ft:scripted-1:oakhaven::steps'],
    ...checkpoints.map((name) => `/v1/models/${name}`),
  ]);
});

it('has the provider delete what came of a job that it did not hear was cancelled', async () => {
  outcome = 'running';
  const { id } = await begin();
  await expect.poll(() => looks).toBeGreaterThan(0);
  const slug = await setOf(id);
  upstream.requests.length = 0;
  trouble = [['POST /v1/fine_tuning/jobs/ftjob-theirs/cancel', 503]];
  expect((await server.call('DELETE', `/api/training-sets/${slug}`)).status).toBe(204);
  [tuned, outcome] = ['ft:scripted-1:oakhaven::unheard', 'succeeded'];
  await expect
    .poll(() => deletions().toSorted(), { timeout: 30_000 })
    .toEqual(['/v1/files/file-t', '/v1/files/file-v', '/v1/models/ft:scripted-1:oakhaven::unheard']);
});

it('asks a provider after a crash, and tells of one that is gone', async () => {
  const model = await trained('ft:scripted-1:oakhaven::lost');
  const { data } = await server.json<{ data: { id: string }[] }>('GET', '/api/providers');
  await server.call('DELETE', `/api/providers/${data[0]?.id}`);
  // As if the process had died between the commit and the start of the job.
  const { removing } = server.platform.tuning;
  const ensure = vi.spyOn(removing, 'ensure').mockResolvedValueOnce();
  await erase(model.id);
  await expect.poll(() => ensure.mock.calls.length, { timeout: 30_000 }).toBeGreaterThan(1);
  await expect.poll(async () => (await atProvider(model.id))?.status, { timeout: 30_000 }).toBe('failed');
  expect(await atProvider(model.id)).toMatchObject({
    left: ['ft:scripted-1:oakhaven::lost', 'file-t', 'file-v'],
    problem: { code: 'tuning.not_removed' },
  });
  ensure.mockRestore();
  await server.call('POST', '/api/providers', {
    body: { slug: 'scripted', baseUrl: `${upstream.url}/v1`, apiKey: 'sk-upstream-1234567890' },
  });
});

it('sends nothing to a provider that may not see it', async () => {
  const { data } = await server.json<{ data: { id: string }[] }>('GET', '/api/providers');
  await server.call('PATCH', `/api/providers/${data[0]?.id}`, { body: { dataClasses: ['public'] } });
  const before = upstream.requests.filter((request) => request.path === '/v1/files').length;
  const job = await wireEnded(client, (await begin()).id);
  expect(job).toMatchObject({ status: 'failed', error: { code: 'tuning.class_not_allowed' } });
  expect(upstream.requests.filter((request) => request.path === '/v1/files').length).toBe(before);
});
