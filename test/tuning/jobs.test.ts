import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { asSuperuser } from '../hardening/support/dump.ts';
import { ADMIN_KEY, startServer, type TestServer } from '../harness/server.ts';
import {
  builtVersion,
  databaseOf,
  endedJob,
  fineTuneFile,
  holding,
  type Job,
  MAIL,
  type Model,
  makeDataset,
} from '../harness/tuning.ts';

vi.setConfig({ testTimeout: 180_000 });

/** From a data set to a model that answers, and what becomes of it when something it learned from is deleted. */

let server: TestServer;
let client: OpenAI;
let job: Job;
let model: Model;
beforeAll(async () => {
  server = await startServer();
  client = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: ADMIN_KEY, maxRetries: 0 });
  await makeDataset(server, 'mail', MAIL);
  const started = await server.json<Job>('POST', '/api/tuning/jobs', { body: { dataset: 'mail' } });
  job = await endedJob(server, started.id);
  model = await server.json<Model>('GET', `/api/tuned-models/${job.model?.id}`);
}, 120_000);
afterAll(() => server.stop());

const SCHEMA = (labels: string[]) => ({
  type: 'json_schema' as const,
  json_schema: {
    name: 'label',
    schema: {
      type: 'object',
      properties: { intent: { type: 'string', enum: labels } },
      required: ['intent'],
    },
  },
});
const asked = (content: string) => [{ role: 'user' as const, content }];

/** Does something once when a head has learned and is not kept yet: it is then compared with its labels' words. */
function afterTraining<T>(act: () => Promise<T>): () => Promise<T | undefined> {
  const { minilm } = server.platform.tuning;
  const embed = minilm.embed.bind(minilm);
  let acted: Promise<T> | undefined;
  const spy = vi.spyOn(minilm, 'embed').mockImplementation(async (texts) => {
    if (texts.includes('invoice')) {
      acted ??= act();
      await acted;
    }
    return embed(texts);
  });
  return () => {
    spy.mockRestore();
    return Promise.resolve(acted);
  };
}

