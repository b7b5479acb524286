import { sql } from 'drizzle-orm';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { office, pdf } from './hardening/support/files.ts';
import {
  documentsIn,
  finished,
  ingest,
  makeCollection,
  makeGroup,
  type Progress,
  searchIn,
  upload,
} from './harness/knowledge.ts';
import { ADMIN_KEY, startServer, type TestServer } from './harness/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const search = (query: string, collectionId: string, key?: string) =>
  searchIn(server, collectionId, query, key);
const documents = (collectionId: string) => documentsIn(server, collectionId);

/** An upload whose files are sent one at a time; each is there once the next one begins. */
function uploadOneByOne(collectionId: string) {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const write = (text: string) => writer.write(new TextEncoder().encode(text));
  const answer = fetch(`${server.url}/api/collections/${collectionId}/files`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'multipart/form-data; boundary=x' },
    ...{ body: readable, duplex: 'half' },
  });
  return {
    answer,
    send: (name: string) =>
      write(`--x\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n# Of ${name}\r\n`),
    async end() {
      await write('--x--\r\n');
      await writer.close();
    },
    leave: () => writer.abort(new Error('left')),
  };
}

async function openUpload(collectionId: string): Promise<Progress | undefined> {
  const path = `/api/collections/${collectionId}/ingestions`;
  return (await server.json<{ data: Progress[] }>('GET', path)).data[0];
}

