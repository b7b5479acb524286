import OpenAI, { toFile } from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_KEY, startServer, type TestServer } from './harness/server.ts';

let server: TestServer;
let client: OpenAI;
beforeAll(async () => {
  server = await startServer();
  client = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: ADMIN_KEY, maxRetries: 0 });
});
afterAll(() => server.stop());

async function fileOf(name: string, text: string): Promise<string> {
  const file = await toFile(Buffer.from(text), name);
  return (await client.files.create({ file, purpose: 'assistants' })).id;
}

const TOWNS = ['Leeds', 'York', 'Hull', 'Ripon', 'Whitby'];

/** A store of one file a town, each with its town, region and staff as attributes. */
async function storeOfTowns(name: string) {
  const store = await client.vectorStores.create({ name });
  const ids = [];
  for (const town of TOWNS)
    ids.push(await fileOf(`${name}-${town}.md`, `# ${town}\n\nThe shop in ${town} opens at nine.`));
  const batch = await client.vectorStores.fileBatches.createAndPoll(
    store.id,
    {
      files: ids.map((file_id, i) => ({
        file_id,
        attributes: { town: TOWNS[i] ?? '', coast: i % 2 === 0, staff: 10 * i },
      })),
    },
    { pollIntervalMs: 50 },
  );
  return { store, ids, batch };
}

describe('a batch of files', () => {
  it('gives each file its own attributes, is listed, and each text can be read', async () => {
    const { store, ids, batch } = await storeOfTowns('batch');
    expect(batch).toMatchObject({ status: 'completed', file_counts: { completed: 5, total: 5 } });
    const listed = await client.vectorStores.fileBatches.listFiles(batch.id, {
      vector_store_id: store.id,
      order: 'asc',
      filter: 'completed',
    });
    expect(listed.data.map(({ id }) => id)).toEqual(ids);
    expect(listed.data[1]?.attributes).toEqual({ town: 'York', coast: false, staff: 10 });
    const content = await client.vectorStores.files.content(ids[1] ?? '', { vector_store_id: store.id });
    expect(content.data).toMatchObject([{ type: 'text', text: expect.stringContaining('shop in York') }]);

    const none = { vector_store_id: store.id, filter: 'failed' as const };
    expect((await client.vectorStores.fileBatches.listFiles(batch.id, none)).data).toEqual([]);
  });

  it('takes ids or files, and says so to whoever sends both or neither', async () => {
    const store = await client.vectorStores.create({ name: 'neither' });
    const id = await fileOf('neither.md', '# Neither');
    for (const body of [{}, { file_ids: [id], files: [{ file_id: id }] }])
      await expect(client.vectorStores.fileBatches.create(store.id, body)).rejects.toMatchObject({
        status: 400,
        message: expect.stringContaining('either file_ids, or files'),
      });
  });
});

describe('a list', () => {
  it('goes on where it was when what it listed is deleted on the way', async () => {
    const { store, ids } = await storeOfTowns('paged');
    const seen = [];
    for await (const file of client.vectorStores.files.list(store.id, { limit: 2, order: 'asc' })) {
      seen.push(file.id);
      await client.vectorStores.files.delete(file.id, { vector_store_id: store.id });
    }
    expect(seen).toEqual(ids);

    const stores = [];
    for (const name of ['list-a', 'list-b', 'list-c'])
      stores.push((await client.vectorStores.create({ name })).id);
    const left = [];
    for await (const one of client.vectorStores.list({ limit: 1, order: 'desc' })) {
      if (!stores.includes(one.id)) continue;
      left.push(one.id);
      await client.vectorStores.delete(one.id);
    }
    expect(left).toEqual(stores.toReversed());
  });

  it('goes back to what stood before', async () => {
    const { store, ids } = await storeOfTowns('backwards');
    for (const order of ['asc', 'desc'] as const) {
      const all = order === 'asc' ? ids : ids.toReversed();
      const page = await client.vectorStores.files.list(store.id, { before: all[3], limit: 2, order });
      expect(page.data.map(({ id }) => id)).toEqual([all[1], all[2]]);
      expect(page.has_more).toBe(true);
      const first = await client.vectorStores.files.list(store.id, { before: all[1], limit: 2, order });
      expect(first).toMatchObject({ data: [{ id: all[0] }], has_more: false });
      const between = await client.vectorStores.files.list(store.id, {
        after: all[0],
        before: all[3],
        order,
      });
      expect(between.data.map(({ id }) => id)).toEqual([all[1], all[2]]);
    }
  });
});

describe('a search by attributes', () => {
  it('compares, chooses among values, and joins such conditions', async () => {
    const { store } = await storeOfTowns('filters');
    const found = async (filters: OpenAI.VectorStores.VectorStoreSearchParams['filters']) => {
      const page = await client.vectorStores.search(store.id, { query: 'when does the shop open', filters });
      return page.data.map(({ attributes }) => attributes?.town).sort();
    };
    const among = { type: 'in' as const, key: 'town', value: ['York', 'Hull', 'Paris'] };
    const small = { type: 'lt', key: 'staff', value: 15 } as const;
    const coast = { type: 'eq', key: 'coast', value: true } as const;
    expect(await found(among)).toEqual(['Hull', 'York']);
    expect(await found({ ...among, type: 'nin' })).toEqual(['Leeds', 'Ripon', 'Whitby']);
    expect(await found({ type: 'and', filters: [among, small] })).toEqual(['York']);
    const either = { type: 'or', filters: [among, small] } as const;
    expect(
      await found({ type: 'and', filters: [coast, { ...either, filters: [...either.filters] }] }),
    ).toEqual(['Hull', 'Leeds']);
    await expect(found({ type: 'in', key: 'town', value: 'York' })).rejects.toMatchObject({ status: 400 });
  });
});
