import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeGroup } from '../harness/knowledge.ts';
import { releaseAnyway } from '../harness/releases.ts';
import { startServer, type TestServer } from '../harness/server.ts';
import { ask, type Shelf, shelve } from './support/world.ts';

/**
 * Keeps what only a group may read from leaking through what was made of it: a run, the example proposed from it, a
 * measurement, a citation's id. Roles do not help; only the group does.
 */
const SECRET = '41,000';
const QUESTION = 'How much are store managers in Leeds paid?';
const APP = 'pay';

let server: TestServer;
let finance: string;
let shelf: Shelf;
/** Keys of the role builder: of the group, and not. */
let inside: string;
let outside: string;
let runId: string;
beforeAll(async () => {
  server = await startServer();
  finance = await makeGroup(server, 'finance');
  inside = await server.key('builder', { groupIds: [finance] });
  outside = await server.key('builder');
  const text = `# Salaries\n\nStore managers in Leeds are paid £${SECRET} a year.`;
  shelf = await shelve(server, {
    name: 'Salaries',
    file: 'salaries.md',
    text,
    groupIds: [finance],
    key: inside,
  });
  const app = { kind: 'assistant', slug: APP, name: 'Pay', model: 'local/grounded', knowledge: ['salaries'] };
  const examples = [{ question: QUESTION, answer: `£${SECRET}`, groups: ['finance'] }];
  const definitions = [
    app,
    { kind: 'dataset', slug: 'pay', name: 'Pay', examples },
    {
      ...{ kind: 'eval', slug: 'pay', name: 'Pay', app: APP, dataset: 'pay' },
      graders: [{ name: 'correct', type: 'correct' }],
      gate: { criteria: [{ grader: 'correct', at_least: 0.5 }] },
    },
  ];
  await server.call('POST', '/api/apply', { key: inside, body: { definitions } });
  await releaseAnyway(server, APP);
  runId = await ask(server, APP, QUESTION, inside);
});
afterAll(() => server.stop());

const read = async (key: string, method: string, path: string, body?: unknown) => {
  const answer = await server.call(method, path, { key, body });
  return { status: answer.status, text: await answer.text() };
};

