import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeGroup } from '../harness/knowledge.ts';
import { answeredBy, CAPITALS, EXACT, ended, ITEMS, questionsEval } from '../harness/openai-evals.ts';
import { ADMIN_KEY, startServer, type TestServer } from '../harness/server.ts';
import { startUpstream, type Upstream } from '../harness/upstream.ts';

let server: TestServer;
let upstream: Upstream;
let client: OpenAI;
beforeAll(async () => {
  upstream = await startUpstream();
  server = await startServer({ OPENAI_BASE_URL: upstream.url, OPENAI_API_KEY: 'sk-upstream-secret' });
  client = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: ADMIN_KEY, maxRetries: 0 });
});
afterAll(async () => {
  await server.stop();
  await upstream.close();
});

const said = (row: (typeof ITEMS)[number], output_text: string) => ({ ...row, sample: { output_text } });

describe('evals', () => {
  it('are listed in pages, renamed and deleted with their runs', async () => {
    const made = [];
    for (const name of ['one', 'two', 'three'])
      made.push(await client.evals.create(questionsEval([EXACT], name)));
    const names = [];
    for await (const one of client.evals.list({ limit: 2 })) names.push(one.name);
    expect(names).toEqual(['one', 'two', 'three']);
    const newest = await client.evals.list({ order: 'desc', limit: 1 });
    expect([newest.data[0]?.name, newest.has_more]).toEqual(['three', true]);

    const [first] = made;
    const id = first?.id ?? '';
    const changed = await client.evals.update(id, { name: 'uno', metadata: { owner: 'me' } });
    expect(changed).toMatchObject({ name: 'uno', metadata: { owner: 'me' } });
    expect((await client.evals.update(id, { name: 'eins' })).metadata).toEqual({ owner: 'me' });
    expect(await client.evals.retrieve(id)).toMatchObject({ name: 'eins', testing_criteria: [EXACT] });
    const changes = [];
    for await (const one of client.evals.list({ order_by: 'updated_at', limit: 1 })) changes.push(one.name);
    expect(changes).toEqual(['two', 'three', 'eins']);

    const source = { type: 'file_content' as const, content: [said(ITEMS[0] as (typeof ITEMS)[0], 'Paris')] };
    const run = await client.evals.runs.create(id, { data_source: { type: 'jsonl', source } });
    await ended(client, run);
    expect(await client.evals.delete(id)).toEqual({ object: 'eval.deleted', deleted: true, eval_id: id });
    await expect(client.evals.retrieve(id)).rejects.toMatchObject({ status: 404 });
    await expect(client.evals.runs.retrieve(run.id, { eval_id: id })).rejects.toMatchObject({ status: 404 });
  });
});

