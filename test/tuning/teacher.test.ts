import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startServer, type TestServer } from '../harness/server.ts';
import { built, endedJob, fineTuneFile, type Job, MAIL, makeDataset } from '../harness/tuning.ts';
import { startUpstream, type Upstream, type UpstreamRequest } from '../harness/upstream.ts';

vi.setConfig({ testTimeout: 180_000 });

/** A larger model that gives labels to texts that nobody labelled: what it is asked, what is made of its answers. */

let server: TestServer;
let upstream: Upstream;
const LABELS = ['invoice', 'refund', 'delivery'];
const TRUTH = new Map(MAIL.map(({ question, answer }) => [question, answer]));

interface Said {
  role: string;
  content: string;
}
const textIn = ({ body }: UpstreamRequest) => (body.messages as Said[]).at(-1)?.content ?? '';
const teaches = (label: (text: string) => unknown) => {
  upstream.requests.splice(0);
  upstream.reply = (request) => ({ text: JSON.stringify({ label: label(textIn(request)) }) });
};
const asked = () => upstream.requests.filter(({ path }) => path.endsWith('/chat/completions'));
const examplesOf = async (slug: string, query = '') =>
  (
    await server.json<{ data: { text: string; labels: string[]; source: string }[] }>(
      'GET',
      `/api/training-sets/${slug}/versions/1/examples?limit=1000${query}`,
    )
  ).data;
const recipe = (more: object = {}, rest: object = {}) => ({
  sources: [
    {
      ...{ type: 'teacher', model: 'up/large', labels: LABELS, instructions: 'What is this mail about?' },
      ...{ texts: { type: 'dataset', dataset: 'mail' }, ...more },
    },
  ],
  nearDuplicates: 'group',
  ...rest,
});

beforeAll(async () => {
  upstream = await startUpstream();
  server = await startServer();
  await server.json('POST', '/api/providers', {
    body: { slug: 'up', baseUrl: upstream.url, apiKey: 'sk-of-the-teacher' },
  });
  await makeDataset(
    server,
    'mail',
    MAIL.map(({ question }) => ({ question, answer: 'not looked at' })),
  );
});
afterAll(async () => {
  await server?.stop();
  await upstream?.close();
});

