import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { dot } from '../../gateway/index.ts';
import type { IndexRow } from './index-schema.ts';
import { openSearchIndex, type SearchIndex } from './search-index.ts';

const WORKSPACE = 'ws_test';
const WORDS = ['drill', 'paint', 'timber', 'return', 'card', 'delivery', 'paving'];
const dirs: string[] = [];
const opened: SearchIndex[] = [];

afterEach(() => {
  for (const index of opened.splice(0)) index.close();
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true, force: true });
});

function open(memoryBytes: number, dataDir = mkdtempSync(join(tmpdir(), 'sevenfold-index-'))): SearchIndex {
  dirs.push(dataDir);
  const index = openSearchIndex({ dataDir, exactBelow: 0, memoryBytes });
  opened.push(index);
  return index;
}

/** Unit vectors that differ and are the same in each run. */
function vectorOf(seed: number): Float32Array {
  const raw = Float32Array.from({ length: 384 }, (_, i) =>
    Math.sin(seed * 12.9898 + i * 78.233 * (seed + 1)),
  );
  const length = Math.hypot(...raw);
  return raw.map((value) => value / length);
}

/** Passage n of document n / 4, in one of two collections; every fifth document is for the board alone. */
function row(n: number, said = ''): IndexRow {
  const document = Math.floor(n / 4);
  return {
    id: `psg_${n}`,
    document_id: `doc_${document}`,
    collection_id: `col_${document % 2}`,
    access: document % 5 === 0 ? ['grp_board', 'grp_audit'] : ['*'],
    terms: `${WORDS[n % 7]} ${WORDS[(n * 3) % 7]} ${said}`.trim(),
    vector: Array.from(vectorOf(n)),
  };
}

const ROWS = Array.from({ length: 600 }, (_, n) => row(n));
const READERS = [
  { collectionIds: ['col_0', 'col_1'], access: ['*', 'grp_audit'] },
  { collectionIds: ['col_0', 'col_1'], access: ['*'] },
  { collectionIds: ['col_1'], access: ['grp_board'] },
  { collectionIds: ['col_none'], access: ['*', 'grp_board'] },
  { collectionIds: ['col_0'], access: ["*' OR true --"] },
];
const may = (one: IndexRow, { collectionIds, access }: (typeof READERS)[number]) =>
  collectionIds.includes(one.collection_id) && one.access.some((group) => access.includes(group));

/** Searches twice: the first search of all asks for what the second finds in memory. */
async function settled<T>(index: SearchIndex, search: () => Promise<T>): Promise<T> {
  await search();
  await index.settled();
  return search();
}