describe('runs', () => {
  it('are listed by status and deleted', async () => {
    const { id: eval_id } = await client.evals.create(questionsEval([EXACT]));
    const runs = [];
    for (const name of ['a', 'b', 'c']) {
      const content = ITEMS.map((row) => said(row, name));
      const source = { type: 'file_content' as const, content };
      const run = await client.evals.runs.create(eval_id, { name, data_source: { type: 'jsonl', source } });
      runs.push(await ended(client, run));
    }
    const names = [];
    for await (const run of client.evals.runs.list(eval_id, { order: 'desc', limit: 1 }))
      names.push(run.name);
    expect(names).toEqual(['c', 'b', 'a']);
    expect((await client.evals.runs.list(eval_id, { status: 'completed' })).data).toEqual(runs);
    expect((await client.evals.runs.list(eval_id, { status: 'canceled' })).data).toEqual([]);

    const run_id = runs[0]?.id ?? '';
    expect(await client.evals.runs.delete(run_id, { eval_id })).toEqual({
      object: 'eval.run.deleted',
      deleted: true,
      run_id,
    });
    expect((await client.evals.runs.list(eval_id)).data).toHaveLength(2);
  });

  it('stop when they are canceled, and keep what was measured', async () => {
    const { id: eval_id } = await client.evals.create(questionsEval([EXACT]));
    const stalled = new Set(CAPITALS.slice(2));
    upstream.reply = ({ raw }) => {
      const city = CAPITALS.find((name) => raw.includes(name)) ?? '';
      return stalled.has(city) ? { stall: city } : { text: city };
    };
    const data_source = answeredBy('openai/scripted-1', ITEMS);
    const { id } = await client.evals.runs.create(eval_id, { data_source });
    const counts = async () => (await client.evals.runs.retrieve(id, { eval_id })).result_counts;
    await expect.poll(async () => (await counts()).passed, { timeout: 10_000 }).toBe(2);
    await expect.poll(() => upstream.waiting(), { timeout: 10_000 }).toBe(3);
    const canceled = await client.evals.runs.cancel(id, { eval_id });
    expect(canceled).toMatchObject({
      status: 'canceled',
      result_counts: { passed: 2, errored: 0, total: 5 },
    });
    // The job lets go of the answers it waits for; none of them is counted any more.
    await expect.poll(() => upstream.waiting(), { timeout: 10_000 }).toBe(0);
    expect(await client.evals.runs.retrieve(id, { eval_id })).toEqual(canceled);
    expect((await client.evals.runs.outputItems.list(id, { eval_id })).data).toHaveLength(2);
  });

  it('count what failed as errors, and fail when nothing could be measured', async () => {
    const { id: eval_id } = await client.evals.create(questionsEval([EXACT]));
    upstream.reply = ({ raw }) =>
      raw.includes('Rome') ? { status: 500, body: { error: { message: 'it broke' } } } : { text: 'Paris' };
    const partly = await client.evals.runs.create(eval_id, {
      data_source: answeredBy('openai/scripted-1', ITEMS.slice(0, 2)),
    });
    expect(await ended(client, partly)).toMatchObject({
      status: 'completed',
      error: null,
      result_counts: { passed: 1, failed: 0, errored: 1 },
    });
    const wholly = await client.evals.runs.create(eval_id, {
      data_source: answeredBy('openai/scripted-1', ITEMS.slice(1, 2)),
    });
    expect(await ended(client, wholly)).toMatchObject({
      status: 'failed',
      error: { code: 'gateway.upstream_failed', message: expect.stringContaining('it broke') },
      result_counts: { errored: 1, total: 1 },
    });
    const [item] = (await client.evals.runs.outputItems.list(wholly.id, { eval_id })).data;
    expect(item).toMatchObject({
      status: 'error',
      results: [],
      sample: { error: { code: 'gateway.upstream_failed' } },
    });
  });

  it('wait for a provider that limits the rate', async () => {
    const { id: eval_id } = await client.evals.create(questionsEval([EXACT]));
    let refusals = 2;
    upstream.reply = () =>
      refusals-- > 0
        ? { status: 429, body: { error: { message: 'slow down' } }, headers: { 'retry-after': '1' } }
        : { text: 'Paris' };
    const data_source = answeredBy('openai/scripted-1', ITEMS.slice(0, 1));
    const run = await client.evals.runs.create(eval_id, { data_source });
    expect((await ended(client, run)).result_counts).toMatchObject({ passed: 1, errored: 0 });
  });
});

describe('what only a group may read', () => {
  it('is not told by the items of a run to those outside of it', async () => {
    const finance = await makeGroup(server, 'finance');
    const inside = await server.key('builder', { groupIds: [finance] });
    const outside = await server.key('owner');
    const insider = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: inside, maxRetries: 0 });
    const secret = JSON.stringify({
      item: { question: 'Pay in Leeds?', answer: 'Much' },
      sample: { output_text: 'Secretly much' },
    });
    const { id: collection } = await server.json<{ id: string }>('POST', '/api/collections', {
      body: { name: 'Pay', groupIds: [finance] },
    });
    const form = new FormData();
    form.append('file', new Blob([secret]), 'pay.jsonl');
    const file = (await (await server.call('POST', '/v1/files', { key: inside, body: form })).json()) as {
      id: string;
    };
    await server.json('POST', `/v1/vector_stores/${collection}/files`, {
      key: inside,
      body: { file_id: file.id },
    });

    const { id: eval_id } = await insider.evals.create(questionsEval([EXACT]));
    const data_source = { type: 'jsonl' as const, source: { type: 'file_id' as const, id: file.id } };
    const stranger = await server.call('POST', `/v1/evals/${eval_id}/runs`, {
      key: outside,
      body: { data_source },
    });
    expect(stranger.status).toBe(404);
    const run = await ended(insider, await insider.evals.runs.create(eval_id, { data_source }));
    const path = `/v1/evals/${eval_id}/runs/${run.id}/output_items`;
    const read = async (key: string) => (await server.call('GET', path, { key })).text();
    expect(await read(inside)).toContain('Secretly much');
    const seen = await read(outside);
    for (const word of ['Leeds', 'Secretly', 'Much']) expect(seen).not.toContain(word);
    expect(JSON.parse(seen)).toMatchObject({
      data: [{ status: 'fail', datasource_item: {}, results: [{ score: 0 }] }],
    });
  });
});