describe('a teacher', () => {
  it('is asked once for each text, with the labels to choose from, and its labels are learned from', async () => {
    teaches((text) => TRUTH.get(text));
    const version = await built(server, 'taught', recipe());
    expect(version).toMatchObject({ status: 'ready', problem: null, report: { candidates: 30, kept: 30 } });
    const examples = await examplesOf('taught');
    expect(examples.map(({ text, labels }) => [text, labels[0]]).toSorted()).toEqual([...TRUTH].toSorted());
    expect(new Set(examples.map(({ source }) => source))).toEqual(new Set(['teacher']));
    expect(asked().map(textIn).toSorted()).toEqual([...TRUTH.keys()].toSorted());
    const body = asked()[0]?.body ?? {};
    expect(body).toMatchObject({
      ...{ model: 'large', temperature: 0 },
      response_format: {
        type: 'json_schema',
        json_schema: { strict: true, schema: { properties: { label: { enum: LABELS } } } },
      },
    });
    expect((body.messages as Said[])[0]).toEqual({
      role: 'system',
      content: 'What is this mail about?\n\nChoose exactly one of these labels: invoice, refund, delivery.',
    });
    // What it took is counted like every call.
    const { groups } = await server.json<{ groups: { key: string; requests: number }[] }>(
      'GET',
      '/api/usage?by=model',
    );
    expect(groups.find(({ key }) => key === 'up/large')?.requests).toBe(30);
  });

  it('leaves out what it cannot label, and says how much that was', async () => {
    teaches((text) => TRUTH.get(text));
    const { reply } = upstream;
    upstream.reply = (request) => {
      const text = textIn(request);
      if (text.includes('sofa')) return { text: JSON.stringify({ label: 'furniture' }) };
      if (text.includes('lamp')) return { text: 'I would rather not say.' };
      if (text.includes('drill'))
        return { status: 400, body: { error: { message: 'This was refused by our filter.' } } };
      return reply(request);
    };
    const version = await built(server, 'partly-taught', recipe());
    expect(version).toMatchObject({ status: 'ready', report: { candidates: 30, kept: 21 } });
    expect(version.report?.leftOut).toEqual([{ reason: 'teacher_failed', count: 9 }]);
    const left = await examplesOf('partly-taught', '&leftOut=teacher_failed');
    expect(left.filter(({ text }) => /sofa|lamp|drill/.test(text))).toHaveLength(9);
  });

  it('is asked for so many texts as it may label, the same by the same seed', async () => {
    teaches((text) => TRUTH.get(text));
    await built(server, 'few-taught', recipe({ most: 12 }));
    const first = asked().map(textIn).toSorted();
    expect(first).toHaveLength(12);
    teaches((text) => TRUTH.get(text));
    await built(server, 'few-taught-again', recipe({ most: 12 }));
    expect(asked().map(textIn).toSorted()).toEqual(first);
    teaches((text) => TRUTH.get(text));
    await built(server, 'others-taught', recipe({ most: 12 }, { seed: 99 }));
    expect(asked().map(textIn).toSorted()).not.toEqual(first);
  });

  it('is another one where it is told something else, of the same model', async () => {
    await makeDataset(
      server,
      'moods',
      ['I am glad', 'I am cross', 'We are glad', 'We are cross'].map((question) => ({
        question,
        answer: '',
      })),
    );
    await makeDataset(server, 'held', [
      { question: 'They are quite glad', answer: '' },
      { question: 'They are quite cross', answer: '' },
    ]);
    upstream.requests.splice(0);
    upstream.reply = (request) => {
      const text = textIn(request);
      const mood = text.includes('glad') ? 'happy' : 'angry';
      const label = (request.raw.includes('"happy"') ? mood : undefined) ?? TRUTH.get(text) ?? 'invoice';
      return { text: JSON.stringify({ label: request.raw.includes('in French') ? `${mood}!` : label }) };
    };
    const mood = { type: 'teacher', model: 'up/large', labels: ['happy', 'angry'] };
    const { sources } = recipe();
    const version = await built(server, 'two-teachers', {
      ...recipe(),
      sources: [...sources, { ...mood, texts: { type: 'dataset', dataset: 'moods' } }],
      validation: {
        ...{ ...mood, instructions: 'Answer in French', labels: ['happy!', 'angry!'] },
        texts: { type: 'dataset', dataset: 'held' },
      },
    });
    expect(version).toMatchObject({ status: 'ready' });
    const labels = new Map((await examplesOf('two-teachers')).map((one) => [one.text, one.labels[0]]));
    expect(labels.get('I am glad')).toBe('happy');
    expect(labels.get('We are cross')).toBe('angry');
    expect(labels.get('They are quite cross')).toBe('angry!');
    for (const [text, label] of TRUTH) expect(labels.get(text)).toBe(label);
  });

  it('does not hide the file whose lines it labelled', async () => {
    teaches((text) => TRUTH.get(text));
    const file = await fineTuneFile(
      server,
      MAIL.map(({ question }) => ({ text: question, label: 'not looked at' })),
    );
    const body = { recipe: recipe({ texts: { type: 'file', file } }), suffix: 'from-file' };
    const { id } = await server.json<Job>('POST', '/api/tuning/jobs', { body });
    const { model } = await endedJob(server, id);
    const trace = await server.json<{ models: { id: string }[] }>('GET', `/api/tuning/lineage?id=${file}`);
    expect(trace.models).toMatchObject([{ id: model?.id, examples: 30 }]);
    expect((await server.call('DELETE', `/v1/files/${file}`)).status).toBe(200);
    expect(await server.json('GET', `/api/tuned-models/${model?.id}`)).toMatchObject({
      tainted: { sources: 30 },
    });
    const lineage = await server.json<{ sources: unknown[] }>(
      'GET',
      `/api/tuned-models/${model?.id}/lineage`,
    );
    expect(lineage.sources).toEqual([{ source: 'teacher', through: 'up/large', examples: 30, gone: 30 }]);
  });

  it('may give several labels', async () => {
    teaches((text) => (text.includes('broke') ? ['refund', 'delivery'] : [TRUTH.get(text)]));
    const version = await built(server, 'several', recipe({}, { task: 'multi' }));
    expect(version).toMatchObject({ status: 'ready', report: { kept: 30 } });
    const broken = (await examplesOf('several')).filter(({ text }) => text.includes('broke'));
    expect(broken).toHaveLength(10);
    for (const { labels } of broken) expect(labels).toEqual(['delivery', 'refund']);
    expect(asked()[0]?.body).toMatchObject({
      response_format: { json_schema: { schema: { properties: { label: { type: 'array' } } } } },
    });
  });

  it('that takes its time keeps neither another set nor another training waiting', async () => {
    upstream.reply = () => ({ stall: 'Well' });
    const slow = await server.json<Job>('POST', '/api/tuning/jobs', {
      body: { recipe: recipe(), base: 'local/minilm-classifier', suffix: 'slow' },
    });
    await expect.poll(() => asked().length).toBeGreaterThan(0);
    await makeDataset(server, 'labelled-mail', MAIL);
    const { id } = await server.json<Job>('POST', '/api/tuning/jobs', {
      body: { dataset: 'labelled-mail', base: 'local/minilm-classifier', suffix: 'quick' },
    });
    expect((await endedJob(server, id)).status).toBe('succeeded');
    const waiting = await server.json<Job>('GET', `/api/tuning/jobs/${slow.id}`);
    expect(waiting).toMatchObject({ status: 'queued', startedAt: null });
    await server.json('POST', `/api/tuning/jobs/${slow.id}/cancel`);
    const { slug, version } = waiting.trainingSet;
    await server.json('POST', `/api/training-sets/${slug}/versions/${version}/cancel`);
  });

  it('that does not let us in stops the build, which says what to do', async () => {
    upstream.requests.splice(0);
    upstream.reply = () => ({ status: 401, body: { error: { message: 'Wrong key.' } } });
    const version = await built(server, 'refused', recipe());
    expect(version).toMatchObject({ status: 'failed', problem: { code: 'gateway.rejected_key' } });
    expect(version.problem?.remedy).not.toBe('');
    expect(asked().length).toBeLessThan(30);
  });

  it('is not sent what it may not see', async () => {
    await server.json('POST', '/api/datasets', {
      body: { slug: 'secret', name: 'Secret', dataClass: 'confidential' },
    });
    await makeDataset(server, 'secret', [
      { question: 'The canary sings in mail one', answer: '' },
      { question: 'The canary sings in mail two', answer: '' },
    ]);
    teaches(() => 'refund');
    const texts = { type: 'dataset', dataset: 'secret' };
    const version = await built(
      server,
      'secret',
      recipe({ texts }, { dataClasses: ['internal', 'confidential'] }),
    );
    expect(version).toMatchObject({ status: 'failed', problem: { code: 'gateway.no_provider_for_class' } });
    expect(asked()).toEqual([]);
  });
});