describe.each([
  ['the table', 0],
  ['memory', 100_000_000],
])('a search in %s', (_where, memoryBytes) => {
  const filled = async () => {
    const index = open(memoryBytes);
    await index.add(WORKSPACE, ROWS);
    await index.settle(WORKSPACE);
    return index;
  };

  it('finds by meaning the nearest that the reader may read, and nothing else', async () => {
    const index = await filled();
    const vector = vectorOf(5_000);
    for (const reader of READERS) {
      const query = { ...reader, vector, limit: 20, size: ROWS.length };
      const found = await settled(index, () => index.byVector(WORKSPACE, query));
      const exact = ROWS.filter((one) => may(one, reader))
        .map((one) => ({ id: one.id, score: dot(vector, Float32Array.from(one.vector)) }))
        .sort((a, b) => b.score - a.score);
      expect(found.length).toBe(Math.min(20, exact.length));
      const known = new Map(exact.map(({ id, score }) => [id, score]));
      for (const { id, score } of found) expect(score).toBeCloseTo(known.get(id) ?? Number.NaN, 2);
      const worst = found.at(-1)?.score ?? 0;
      expect(worst).toBeGreaterThanOrEqual((exact[found.length - 1]?.score ?? 0) - 0.005);
    }
  });

  it('finds by words what the reader may read, also where nearly all of the best is for others', async () => {
    const index = await filled();
    await index.replace(
      WORKSPACE,
      ['doc_900'],
      Array.from({ length: 300 }, (_, i) => ({
        ...row(4_500 + (i % 4), 'heliotrope heliotrope'),
        id: `psg_board_${i}`,
        document_id: 'doc_900',
      })),
    );
    await index.replace(
      WORKSPACE,
      ['doc_901'],
      [row(3_604, 'heliotrope')].map((one) => ({ ...one, document_id: 'doc_901' })),
    );
    const query = { terms: ['heliotrope'], limit: 10, size: 901 };
    for (const [access, ids] of [
      [['*'], ['psg_3604']],
      [['grp_board'], Array(10).fill(expect.stringContaining('psg_board_'))],
      [['grp_none'], []],
    ] as const) {
      const reader = { collectionIds: ['col_0', 'col_1'], access };
      const found = await settled(index, () => index.byTerms(WORKSPACE, { ...query, ...reader }));
      expect(found.map(({ id }) => id)).toEqual(ids);
    }
  });

  it('gives both searches the same scores', async () => {
    const index = await filled();
    const reader = { collectionIds: ['col_0', 'col_1'], access: ['*'], limit: 30, size: 600 };
    const hits = await settled(index, () => index.byTerms(WORKSPACE, { ...reader, terms: ['paint'] }));
    expect(hits.length).toBe(30);
    const vector = vectorOf(17);
    const near = await index.byVector(WORKSPACE, { ...reader, vector, limit: 600 });
    const scores = new Map(near.map(({ id, score }) => [id, score]));
    for (const { id, cosine } of hits) expect(cosine(vector)).toBeCloseTo(scores.get(id) ?? Number.NaN, 5);
  });

  it('sees at once what is replaced, removed, and written by another process', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'sevenfold-index-'));
    const [index, other] = [open(memoryBytes, dir), open(memoryBytes, dir)];
    await index.add(WORKSPACE, ROWS);
    const reader = { collectionIds: ['col_0', 'col_1'], access: ['*'], limit: 5, size: 600 };
    const vector = vectorOf(9_000);
    const words = () => index.byTerms(WORKSPACE, { ...reader, terms: ['zinnia'] });
    const nearest = async () => (await index.byVector(WORKSPACE, { ...reader, vector }))[0]?.id;
    expect(await settled(index, words)).toEqual([]);
    const said = { ...row(6, 'zinnia'), vector: Array.from(vector) };
    await index.replace(WORKSPACE, ['doc_1'], [said]);
    expect([(await words()).map(({ id }) => id), await nearest()]).toEqual([['psg_6'], 'psg_6']);
    expect((await settled(index, words)).map(({ id }) => id)).toEqual(['psg_6']);
    await other.replace(WORKSPACE, ['doc_1'], [{ ...said, id: 'psg_7000' }]);
    expect([(await words()).map(({ id }) => id), await nearest()]).toEqual([['psg_7000'], 'psg_7000']);
    await other.replace(WORKSPACE, ['doc_1'], []);
    expect(await words()).toEqual([]);
    expect(await nearest()).not.toBe('psg_7000');
  });

  it('does not take a table that was made again for the one before, whoever made it', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'sevenfold-index-'));
    const [index, other] = [open(memoryBytes, dir), open(memoryBytes, dir)];
    const reader = { collectionIds: ['col_0', 'col_1'], access: ['*'], limit: 600, size: 600 };
    const ids = async () => {
      const found = await index.byVector(WORKSPACE, { ...reader, vector: vectorOf(1) });
      return found.map(({ id }) => id).sort();
    };
    const readable = (rows: IndexRow[]) =>
      rows.filter(({ access }) => access.includes('*')).map(({ id }) => id);
    await index.add(WORKSPACE, ROWS.slice(0, 300));
    expect(await settled(index, ids)).toEqual(readable(ROWS.slice(0, 300)).sort());
    // The same number of commits: the version's number is the same again.
    await other.drop(WORKSPACE);
    await other.add(WORKSPACE, ROWS.slice(300));
    expect(await ids()).toEqual(readable(ROWS.slice(300)).sort());
    expect(await settled(index, ids)).toEqual(readable(ROWS.slice(300)).sort());
  });
});
