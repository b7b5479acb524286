import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ingest, makeCollection, makeGroup } from './harness/knowledge.ts';
import { startServer, type TestServer } from './harness/server.ts';

interface Run {
  id: string;
  question: string | null;
  thumb: string | null;
  startedAt: string;
}

let server: TestServer;
let inside: string;
const OPEN = 'Within how many days may goods be returned?';
const SECRET = 'What is the salary of a store manager?';

beforeAll(async () => {
  server = await startServer();
  const group = await makeGroup(server, 'payroll');
  inside = await server.key('builder', { groupIds: [group] });
  const open = await makeCollection(server, 'Handbook');
  const closed = await makeCollection(server, 'Salaries', [group]);
  await ingest(server, open, { 'returns.md': '# Returns\n\nGoods may be returned within 45 days.' });
  await ingest(server, closed, { 'pay.md': '# Pay\n\nThe salary of a store manager is 41,000 pounds.' });
  await server.json('POST', '/api/apply', {
    body: { kind: 'assistant', slug: 'desk', name: 'Desk', knowledge: ['handbook', 'salaries'] },
  });
  await ask(OPEN);
  await ask(SECRET, inside);
}, 60_000);
afterAll(() => server.stop());

async function ask(question: string, key?: string): Promise<void> {
  const body = { version: 1, messages: [{ role: 'user', content: question }] };
  const answer = await server.call('POST', '/api/apps/desk/ask', { body, ...(key ? { key } : {}) });
  if (!(await answer.text()).includes('"done"')) throw new Error(`asking answered ${answer.status}`);
}

const list = async (query: string, key?: string) =>
  (await server.json<{ data: Run[] }>('GET', `/api/runs?${query}`, key ? { key } : {})).data;

describe('a list of runs', () => {
  it('reaches as far back as asked for', async () => {
    const all = await list('');
    expect(all).toHaveLength(2);
    const newest = all[0]?.startedAt ?? '';
    expect(await list(`since=${newest}`)).toHaveLength(1);
    expect(await list(`until=${newest}`)).toHaveLength(1);
    expect(await list('since=2100-01-01T00:00:00Z')).toEqual([]);
    expect((await server.call('GET', '/api/runs?since=yesterday')).status).toBe(400);
  });

  it('shows what people said of each', async () => {
    const [, first] = await list('');
    await server.json('PUT', `/api/runs/${first?.id}/feedback`, { body: { thumb: 'down' } });
    expect((await list('')).map(({ thumb }) => thumb)).toEqual([null, 'down']);
    expect((await list('thumb=down')).map(({ id }) => id)).toEqual([first?.id]);
  });

  it('does not tell by a search what a withheld question says', async () => {
    const outside = await server.key('builder');
    expect((await list('', outside)).map(({ question }) => question)).toEqual([null, OPEN]);
    expect(await list('search=salary', outside)).toEqual([]);
    expect(await list('search=returned', outside)).toHaveLength(1);
    expect((await list('search=salary', inside)).map(({ question }) => question)).toEqual([SECRET]);
  });
});

describe('a run', () => {
  it('keeps what the model was given, for those who may read it', async () => {
    const [secret] = await list('', inside);
    const read = async (key?: string) =>
      JSON.stringify(await server.json('GET', `/api/runs/${secret?.id}`, key ? { key } : {}));
    expect(await read(inside)).toContain(`"messages":[{"role":"user","content":"${SECRET}"}]`);
    const outside = await read();
    expect(outside).toContain('"withheld":true');
    expect(outside).not.toContain('salary');
  });
});

describe('a workspace', () => {
  it('is renamed for everybody in it', async () => {
    await server.json('PATCH', '/api/workspace', { body: { name: 'Oakhaven North' } });
    const me = await server.json('GET', '/api/me', { key: inside });
    expect(me).toMatchObject({ workspace: { name: 'Oakhaven North', slug: 'main' } });
    const other = await server.otherWorkspace();
    const theirs = await server.json<{ workspace: { name: string } }>('GET', '/api/me', {
      key: other.keys.owner,
    });
    expect(theirs.workspace.name).not.toBe('Oakhaven North');
  });
});
