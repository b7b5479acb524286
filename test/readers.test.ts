import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentsIn, ingest, makeCollection, makeGroup, searchIn } from './harness/knowledge.ts';
import { startServer, type TestServer } from './harness/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const search = (query: string, collectionId: string, key?: string) =>
  searchIn(server, collectionId, query, key);
const documents = (collectionId: string) => documentsIn(server, collectionId);

describe('who may read', () => {
  it('decides inside the search, at once when it changes, and never by the collection alone', async () => {
    const group = await makeGroup(server, 'credit-risk');
    const inside = await server.key('member', { groupIds: [group] });
    const outside = await server.key('member');
    const id = await makeCollection(server, 'Mixed rights');
    await ingest(server, id, { 'open.md': 'The cut-off for the card is published on the web.' });
    await ingest(server, id, { 'secret.md': 'The cut-off score for the card is 612.' }, { groups: group });

    expect((await search('cut-off score for the card', id, inside)).map((p) => p.documentName)).toContain(
      'secret.md',
    );
    expect((await search('cut-off score for the card', id, outside)).map((p) => p.documentName)).toEqual([
      'open.md',
    ]);

    const secret = (await documents(id)).find((document) => document.name === 'secret.md');
    await server.call('PATCH', `/api/documents/${secret?.id}`, { body: { groupIds: [] } });
    expect((await search('cut-off score for the card', id, outside)).map((p) => p.documentName)).toContain(
      'secret.md',
    );
    await server.call('PATCH', `/api/documents/${secret?.id}`, { body: { groupIds: [group] } });
    expect((await search('cut-off score for the card', id, outside)).map((p) => p.documentName)).toEqual([
      'open.md',
    ]);
  });

  it('stays as it was when a newer version of a document comes', async () => {
    const group = await makeGroup(server, 'pay');
    const inside = await server.key('member', { groupIds: [group] });
    const outside = await server.key('member');
    const id = await makeCollection(server, 'Handbook');
    await ingest(server, id, { 'pay.md': 'The bonus of the board is 40,000 pounds.' });
    const [first] = await documents(id);
    await server.call('PATCH', `/api/documents/${first?.id}`, { body: { groupIds: [group] } });
    await ingest(server, id, { 'pay.md': 'The bonus of the board is 60,000 pounds.' });
    expect(await documents(id)).toMatchObject([{ name: 'pay.md', status: 'ready', groupIds: [group] }]);
    expect(await search('bonus of the board', id, outside)).toEqual([]);
    expect((await search('bonus of the board', id, inside))[0]?.text).toContain('60,000');
    // Who uploads may say otherwise.
    await ingest(server, id, { 'pay.md': 'The bonus of the board is public.' }, { groups: '' });
    expect((await search('bonus of the board', id, outside))[0]?.text).toContain('public');
  });

  it('hides a restricted collection and what is in it from everybody else', async () => {
    const group = await makeGroup(server, 'legal');
    const id = await makeCollection(server, 'Legal', [group]);
    await ingest(server, id, { 'case.md': 'The settlement was 40,000 pounds.' });
    const outside = await server.key('builder');
    expect((await server.call('GET', `/api/collections/${id}`, { key: outside })).status).toBe(404);
    expect(
      (
        await server.call('POST', `/v1/vector_stores/${id}/search`, {
          key: outside,
          body: { query: 'settlement' },
        })
      ).status,
    ).toBe(404);
    // An admin manages it without reading it.
    const [document] = await documents(id);
    expect(document?.name).toBe('case.md');
    expect((await server.call('GET', `/api/documents/${document?.id}`)).status).toBe(404);
  });

  it('is not changed, nor told, by an upload of the same name from somebody who may not read it', async () => {
    const group = await makeGroup(server, 'directors');
    const inside = await server.key('member', { groupIds: [group] });
    const builder = await server.key('builder');
    const id = await makeCollection(server, 'Minutes');
    const secret = 'The directors sell the depot in Leeds.';
    await ingest(server, id, { 'minutes.md': secret }, { groups: group });
    // The same bytes: were it skipped, it would be told, and the file would be nowhere to be found.
    expect(await ingest(server, id, { 'minutes.md': secret }, {}, builder)).toMatchObject({
      ready: 1,
      skipped: 0,
    });
    const painted = 'The depot in Leeds is painted in May.';
    const archive = zipSync({ 'minutes.md': strToU8(painted) });
    await ingest(server, id, { 'minutes.zip': archive }, {}, builder);
    expect((await search('depot in Leeds', id, builder)).map(({ text }) => text)).toEqual([painted]);
    expect((await search('depot in Leeds', id, inside)).map(({ text }) => text)).toContain(secret);

    // Who manages the collection sees both, and goes on with the newest; what others read is left to them.
    await ingest(server, id, { 'minutes.md': 'The depot in Leeds is painted in June.' });
    expect((await search('depot in Leeds', id, builder)).map(({ text }) => text)).toEqual([
      'The depot in Leeds is painted in June.',
    ]);
    expect((await search('depot in Leeds', id, inside)).map(({ text }) => text)).toContain(secret);
    await ingest(server, id, { 'minutes.md': 'The depot in Leeds is sold.' }, { groups: group });
    expect(await documents(id)).toMatchObject([{ name: 'minutes.md', groupIds: [group] }]);
  });

  it('stays as it was for the next version from the same hand, which may not read it any more', async () => {
    const group = await makeGroup(server, 'salaries');
    const outside = await server.key('member');
    const sync = await server.key('builder');
    const id = await makeCollection(server, 'Synced');
    await ingest(server, id, { 'salaries.md': 'The salary of a buyer is 31,000.' }, {}, sync);
    const [first] = await documents(id);
    await server.call('PATCH', `/api/documents/${first?.id}`, { body: { groupIds: [group] } });
    const again = { 'salaries.md': 'The salary of a buyer is 31,000.' };
    expect(await ingest(server, id, again, {}, sync)).toMatchObject({ skipped: 1 });
    await ingest(server, id, { 'salaries.md': 'The salary of a buyer is 33,000.' }, {}, sync);
    expect(await documents(id)).toMatchObject([{ name: 'salaries.md', groupIds: [group] }]);
    expect(await search('salary of a buyer', id, outside)).toEqual([]);
  });

  it('is, of a file in no collection, whoever uploaded it and those who fill collections', async () => {
    const form = new FormData();
    form.append('purpose', 'fine-tune');
    form.append('file', new Blob(['{"messages":[]}']), 'letters.jsonl');
    const mine = await server.key('builder');
    const { id: fileId } = await server.json<{ id: string }>('POST', '/v1/files', { body: form, key: mine });
    const paths = [`/v1/files/${fileId}`, `/v1/files/${fileId}/content`, '/v1/files?purpose=fine-tune'];
    const seenBy = (key: string) =>
      Promise.all(paths.map(async (path) => (await server.call('GET', path, { key })).text()));
    for (const role of ['member', 'expert', 'auditor'] as const) {
      const [one, content, list] = await seenBy(await server.key(role));
      expect([one, content]).toEqual([expect.stringContaining('error'), expect.stringContaining('error')]);
      expect(list).not.toContain(fileId);
    }
    for (const key of [mine, await server.key('builder'), await server.key('admin')]) {
      const [one, content, list] = await seenBy(key);
      expect([one, list]).toEqual([expect.stringContaining(fileId), expect.stringContaining(fileId)]);
      expect(content).toBe('{"messages":[]}');
    }
    // Experts measure with what is there for it.
    const items = new FormData();
    items.append('purpose', 'evals');
    items.append('file', new Blob(['{"item":{}}']), 'items.jsonl');
    const { id: evals } = await server.json<{ id: string }>('POST', '/v1/files', { body: items, key: mine });
    const expert = await server.key('expert');
    expect((await server.call('GET', `/v1/files/${evals}`, { key: expert })).status).toBe(200);
    // In a collection it is for whoever may read that.
    const id = await makeCollection(server, 'Letters');
    await server.json('POST', `/v1/vector_stores/${id}/files`, { body: { file_id: fileId }, key: mine });
    expect((await seenBy(await server.key('member')))[0]).toContain(fileId);
  });
});