describe('a training job', () => {
  it('ends in a model, with its curve, its events and how good it is', async () => {
    expect(job).toMatchObject({
      ...{
        status: 'succeeded',
        method: 'head',
        base: 'local/minilm-classifier',
        suffix: 'mail',
        problem: null,
      },
      trainingSet: { slug: 'mail', version: 1 },
    });
    expect(job.curve.length).toBeGreaterThan(1);
    expect(job.curve.at(-1)?.trainLoss).toBeLessThan(job.curve[0]?.trainLoss ?? 0);
    expect(job.trainedTokens).toBeGreaterThan(100);
    const { data } = await server.json<{ data: { code: string; message: string }[] }>(
      'GET',
      `/api/tuning/jobs/${job.id}/events`,
    );
    expect(data.map((one) => one.code)).toEqual(
      expect.arrayContaining(['created', 'data', 'embedded', 'training', 'measured', 'model', 'succeeded']),
    );
    expect(model).toMatchObject({
      name: job.model?.name,
      labels: ['delivery', 'invoice', 'refund'],
      tainted: null,
    });
    expect(model.name).toMatch(/^ft:local\/minilm-classifier:mail:[0-9a-z]{10}$/);
    const { measures = [], baselines = [], confusion = [], examples } = model.report ?? {};
    const accuracy = measures.find((one) => one.name === 'accuracy');
    expect(accuracy?.estimate).toBeGreaterThan(0.8);
    expect(accuracy?.low).toBeLessThan(accuracy?.estimate ?? 0);
    expect(baselines.map((one) => one.name)).toEqual(['majority', 'zero_shot']);
    expect(confusion.reduce((sum, cell) => sum + cell.count, 0)).toBe(examples?.test);
  });

  it('gives the same bytes for the same data, options and seed', async () => {
    const again = await server.json<Job>('POST', '/api/tuning/jobs', { body: { dataset: 'mail' } });
    expect(again.trainingSet).toMatchObject({ slug: 'mail', version: 2 });
    const ended = await endedJob(server, again.id);
    const twin = await server.json<Model>('GET', `/api/tuned-models/${ended.model?.id}`);
    expect(twin.hash).toBe(model.hash);
    expect(twin.trainingSet.hash).toBe(model.trainingSet.hash);
    expect(twin.name).not.toBe(model.name);
  });

  it('leaves no checkpoint behind when it is cancelled', async () => {
    const checkpoints = () =>
      asSuperuser(databaseOf(server), (database) =>
        database.query(
          'select b.id from tuning_checkpoints c left join blobs b on b.id = c.blob_id where c.job_id = $1',
          [id],
        ),
      );
    let id = '';
    const acted = afterTraining(async () => {
      const { rowCount } = await checkpoints();
      await server.call('POST', `/api/tuning/jobs/${id}/cancel`);
      return rowCount;
    });
    const body = { trainingSet: 'mail', suffix: 'cancelled' };
    id = (await server.json<Job>('POST', '/api/tuning/jobs', { body })).id;
    expect(await endedJob(server, id)).toMatchObject({ status: 'cancelled', model: null });
    expect(await acted()).toBeGreaterThan(0);
    expect((await checkpoints()).rowCount).toBe(0);
  });

  it('can be followed', async () => {
    const answer = await server.call('GET', `/api/tuning/jobs/${job.id}/follow`);
    const events = (await answer.text()).split('\n\n').filter(Boolean);
    const first = JSON.parse(events[0]?.replace('data: ', '') ?? '');
    expect(first).toMatchObject({ job: { id: job.id, status: 'succeeded' } });
    expect(first.curve).toEqual(job.curve);
  });

  it('fails with a reason when there is nothing to learn from, and refuses what it cannot learn', async () => {
    await makeDataset(server, 'one', [{ question: 'Only this one', answer: 'x' }]);
    const started = await server.json<Job>('POST', '/api/tuning/jobs', { body: { dataset: 'one' } });
    const ended = await endedJob(server, started.id);
    expect(ended).toMatchObject({ status: 'failed', model: null, problem: { code: 'tuning.cannot_train' } });
    const refused = async (body: unknown) =>
      (await server.json<{ code: string }>('POST', '/api/tuning/jobs', { body })).code;
    expect(await refused({ dataset: 'mail', base: 'local/nothing' })).toBe('tuning.unknown_base');
    expect(await refused({ dataset: 'mail', task: 'pairs' })).toBe('tuning.wrong_task');
    expect(await refused({})).toBe('tuning.one_source');
    expect(await refused({ trainingSet: 'none' })).toBe('tuning.unknown_training_set');
  });
});

