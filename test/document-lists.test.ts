import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finished, ingest, makeCollection, makeGroup, type Progress } from './harness/knowledge.ts';
import { startServer, type TestServer } from './harness/server.ts';

interface Row {
  id: string;
  name: string;
  status: string;
  reason: string | null;
  bytes: number;
  passages: number;
  superseded: boolean;
}
interface Page {
  data: Row[];
  hasMore: boolean;
}

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const list = (id: string, query = '') =>
  server.json<Page>('GET', `/api/collections/${id}/documents${query ? `?${query}` : ''}`);
const retry = (id: string, body: unknown, key?: string) =>
  server.call('POST', `/api/collections/${id}/retry`, { body, ...(key ? { key } : {}) });

describe('a list of documents', () => {
  let id: string;
  beforeAll(async () => {
    id = await makeCollection(server, 'Sorted');
    await ingest(server, id, {
      'b.md': '# B\n\nMiddle.',
      'c.md': '# C\n\nShort.',
      'a.md': `# A\n\n${'A long text about paint. '.repeat(40)}`,
      'old.md': '---\nstatus: superseded\n---\n# Old\n\nGone.',
    });
  });

  it('comes in the order asked for, page by page without a gap', async () => {
    const names: string[] = [];
    let after = '';
    for (let more = true; more; ) {
      const page = await list(id, `order=name&limit=1${after && `&after=${after}`}`);
      names.push(...page.data.map(({ name }) => name));
      after = page.data.at(-1)?.id ?? '';
      more = page.hasMore;
    }
    expect(names).toEqual(['a.md', 'b.md', 'c.md', 'old.md']);
    expect((await list(id, 'order=-name')).data.map(({ name }) => name)).toEqual([...names].reverse());
    const sizes = (await list(id, 'order=-bytes')).data.map(({ bytes }) => bytes);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(sizes[0]).toBeGreaterThan(900);
  });

  it('can be narrowed down to what is superseded', async () => {
    const { data } = await list(id, 'status=superseded');
    expect(data).toMatchObject([{ name: 'old.md', status: 'ready', superseded: true }]);
  });

  it('agrees with what the collection says of itself', async () => {
    const collection = await server.json('GET', `/api/collections/${id}`);
    const passages = (await list(id)).data.reduce((sum, row) => sum + row.passages, 0);
    expect(passages).toBeGreaterThan(3);
    expect(collection).toMatchObject({ documents: 4, failed: 0, pending: 0, passages });
  });
});

describe('reading again', () => {
  it('takes what failed, named or all of it, and nothing that is ready', async () => {
    const id = await makeCollection(server, 'Damaged');
    await ingest(server, id, { 'fine.md': '# Fine', 'one.pdf': 'not a PDF', 'two.pdf': 'neither' });
    const before = (await list(id)).data;
    const one = before.find(({ name }) => name === 'one.pdf');
    const fine = before.find(({ name }) => name === 'fine.md');
    expect(one).toMatchObject({ status: 'failed', reason: 'damaged' });

    const answer = await retry(id, { documentIds: [one?.id] });
    expect(answer.status).toBe(202);
    const named = await finished(server, (await answer.json()) as Progress);
    expect(named).toMatchObject({ total: 1, failed: 1, status: 'done' });

    const all = await finished(server, (await (await retry(id, {})).json()) as Progress);
    expect(all).toMatchObject({ total: 2, failed: 2 });
    expect((await retry(id, { documentIds: [fine?.id] })).status).toBe(404);
    expect((await list(id)).data.find(({ name }) => name === 'fine.md')).toEqual(fine);
  });

  it('is not for those who may not read the documents', async () => {
    const group = await makeGroup(server, 'keepers');
    const id = await makeCollection(server, 'Kept', [group]);
    await ingest(server, id, { 'kept.pdf': 'not a PDF' });
    const outside = await server.key('builder');
    expect((await retry(id, {}, outside)).status).toBe(404);
    const inside = await server.key('builder', { groupIds: [group] });
    expect((await retry(id, {}, inside)).status).toBe(202);
  });
});
