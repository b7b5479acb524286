import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import OpenAI from 'openai';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { asSuperuser } from '../hardening/support/dump.ts';
import { ADMIN_KEY, startServer, type TestServer } from '../harness/server.ts';
import { databaseOf, endedJob, fineTuneFile, type Job, type Model } from '../harness/tuning.ts';

vi.setConfig({ testTimeout: 240_000 });

/** A tuned embedding model: made of pairs, called like every embedding model. */

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const THINGS =
  'sofa lamp drill fence mower kettle carpet shelf ladder boiler hammer bucket curtain mirror stove'.split(
    ' ',
  );
const PAIRS = THINGS.flatMap((thing, i) => {
  const label = `Article ${100 + i}: how to return, repair and clean a ${thing}`;
  return [
    `my ${thing} is broken`,
    `${thing} dirty what now`,
    `send back the ${thing}`,
    `where to mend a ${thing}`,
  ].map((text) => ({ text, label }));
});

it('is trained on pairs and embeds with vectors of length one', async () => {
  const file = await fineTuneFile(server, PAIRS);
  const split = { by: 'random', validation: 0.35, test: 0.2 };
  const recipe = { task: 'pairs', sources: [{ type: 'file', file }], nearDuplicates: 'group', split };
  const body = { recipe, base: 'local/minilm', suffix: 'articles' };
  const started = await server.json<Job>('POST', '/api/tuning/jobs', { body });
  const job = await endedJob(server, started.id);
  expect(job).toMatchObject({ status: 'succeeded', method: 'projection' });
  const model = await server.json<Model>('GET', `/api/tuned-models/${job.model?.id}`);
  expect(model.name).toMatch(/^ft:local\/minilm:articles:/);
  const { measures = [], baselines = [] } = model.report ?? {};
  expect(measures.map((one) => one.name)).toContain('recall_at_1');
  expect(baselines.map((one) => one.name)).toContain('untuned_recall_at_1');
  // Queries of one article are in one split.
  const { data } = await server.json<{ data: { labels: string[]; split: string }[] }>(
    'GET',
    `/api/training-sets/${job.trainingSet.slug}/versions/1/examples?limit=1000`,
  );
  const splits = Map.groupBy(data, (one) => one.labels[0]);
  for (const some of splits.values()) expect(new Set(some.map((one) => one.split)).size).toBe(1);

  const client = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: ADMIN_KEY, maxRetries: 0 });
  const { data: vectors, usage } = await client.embeddings.create({
    model: model.name,
    input: ['a broken sofa', 'x'],
  });
  expect(vectors).toHaveLength(2);
  expect(usage.prompt_tokens).toBeGreaterThan(4);
  for (const { embedding } of vectors) expect(embedding.reduce((sum, x) => sum + x * x, 0)).toBeCloseTo(1, 3);
  const chat = client.chat.completions.create({
    model: model.name,
    messages: [{ role: 'user', content: 'x' }],
  });
  await expect(chat).rejects.toMatchObject({ status: 400, code: 'tuning.not_a_classifier' });
});

it('embeds what is left when it is paused while it embeds, and resumed at once', async () => {
  // More documents than are embedded at a time.
  const lines = Array.from({ length: 270 }, (_, i) => ({
    text: `where is part ${i} of the ${THINGS[i % THINGS.length]}`,
    label: `Shelf ${i} holds the part`,
  }));
  const file = await fineTuneFile(server, lines);
  const { minilm } = server.platform.tuning;
  const embed = minilm.embed.bind(minilm);
  let paused: Promise<number> | undefined;
  let id = '';
  const act = async (what: string) => (await server.call('POST', `/api/tuning/jobs/${id}/${what}`)).status;
  const spy = vi.spyOn(minilm, 'embed').mockImplementation(async (texts) => {
    if (!paused && texts.some((text) => text.startsWith('Shelf'))) {
      paused = act('pause');
      await paused;
      // Longer than the job takes to see it.
      await sleep(1_000);
      await act('resume');
    }
    return embed(texts);
  });
  try {
    const recipe = { task: 'pairs', sources: [{ type: 'file', file }], nearDuplicates: 'group' };
    const body = { recipe, base: 'local/minilm', suffix: 'shelves', options: { maxSteps: 2 } };
    id = (await server.json<Job>('POST', '/api/tuning/jobs', { body })).id;
    expect(await endedJob(server, id)).toMatchObject({ status: 'succeeded' });
  } finally {
    spy.mockRestore();
  }
  expect(await paused).toBe(200);
  expect(await vectorsOf(lines.map(({ label }) => label))).toBe(270);
});

it('leaves no vector behind, not of what belongs to a query either, once its training set is deleted', async () => {
  const lines = PAIRS.map(({ text, label }) => ({
    text: `${text}, please`,
    label: `${label}.`,
  }));
  const file = await fineTuneFile(server, lines);
  const split = { by: 'random', validation: 0.35, test: 0.2 };
  const recipe = { task: 'pairs', sources: [{ type: 'file', file }], nearDuplicates: 'group', split };
  const body = { recipe, base: 'local/minilm', suffix: 'doomed', options: { maxSteps: 2 } };
  const { id } = await server.json<Job>('POST', '/api/tuning/jobs', { body });
  const { status, trainingSet } = await endedJob(server, id);
  expect(status).toBe('succeeded');
  const texts = lines.flatMap(({ text, label }) => [text, label]);
  expect(await vectorsOf(texts)).toBe(75);
  expect((await server.call('DELETE', `/api/training-sets/${trainingSet.slug}`)).status).toBe(204);
  expect(await vectorsOf(texts)).toBe(0);
});

/** How many of some texts have a vector. */
async function vectorsOf(texts: readonly string[]): Promise<number | null> {
  const hashes = texts.map((text) => createHash('sha256').update(text).digest('hex'));
  const kept = await asSuperuser(databaseOf(server), (database) =>
    database.query('select 1 from text_vectors where hash = any($1)', [hashes]),
  );
  return kept.rowCount;
}
