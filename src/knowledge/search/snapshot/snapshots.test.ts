import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@lancedb/lancedb';
import { afterAll, expect, it } from 'vitest';
import { nameOf, openTable } from '../table.ts';
import { createSnapshots, type Snapshots, type Source } from './snapshots.ts';

const dir = mkdtempSync(join(tmpdir(), 'sevenfold-snapshots-'));
afterAll(() => rmSync(dir, { recursive: true }));

async function tableOf(workspace: string, count: number) {
  const table = await openTable(await connect(dir, { readConsistencyInterval: 0 }), workspace);
  const rows = Array.from({ length: count }, (_, n) => ({
    ...{ id: `psg_${n}`, document_id: 'doc', collection_id: 'col', access: ['*'] },
    ...{ terms: 'paint drill', vector: Array.from({ length: 384 }, (_, i) => Math.sin(n + i) / 14) },
  }));
  await table.add(rows);
  const source: Source = {
    open: async () => (await connect(dir)).openTable(nameOf(workspace)),
    versionOf: async (one) => String(await one.version()),
  };
  return { table, source };
}

const after = async (
  snapshots: Snapshots,
  workspace: string,
  { table, source }: Awaited<ReturnType<typeof tableOf>>,
) => {
  await snapshots.current(workspace, table, source);
  await snapshots.settled();
  return snapshots.current(workspace, table, source);
};

it('gives none until it is read, and none once the table has changed', async () => {
  const snapshots = createSnapshots(2 ** 20);
  const one = await tableOf('one', 40);
  expect(await snapshots.current('one', one.table, one.source)).toBeUndefined();
  await snapshots.settled();
  expect((await snapshots.current('one', one.table, one.source))?.bytes).toBeGreaterThan(40 * 440);
  await one.table.delete(`id = 'psg_3'`);
  expect(await snapshots.current('one', one.table, one.source)).toBeUndefined();
  snapshots.clear();
});

it('keeps no more than may be kept: none that is too large, and of several those that were asked last', async () => {
  const [two, three] = [await tableOf('two', 40), await tableOf('three', 40)];
  expect(await after(createSnapshots(10_000), 'two', two)).toBeUndefined();
  const snapshots = createSnapshots(40_000);
  const first = await after(snapshots, 'two', two);
  expect(first?.bytes).toBeLessThan(40_000);
  expect(await after(snapshots, 'three', three)).toBeDefined();
  expect(await snapshots.current('two', two.table, two.source)).toBeUndefined();
  snapshots.clear();
});
