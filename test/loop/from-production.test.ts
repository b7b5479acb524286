import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measured, prepareLoop } from '../harness/evals.ts';
import { releaseAnyway } from '../harness/releases.ts';
import { startServer, type TestServer } from '../harness/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  await prepareLoop(server);
  await releaseAnyway(server, 'colours');
});
afterAll(() => server.stop());

interface Proposal {
  id: string;
  reason: string;
  item: { question: string; answer: string | null };
  redactions: number;
  consent: string;
  duplicateOf: string | null;
}
const proposals = async (key?: string) =>
  (await server.json<{ data: Proposal[] }>('GET', '/api/proposals', { key })).data;

async function run(question: string): Promise<string> {
  const answer = await server.json<{ sevenfold: { run_id: string } }>('POST', '/v1/chat/completions', {
    body: { model: 'app/colours', messages: [{ role: 'user', content: question }] },
  });
  return answer.sevenfold.run_id;
}

describe('what happens in production becomes examples', () => {
  it('proposes a thumbs-down, redacted, and makes it an example of the next version of the data set', async () => {
    const id = await run('I am mia@oakhaven.example: what is the housing of article 103 painted?');
    await server.call('PUT', `/api/runs/${id}/feedback`, { body: { thumb: 'down' } });
    const [proposal] = await proposals();
    expect(proposal).toMatchObject({ reason: 'thumb_down', redactions: 1, consent: 'given' });
    expect(proposal?.item.question).toBe('I am [EMAIL_ADDRESS]: what is the housing of article 103 painted?');

    const before = await measured(server, 'colours');
    const accepted = await server.json<{ dataset: string }>('POST', `/api/proposals/${proposal?.id}/accept`, {
      body: { item: { ...proposal?.item, answer: 'white' } },
    });
    expect(accepted.dataset).toBe('colour-questions');
    expect(await proposals()).toEqual([]);
    const after = await measured(server, 'colours');
    expect(after).toMatchObject({ datasetVersion: before.datasetVersion + 1, total: before.total + 1 });
  });

  it('takes a correction for more than a thumb, and an abstention without anybody saying anything', async () => {
    const id = await run('What is the housing of article 111 painted in the factory?');
    await server.call('PUT', `/api/runs/${id}/feedback`, { body: { thumb: 'down' } });
    await server.call('PUT', `/api/runs/${id}/feedback`, { body: { thumb: 'down', correction: 'White.' } });
    await run('Who is the best tennis player of Iceland?');
    const list = await proposals();
    expect(list.map(({ reason, item }) => [reason, item.answer])).toEqual([
      ['correction', 'White.'],
      ['abstained', null],
    ]);
    // The data set asks this already.
    expect(list[0]?.duplicateOf).toBe('What is the housing of article 111 painted in the factory?');
    const again = await server.call('POST', `/api/proposals/${list[0]?.id}/accept`, { body: {} });
    expect(again.status).toBe(409);
    expect((await server.call('POST', `/api/proposals/${list[0]?.id}/reject`, { body: {} })).status).toBe(
      204,
    );
    expect((await server.call('POST', `/api/proposals/${list[0]?.id}/reject`, { body: {} })).status).toBe(
      404,
    );
  });
});

describe('data sets', () => {
  it('import by a mapping of columns, with a preview that changes nothing', async () => {
    await server.call('POST', '/api/datasets', { body: { slug: 'imported', name: 'Imported' } });
    const content = 'Frage;Antwort;tags\nWie hoch?;5 m;a,b\n;leer;c\nWie hoch?;6 m;a\n';
    const mapping = { question: 'Frage', answer: 'Antwort', tags: 'tags' };
    const body = { filename: 'fragen.csv', content, mapping };
    const preview = await server.json('POST', '/api/datasets/imported/import', {
      body: { ...body, preview: true },
    });
    expect(preview).toMatchObject({
      columns: ['Frage', 'Antwort', 'tags'],
      rows: 3,
      added: 1,
      duplicates: 1,
      problems: [{ row: 2 }],
      sample: [{ question: 'Wie hoch?', answer: '5 m', tags: ['a', 'b'] }, {}],
    });
    expect(await server.json('GET', '/api/datasets/imported')).toMatchObject({ examples: 0 });
    await server.call('POST', '/api/datasets/imported/import', { body });
    expect(await server.json('GET', '/api/datasets/imported')).toMatchObject({ examples: 1, version: 1 });
    const broken = await server.call('POST', '/api/datasets/imported/import', {
      body: { filename: 'x.jsonl', content: '{"question": "a"}\n{broken' },
    });
    expect(broken.status).toBe(400);
    expect(await broken.text()).toContain('line 2');
  });

  it('keep a sealed version as it was', async () => {
    const run = await measured(server, 'colours');
    const path = '/api/datasets/colour-questions/examples';
    const { data } = await server.json<{ data: { id: string; item: { question: string } }[] }>(
      'GET',
      `${path}?limit=2`,
    );
    const [first, second] = data;
    await server.call('PATCH', `/api/examples/${first?.id}`, {
      body: { item: { ...first?.item, question: 'Entirely new?' } },
    });
    await server.call('DELETE', `/api/examples/${second?.id}`);
    const now = await server.json<{ data: { item: { question: string } }[] }>(
      'GET',
      `${path}?search=Entirely`,
    );
    expect(now.data).toHaveLength(1);
    const then = await server.json<{ data: { id: string }[] }>(
      'GET',
      `${path}?version=${run.datasetVersion}&limit=2`,
    );
    expect(then.data.map((one) => one.id)).toEqual([first?.id, second?.id]);
    expect(await server.json('GET', '/api/datasets/colour-questions')).toMatchObject({
      version: run.datasetVersion + 1,
      sealed: false,
    });
  });

  it('do not let grades tell what the one who measures may not read', async () => {
    await server.call('POST', '/api/groups', { body: { slug: 'secret', name: 'Secret' } });
    await server.call('POST', '/api/datasets/colour-questions/examples', {
      body: { examples: [{ question: 'What is the secret?', groups: ['secret'] }] },
    });
    const builder = await server.key('builder');
    const refused = await server.call('POST', '/api/evals/colours/runs', { key: builder, body: {} });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ code: 'identity.unknown_group' });
  });
});