/** One row of numbers that Excel shows as 09:30, 2 March 2026, that day at 14:45, and 37 and a half hours. */
function workbookOfTimes() {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const names = ['Opens', 'From', 'Counted', 'Worked'].map(
    (name) => `<c t="inlineStr"><is><t>${name}</t></is></c>`,
  );
  const values = [9.5 / 24, 46_083, 46_083 + 14.75 / 24, 37.5 / 24].map(
    (n, i) => `<c s="${i}"><v>${n}</v></c>`,
  );
  const formats = [20, 14, 22, 46].map((format) => `<xf numFmtId="${format}" applyNumberFormat="1"/>`);
  const row = (cells: string[], n: number) =>
    `<row r="${n}">${cells.map((cell, i) => cell.replace('<c', `<c r="${'ABCD'[i]}${n}"`)).join('')}</row>`;
  return office({
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="Hours" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><cellXfs count="4">${formats.join('')}</cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${row(names, 1)}${row(values, 2)}</sheetData></worksheet>`,
  });
}

describe('ingestion', () => {
  it('reads what it can, says of each other file why not, and finds what it read', async () => {
    const id = await makeCollection(server, 'Mixed');
    const done = await ingest(server, id, {
      'returns.md': '# Returns\n\nMost goods can be returned within 45 days.',
      'broken.pdf': '%PDF-1.4 nothing',
      'program.exe': 'MZ',
    });
    expect(done).toMatchObject({ status: 'done', total: 3, ready: 1, failed: 2 });
    const reasons = Object.fromEntries(
      (await documents(id)).map((document) => [document.name, document.reason]),
    );
    expect(reasons).toEqual({ 'returns.md': null, 'broken.pdf': 'damaged', 'program.exe': 'unsupported' });
    expect((await search('how long can I return goods', id))[0]?.text).toContain('45 days');
  });

  it('reads a file with characters that cannot be stored', async () => {
    const id = await makeCollection(server, 'Odd characters');
    const record = { title: 'Of\u0000fers', owner: 'Te\u0000am \ud83d' };
    const done = await ingest(server, id, {
      'offers.json': JSON.stringify(record),
      'terms.md': '---\nowner: "Te\\0am"\n---\n# Terms\n\nThey hold for 30 days.',
    });
    expect(done).toMatchObject({ ready: 2, failed: 0 });
    expect((await search('how long do the terms hold', id))[0]?.text).toContain('30 days');
  });

  it('cites the page of a PDF on which a passage stands, also within a paragraph without end', async () => {
    const id = await makeCollection(server, 'Book');
    const words = ['drill', 'saw', 'plane'];
    const page = (word: string) =>
      Array.from(
        { length: 40 },
        (_, i) => `The ${word} of aisle ${i} is kept with the others${i % 5 === 0 ? '.' : ' and'}`,
      );
    await ingest(server, id, { 'book.pdf': pdf(words.map(page)) });
    const [document] = await documents(id);
    const { text, parts } = await server.json<{
      text: string;
      parts: { start: number; end: number; page: number }[];
    }>('GET', `/api/documents/${document?.id}`);
    const wrong = parts.filter(
      ({ start, end, page: told }) =>
        words.indexOf(/drill|saw|plane/.exec(text.slice(start, end))?.[0] ?? '') + 1 !== told,
    );
    expect(wrong).toEqual([]);
    expect(new Set(parts.map((part) => part.page))).toEqual(new Set([1, 2, 3]));
  });

  it('reads from a workbook what its cells say: a day, a time, both, and hours that were added up', async () => {
    const id = await makeCollection(server, 'Hours');
    await ingest(server, id, { 'hours.xlsx': workbookOfTimes() });
    const [document] = await documents(id);
    const { text } = await server.json<{ text: string }>('GET', `/api/documents/${document?.id}`);
    expect(text).toContain('Opens: 09:30 | From: 2026-03-02 | Counted: 2026-03-02 14:45 | Worked: 37:30');
    expect(text).not.toContain('1899');
  });

  it('skips unchanged files and replaces changed ones, passages and all', async () => {
    const id = await makeCollection(server, 'Versions');
    await ingest(server, id, {
      'delivery.md': 'Delivery takes 3 to 5 working days.',
      'stores.md': 'There are 214 stores.',
    });
    const again = await ingest(server, id, {
      'delivery.md': 'Delivery takes 2 to 4 working days.',
      'stores.md': 'There are 214 stores.',
    });
    expect(again).toMatchObject({ total: 1, ready: 1, skipped: 1 });
    const found = await search('how many working days does delivery take', id);
    expect(found.map((passage) => passage.text)).toContain('Delivery takes 2 to 4 working days.');
    expect(JSON.stringify(found)).not.toContain('3 to 5');
    expect(await documents(id)).toHaveLength(2);
  });

  it('unpacks an archive into documents by their paths', async () => {
    const id = await makeCollection(server, 'Archive');
    const zip = zipSync({
      'hr/leave.md': strToU8('# Leave\n\nThere are 25 days of leave.'),
      'hr/notes.bin': strToU8('x'),
    });
    const done = await ingest(server, id, { 'all.zip': new Uint8Array(zip) });
    expect(done).toMatchObject({ ready: 1, failed: 1 });
    expect((await documents(id)).map((document) => document.name).sort()).toEqual([
      'hr/leave.md',
      'hr/notes.bin',
    ]);
  });

  it('can be cancelled; what was read stays, the rest is not read', async () => {
    const id = await makeCollection(server, 'Cancelled');
    const files = Object.fromEntries(
      Array.from({ length: 120 }, (_, i) => [
        `${i}.md`,
        `# Page ${i}\n\n${`Line ${i} of the page. `.repeat(40)}`,
      ]),
    );
    const started = await upload(server, id, files);
    const cancelled = await server.json<Progress>('POST', `/api/ingestions/${started.id}/cancel`);
    expect(cancelled.status).toBe('cancelled');
    const end = await finished(server, started);
    expect(end.ready + end.cancelled).toBe(120);
    expect(end.cancelled).toBeGreaterThan(0);
  });

  it.each(['comes to its end', 'breaks off'])(
    'stays cancelled when that happens while files still arrive, and the upload %s',
    async (how) => {
      const id = await makeCollection(server, `Stopped before it ${how}`);
      const sending = uploadOneByOne(id);
      const answered = sending.answer.then((answer) => answer.json()).catch(() => undefined);
      await sending.send('a.md');
      await sending.send('b.md');
      await expect.poll(async () => (await openUpload(id))?.total).toBe(1);
      const { id: ingestion } = (await openUpload(id)) ?? {};
      await server.call('POST', `/api/ingestions/${ingestion}/cancel`);
      await sending.send('c.md');
      await expect.poll(async () => (await openUpload(id))?.total).toBe(2);
      if (how === 'breaks off') await sending.leave();
      else await sending.end();
      const answer = await answered;
      if (how !== 'breaks off') expect(answer).toMatchObject({ status: 'cancelled' });
      const states = async () => new Set((await documents(id)).map(({ status }) => status));
      await expect.poll(states).toEqual(new Set(['cancelled']));
      expect(await openUpload(id)).toMatchObject({ status: 'cancelled', ready: 0 });
    },
  );

  it('does not answer from a superseded document, but keeps it readable', async () => {
    const id = await makeCollection(server, 'Policies');
    await ingest(server, id, {
      'old.md': '---\nstatus: superseded\n---\n# Returns\n\nGoods can be returned within 28 days.',
      'new.md': '# Returns\n\nGoods can be returned within 45 days.',
    });
    expect(
      (await search('within how many days can goods be returned', id)).map((passage) => passage.documentName),
    ).toEqual(['new.md']);
    const old = (await documents(id)).find((document) => document.superseded);
    expect(old?.name).toBe('old.md');
    const opened = await server.json<{ text: string }>('GET', `/api/documents/${old?.id}`);
    expect(opened.text).toContain('28 days');
  });
});