describe('a tuned model', () => {
  it('answers with its label, its probabilities and its tokens', async () => {
    const answer = await client.chat.completions.create({
      model: model.name,
      messages: asked('Could you send the bill for my bicycle'),
      logprobs: true,
      top_logprobs: 3,
    });
    const [choice] = answer.choices;
    expect(choice?.message.content).toBe('invoice');
    const [token] = choice?.logprobs?.content ?? [];
    expect(token?.token).toBe('invoice');
    expect(token?.top_logprobs.map((one) => one.token).sort()).toEqual(['delivery', 'invoice', 'refund']);
    const total = token?.top_logprobs.reduce((sum, one) => sum + Math.exp(one.logprob), 0);
    expect(total).toBeCloseTo(1, 3);
    expect(answer.usage?.completion_tokens).toBe(1);
    expect(answer.usage?.prompt_tokens).toBeGreaterThan(5);
    expect(answer).toMatchObject({ sevenfold: { abstained: false } });
  });

  it('keeps to a JSON schema and to its enum', async () => {
    const ask = async (labels: string[]) => {
      const { choices } = await client.chat.completions.create({
        model: model.name,
        messages: asked('I want the money back for the bicycle that broke'),
        response_format: SCHEMA(labels),
      });
      return choices[0]?.message.content;
    };
    expect(await ask(['refund', 'invoice', 'delivery'])).toBe('{"intent":"refund"}');
    expect(['invoice', 'delivery']).toContain(JSON.parse((await ask(['invoice', 'delivery'])) ?? '').intent);
    await expect(ask(['elephant'])).rejects.toMatchObject({ status: 400, code: 'tuning.labels_differ' });
    const more = { ...SCHEMA(['refund']) };
    const call = client.chat.completions.create({
      ...{ model: model.name, messages: asked('Money back') },
      response_format: {
        ...more,
        json_schema: {
          ...more.json_schema,
          schema: { ...more.json_schema.schema, required: ['intent', 'why'] },
        },
      },
    });
    await expect(call).rejects.toMatchObject({ status: 400, code: 'tuning.schema_unmet' });
  });

  it('streams', async () => {
    const stream = await client.chat.completions.create({
      model: model.name,
      messages: asked('When does the van with my bicycle arrive'),
      response_format: SCHEMA(['refund', 'invoice', 'delivery']),
      logprobs: true,
      stream: true,
      stream_options: { include_usage: true },
    });
    let text = '';
    let tokens = 0;
    let usage: OpenAI.CompletionUsage | null | undefined;
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? '';
      tokens += chunk.choices[0]?.logprobs?.content?.length ?? 0;
      usage = chunk.usage ?? usage;
    }
    expect(text).toBe('{"intent":"delivery"}');
    expect([tokens, usage?.completion_tokens]).toEqual([3, 3]);
  });

  it('abstains below the threshold that was asked for', async () => {
    const options = { coverage: 0.5 };
    const started = await server.json<Job>('POST', '/api/tuning/jobs', {
      body: { trainingSet: 'mail', options },
    });
    const { model: careful } = await endedJob(server, started.id);
    const answer = await client.chat.completions.create({
      model: careful?.name ?? '',
      messages: asked('zxqv blorp 17'),
    });
    expect(answer.choices[0]?.message.content).toBe('');
    expect(answer).toMatchObject({ sevenfold: { abstained: true, reason: 'below_threshold' } });
    const parsed = await client.chat.completions.parse({
      model: careful?.name ?? '',
      messages: asked('zxqv blorp 17'),
      response_format: SCHEMA(['refund', 'invoice', 'delivery']),
    });
    expect(parsed.choices[0]?.message).toMatchObject({ content: null, parsed: null });
    expect(parsed.choices[0]?.message.refusal).toContain('less sure');
  });

  it('is listed, tried, shown with its card, and unknown to others', async () => {
    const names: string[] = [];
    for await (const one of client.models.list()) names.push(one.id);
    expect(names).toContain(model.name);
    const tried = await server.json<{ data: { labels: string[] }[] }>(
      'POST',
      `/api/tuned-models/${model.id}/try`,
      {
        body: { texts: ['Please send me the bill', 'When does the van arrive'] },
      },
    );
    expect(tried.data.map((one) => one.labels)).toEqual([['invoice'], ['delivery']]);
    const { card, markdown, version } = await server.json<{
      card: { data: { hash: string }; limits: string[] };
      markdown: string;
      version: number;
    }>('GET', `/api/tuned-models/${model.id}/card`);
    expect([version, card.data.hash]).toEqual([1, model.trainingSet.hash]);
    expect(markdown).toContain('## How good it is');
    expect(markdown).toContain('| accuracy |');
    expect(markdown).toContain('Fitted on the training and validation splits; calibration and thresholds by');
    const { data: wrong } = await server.json<{ data: { right: boolean }[] }>(
      'GET',
      `/api/tuned-models/${model.id}/predictions?limit=500`,
    );
    expect(wrong).toHaveLength(model.report?.examples.test ?? 0);
    const { keys } = await server.otherWorkspace();
    const stranger = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: keys.owner, maxRetries: 0 });
    const call = stranger.chat.completions.create({ model: model.name, messages: asked('x') });
    await expect(call).rejects.toMatchObject({ status: 404, code: 'model_not_found' });
  });
});