describe('what was made of restricted documents', () => {
  it('is there for the group: the tests below look at something', async () => {
    expect(await read(inside, 'GET', `/api/runs/${runId}`)).toMatchObject({
      status: 200,
      text: expect.stringContaining(SECRET),
    });
  });

  it('is not in the answers that others get, whatever way they ask', async () => {
    const messages = [{ role: 'user', content: QUESTION }];
    for (const key of [outside, await server.key('owner')]) {
      const answers = [
        await read(key, 'POST', `/api/apps/${APP}/ask`, { messages }),
        await read(key, 'POST', '/v1/chat/completions', { model: `app/${APP}`, messages }),
        await read(key, 'POST', '/v1/chat/completions', { model: `app/${APP}@1`, messages, stream: true }),
        await read(key, 'POST', '/api/search', { query: QUESTION }),
      ];
      for (const { status, text } of answers) {
        expect(status).toBe(200);
        for (const secret of [SECRET, shelf.passageId, shelf.fileId, 'salaries.md'])
          expect(text).not.toContain(secret);
      }
    }
  });

  it('is withheld from those who see the run, and not to be proposed by them', async () => {
    const seen = await read(outside, 'GET', `/api/runs/${runId}`);
    expect(JSON.parse(seen.text)).toMatchObject({
      withheld: true,
      question: null,
      answer: null,
      input: null,
    });
    const lists = [seen, await read(outside, 'GET', '/api/runs'), await read(outside, 'GET', '/api/home')];
    for (const { text } of lists)
      for (const secret of [SECRET, 'salaries.md', shelf.fileId]) expect(text).not.toContain(secret);
    expect(seen.text).not.toContain(QUESTION);
    expect((await read(outside, 'PUT', `/api/runs/${runId}/feedback`, { thumb: 'up' })).status).toBe(404);
    expect((await read(outside, 'POST', `/api/runs/${runId}/propose`)).status).toBe(404);
  });

  it('is not shown as a proposal, nor to be accepted or rejected', async () => {
    const { text } = await read(inside, 'POST', `/api/runs/${runId}/propose`);
    const { id } = JSON.parse(text) as { id: string };
    expect((await read(inside, 'GET', '/api/proposals')).text).toContain(id);
    expect((await read(outside, 'GET', '/api/proposals')).text).not.toContain(id);
    expect((await read(outside, 'POST', `/api/proposals/${id}/accept`, { dataset: 'pay' })).status).toBe(404);
    expect((await read(outside, 'POST', `/api/proposals/${id}/reject`)).status).toBe(404);
  });

  it('is not shown as the example that was made of it, and is asked as somebody of the group', async () => {
    const salary = 'What is a store manager in Leeds paid each year?';
    const run = await ask(server, APP, salary, inside);
    const { text } = await read(inside, 'POST', `/api/runs/${run}/propose`);
    const { id, item } = JSON.parse(text) as { id: string; item: { groups: string[] } };
    expect(item.groups).toEqual(['finance']);
    const body = { dataset: 'pay', item: { ...item, answer: `£${SECRET}` } };
    const accepted = await read(inside, 'POST', `/api/proposals/${id}/accept`, body);
    const { exampleId } = JSON.parse(accepted.text) as { exampleId: string };
    const list = '/api/datasets/pay/examples';
    expect((await read(inside, 'GET', list)).text).toContain(salary);
    const owner = await server.key('owner');
    for (const key of [outside, owner, await server.key('expert'), await server.key('auditor')]) {
      expect((await read(key, 'GET', list)).text).not.toContain(salary);
      expect((await read(key, 'GET', `${list}?search=Leeds`)).text).not.toContain(exampleId);
    }
    const path = `/api/examples/${exampleId}`;
    for (const key of [outside, owner]) {
      expect((await read(key, 'PATCH', path, { item })).status).toBe(404);
      expect((await read(key, 'DELETE', path)).status).toBe(404);
    }
    expect((await read(inside, 'PATCH', path, { item: { ...body.item, tags: ['pay'] } })).status).toBe(200);
    expect((await read(outside, 'GET', list)).text).not.toContain(salary);
  });

  it('is not measured as somebody of the group by others, nor shown to them when it was', async () => {
    expect((await read(outside, 'POST', '/api/evals/pay/runs', {})).status).toBe(400);
    const { id } = JSON.parse((await read(inside, 'POST', '/api/evals/pay/runs', {})).text) as { id: string };
    const status = async () =>
      (JSON.parse((await read(inside, 'GET', `/api/eval-runs/${id}`)).text) as { status: string }).status;
    for (let waited = 0; (await status()) !== 'done' && waited < 15_000; waited += 100) await sleep(100);
    const results = (key: string) => read(key, 'GET', `/api/eval-runs/${id}/results`);
    const own = JSON.parse((await results(inside)).text) as { data: { candidate: { answer: string } }[] };
    expect(own.data[0]?.candidate.answer).toContain(SECRET);
    expect(own.data).toHaveLength(2);
    expect(own.data[1]?.candidate.answer).toContain(SECRET);
    const others = JSON.parse((await results(outside)).text) as { data: { candidate: unknown }[] };
    expect(others.data[0]?.candidate).toBeNull();
    expect(others.data).toHaveLength(1);
  });
});

describe('a release without proof', () => {
  it('is for owners: nobody else may override, and staging does not lead to production', async () => {
    for (const role of ['admin', 'builder'] as const) {
      const key = await server.key(role);
      for (const stage of ['production', 'canary']) {
        const body = { stage, override: 'it will be fine' };
        expect((await read(key, 'POST', `/api/apps/${APP}/releases`, body)).status).toBe(403);
        expect((await read(key, 'POST', `/api/apps/${APP}/releases`, { stage })).status).toBe(409);
      }
    }
  });
});