describe('deleting', () => {
  it('of a vector store keeps its files, as OpenAI does, but those that only some could read', async () => {
    const group = await makeGroup(server, 'board');
    const [open, closed] = [
      await makeCollection(server, 'Open'),
      await makeCollection(server, 'Board', [group]),
    ];
    await ingest(server, open, { 'kept-hours.md': 'The shop opens at nine.' });
    await ingest(server, closed, {
      'kept-minutes.md': 'The board met at nine.',
      'kept-votes.md': 'Nine of nine.',
    });
    const reader = { key: await server.key('builder', { groupIds: [group] }) };
    const names = async () => {
      const { data } = await server.json<{ data: { filename: string; id: string }[] }>(
        'GET',
        '/v1/files',
        reader,
      );
      return data.filter(({ filename }) => filename.startsWith('kept-'));
    };
    const [votes] = (await names()).filter(({ filename }) => filename === 'kept-votes.md');
    await server.json('DELETE', `/v1/vector_stores/${closed}/files/${votes?.id}`, reader);
    expect((await names()).map(({ filename }) => filename).sort()).toEqual([
      'kept-hours.md',
      'kept-minutes.md',
    ]);
    for (const id of [open, closed]) await server.json('DELETE', `/v1/vector_stores/${id}`, reader);
    expect((await names()).map(({ filename }) => filename)).toEqual(['kept-hours.md']);
  });

  it('removes passages, vectors and originals', async () => {
    const id = await makeCollection(server, 'To delete');
    await ingest(server, id, { 'gone.md': 'The canary phrase is heliotrope seventeen.' });
    const [document] = await documents(id);
    expect((await server.call('DELETE', `/api/documents/${document?.id}`)).status).toBe(204);
    expect(await search('heliotrope seventeen', id)).toEqual([]);
    const { kernel, knowledge } = server.platform;
    // In system scope: row security would hide the rows from an unscoped query, and the test could not fail.
    const holding = sql`select 1 from blob_chunks where position('heliotrope'::bytea in bytes) > 0`;
    expect((await kernel.db.system((tx) => tx.execute(holding))).rows).toEqual([]);
    const within = { collectionIds: [id], access: ['*'], limit: 10, size: 0 };
    const vector = new Float32Array(384).fill(0.05);
    const found = [
      await knowledge.index.byTerms(server.workspaceId, { ...within, terms: ['heliotrop'] }),
      await knowledge.index.byVector(server.workspaceId, { ...within, vector }),
    ];
    expect(found).toEqual([[], []]);
  });

  it('and rebuilding the index finds everything that was there, and nothing twice', async () => {
    const id = await makeCollection(server, 'Rebuilt');
    await ingest(server, id, {
      'a.md': 'Paint is mixed at the counter.',
      'b.md': 'Timber is cut to length.',
    });
    const before = await server.platform.knowledge.index.count(server.workspaceId);
    await server.platform.knowledge.index.drop(server.workspaceId);
    expect(await search('where is paint mixed', id)).toEqual([]);
    expect((await server.call('POST', '/api/reindex')).status).toBe(202);
    await expect.poll(() => search('where is paint mixed', id), { timeout: 10_000 }).toHaveLength(2);
    await expect
      .poll(() => server.platform.knowledge.index.count(server.workspaceId), { timeout: 10_000 })
      .toBe(before);
  });
});