describe('what is deleted', () => {
  it('is missed when it is a file, too', async () => {
    const file = await fineTuneFile(
      server,
      MAIL.map(({ question, answer }) => ({ text: question, label: answer })),
    );
    const recipe = { sources: [{ type: 'file', file }] };
    const started = await server.json<Job>('POST', '/api/tuning/jobs', { body: { recipe, suffix: 'file' } });
    const { model } = await endedJob(server, started.id);
    const before = await server.json<Model>('GET', `/api/tuned-models/${model?.id}`);
    expect(before.tainted).toBeNull();
    expect((await server.call('DELETE', `/v1/files/${file}`)).status).toBe(200);
    const after = await server.json<Model>('GET', `/api/tuned-models/${model?.id}`);
    expect(after).toMatchObject({ tainted: { sources: 30 }, cardVersion: 2 });
    const lineage = await server.json<{ sources: unknown[] }>(
      'GET',
      `/api/tuned-models/${model?.id}/lineage`,
    );
    expect(lineage.sources).toEqual([{ source: 'file', through: file, examples: 30, gone: 30 }]);
    const again = await server.call('POST', `/api/tuned-models/${model?.id}/retrain`);
    expect([again.status, ((await again.json()) as { code: string }).code]).toEqual([
      409,
      'tuning.sources_gone',
    ]);
  });

  it('is trained again without a source that is deleted as a whole, and says so', async () => {
    const lines = MAIL.map(({ question, answer }) => ({ text: question, label: answer }));
    const file = await fineTuneFile(
      server,
      lines.filter((_, i) => i % 2 === 0),
    );
    const other = await fineTuneFile(
      server,
      lines.filter((_, i) => i % 2 === 1),
    );
    const recipe = { sources: [file, other].map((one) => ({ type: 'file', file: one })), seed: 12 };
    const started = await server.json<Job>('POST', '/api/tuning/jobs', { body: { recipe, suffix: 'half' } });
    const { model } = await endedJob(server, started.id);
    expect((await server.call('DELETE', `/v1/files/${other}`)).status).toBe(200);
    const again = await server.json<Job>('POST', `/api/tuned-models/${model?.id}/retrain`);
    const ended = await endedJob(server, again.id);
    expect(ended).toMatchObject({ status: 'succeeded', problem: null });
    const { slug, version } = ended.trainingSet;
    const { report } = await builtVersion(server, slug, version);
    expect(report).toMatchObject({ candidates: 30, kept: 15 });
    expect(report?.leftOut).toEqual([{ reason: 'source_gone', count: 15 }]);
  });

  it('leaves no version behind when its base is not there any more', async () => {
    const { data } = await server.json<{ data: Model[] }>('GET', '/api/tuned-models');
    const half = data.find((one) => one.suffix === 'half');
    const { slug = '' } = half?.trainingSet ?? {};
    const versions = async () =>
      (await server.json<{ data: unknown[] }>('GET', `/api/training-sets/${slug}/versions`)).data.length;
    const before = await versions();
    await asSuperuser(databaseOf(server), (database) =>
      database.query('update tuned_models set base = $1 where id = $2', ['gone/model', half?.id]),
    );
    const again = await server.call('POST', `/api/tuned-models/${half?.id}/retrain`);
    expect([again.status, ((await again.json()) as { code: string }).code]).toEqual([
      404,
      'tuning.unknown_base',
    ]);
    expect(await versions()).toBe(before);
  });

  it('marks what was made from it while it was learned from', async () => {
    const file = await fineTuneFile(
      server,
      MAIL.map(({ question, answer }) => ({ text: question, label: answer })),
    );
    const deleted = afterTraining(() => server.call('DELETE', `/v1/files/${file}`));
    const recipe = { sources: [{ type: 'file', file }], seed: 11 };
    const started = await server.json<Job>('POST', '/api/tuning/jobs', { body: { recipe, suffix: 'gone' } });
    const { model: made } = await endedJob(server, started.id);
    expect((await deleted())?.status).toBe(200);
    expect(await server.json('GET', `/api/tuned-models/${made?.id}`)).toMatchObject({
      tainted: { sources: 30 },
    });
  });

  it('may be a training set: its models are marked, and what learns from it is stopped', async () => {
    const recipe = { sources: [{ type: 'dataset', dataset: 'mail' }], seed: 12 };
    const body = { recipe, suffix: 'set' };
    const { id: first } = await server.json<Job>('POST', '/api/tuning/jobs', { body });
    const { model: made, trainingSet } = await endedJob(server, first);
    const again = { trainingSet: trainingSet.slug, version: trainingSet.version };
    const deleted = afterTraining(() => server.call('DELETE', `/api/training-sets/${trainingSet.slug}`));
    const { id: second } = await server.json<Job>('POST', '/api/tuning/jobs', { body: again });
    expect(await endedJob(server, second)).toMatchObject({ status: 'cancelled', model: null });
    expect((await deleted())?.status).toBe(204);
    expect(await server.json('GET', `/api/tuned-models/${made?.id}`)).toMatchObject({
      ...{ tainted: { sources: 30 }, cardVersion: 2 },
    });
  });

  it('marks what was made from it, is not in what is trained again, and leaves nothing once it is erased', async () => {
    const canary = 'The canary of the returns desk sings';
    await makeDataset(server, 'doomed', [...MAIL, { question: canary, answer: 'refund' }]);
    const recipe = {
      sources: [{ type: 'dataset', dataset: 'doomed' }],
      split: { by: 'random', validation: 0.1, test: 0.2 },
    };
    const started = await server.json<Job>('POST', '/api/tuning/jobs', {
      body: { recipe, suffix: 'doomed' },
    });
    const { model: made } = await endedJob(server, started.id);
    const id = made?.id ?? '';
    const { data } = await server.json<{ data: { id: string }[] }>(
      'GET',
      `/api/datasets/doomed/examples?search=canary`,
    );
    const exampleId = data[0]?.id ?? '';
    const trace = await server.json<{ models: { id: string }[] }>(
      'GET',
      `/api/tuning/lineage?id=${exampleId}`,
    );
    expect(trace.models.map((one) => one.id)).toEqual([id]);

    expect(await holding(server, 'canary')).toContain('public.training_examples');
    await server.call('DELETE', `/api/examples/${exampleId}`);
    const tainted = await server.json<Model>('GET', `/api/tuned-models/${id}`);
    expect(tainted).toMatchObject({ tainted: { sources: 1 }, cardVersion: 2 });
    const { slug, version } = tainted.trainingSet;
    expect(await server.json('GET', `/api/training-sets/${slug}/versions/${version}`)).toMatchObject({
      tainted: { sources: 1 },
    });
    const lineage = await server.json<{ sources: unknown[] }>('GET', `/api/tuned-models/${id}/lineage`);
    expect(lineage.sources).toEqual([{ source: 'dataset', through: 'doomed', examples: 31, gone: 1 }]);

    const retrained = await server.json<Job>('POST', `/api/tuned-models/${id}/retrain`);
    const { model: clean } = await endedJob(server, retrained.id);
    expect(await server.json('GET', `/api/tuned-models/${clean?.id}`)).toMatchObject({ tainted: null });
    const after = await server.call('GET', `/api/training-sets/${slug}/versions/2/jsonl`);
    expect(await after.text()).not.toContain('canary');

    const erased = await server.json<Model>('POST', `/api/tuned-models/${id}/erase`, { body: {} });
    expect(erased.erasedAt).not.toBeNull();
    const call = client.chat.completions.create({ model: made?.name ?? '', messages: asked('x') });
    await expect(call).rejects.toMatchObject({ status: 404 });
    expect(await holding(server, 'canary')).toEqual([]);
    const blobs = await asSuperuser(databaseOf(server), (database) =>
      database.query('select 1 from tuned_models m join blobs b on b.id = m.blob_id where m.id = $1', [id]),
    );
    expect(blobs.rowCount).toBe(0);
  });

  it('can be the model alone, by OpenAI’s API', async () => {
    const started = await server.json<Job>('POST', '/api/tuning/jobs', { body: { trainingSet: 'mail' } });
    const { model: made } = await endedJob(server, started.id);
    const deleted = await client.models.delete(made?.name ?? '');
    expect(deleted).toEqual({ id: made?.name, object: 'model', deleted: true });
    await expect(client.models.retrieve(made?.name ?? '')).rejects.toMatchObject({ status: 404 });
    await expect(client.models.delete(made?.name ?? '')).rejects.toMatchObject({ status: 404 });
  });
});
