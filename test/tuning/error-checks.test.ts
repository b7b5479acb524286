import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ErrorCheck, Finding } from '../../src/tuning/error-detection/contract.ts';
import { startServer, type TestServer } from '../harness/server.ts';
import { makeDataset } from '../harness/tuning.ts';

/** Searches for errors over HTTP: a table, a spreadsheet's limits, labels, and what people decide. */

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const TOWNS = ['Leeds', 'Bradford', 'Sheffield', 'Harrogate'];
const CSV = [
  'store,town,opened',
  ...Array.from(
    { length: 120 },
    (_, i) => `S-${1000 + i},${TOWNS[i % 4]},20${10 + (i % 14)}-0${1 + (i % 9)}-1${i % 9}`,
  ),
  'S-1120,Shefield,2019-04-11',
  'S-1121,Leeds,N/A',
].join('\n');

async function ended(id: string): Promise<ErrorCheck> {
  for (let waited = 0; waited < 60_000; waited += 50) {
    const check = await server.json<ErrorCheck>('GET', `/api/error-checks/${id}`);
    if (check.finishedAt) return check;
    await sleep(50);
  }
  throw new Error('the search did not end');
}

const search = async (body: unknown) =>
  ended((await server.json<ErrorCheck>('POST', '/api/error-checks', { body })).id);
const findings = async (id: string, query = '') =>
  (await server.json<{ data: Finding[] }>('GET', `/api/error-checks/${id}/findings${query}`)).data;
const decide = (id: string, body: unknown) =>
  server.json<Finding>('PATCH', `/api/error-findings/${id}`, { body });

describe('errors in a table', () => {
  it('are found, explained in both languages, decided, and corrected in the export', async () => {
    const check = await search({ kind: 'table', filename: 'stores.csv', content: CSV });
    expect(check).toMatchObject({ status: 'done', rows: 122, progress: 1, findings: { open: 2 } });
    expect(check.columns.map(({ name, kind }) => [name, kind])).toEqual([
      ['store', 'text'],
      ['town', 'text'],
      ['opened', 'date'],
    ]);
    const [placeholder, typo] = (await findings(check.id)).sort((a, b) => b.row - a.row);
    expect(placeholder).toMatchObject({ row: 121, column: 'opened', value: 'N/A', suggestion: '' });
    expect(typo).toMatchObject({ row: 120, column: 'town', value: 'Shefield', suggestion: 'Sheffield' });
    expect(typo?.context).toEqual(['S-1120', 'Shefield', '2019-04-11']);
    const sentence = typo?.reasons.find((one) => one.code === 'typo')?.sentence;
    expect(sentence?.en).toBe('One letter away from “Sheffield”, which stands 30 times in the column.');
    expect(sentence?.zh).toContain('30 次');

    expect(await decide(typo?.id ?? '', { status: 'confirmed' })).toMatchObject({ correction: 'Sheffield' });
    await decide(placeholder?.id ?? '', { status: 'corrected', correction: '2021-03-09' });
    expect(await findings(check.id, '?status=open')).toEqual([]);
    const exported = await (await server.call('GET', `/api/error-checks/${check.id}/corrected.csv`)).text();
    expect(exported.split('\r\n').slice(-3)).toEqual([
      'S-1120,Sheffield,2019-04-11',
      'S-1121,Leeds,2021-03-09',
      '',
    ]);
    await decide(typo?.id ?? '', { status: 'open' });
    expect(await (await server.call('GET', `/api/error-checks/${check.id}/corrected.csv`)).text()).toContain(
      'Shefield',
    );
    const { data } = await server.json<{ data: { action: string }[] }>('GET', '/api/audit');
    expect(data.map((entry) => entry.action)).toEqual(
      expect.arrayContaining(['error_check.start', 'error_finding.decide', 'error_check.export']),
    );
  });

  it('gives pages, one column, and is gone when deleted', async () => {
    const { id } = await search({
      kind: 'table',
      filename: 'stores.jsonl',
      content: jsonl(),
      threshold: 0.3,
    });
    const [first, ...rest] = await findings(id);
    const page = await findings(id, `?after=${first?.id}&limit=1`);
    expect(page).toEqual(rest.slice(0, 1));
    expect((await findings(id, '?column=town')).every((one) => one.column === 'town')).toBe(true);
    expect((await server.call('DELETE', `/api/error-checks/${id}`)).status).toBe(204);
    expect((await server.call('GET', `/api/error-checks/${id}/findings`)).status).toBe(404);
  });

  it.each([
    ['an empty file', 'a.csv', ' '],
    ['a header alone', 'a.csv', 'a,b\n'],
    ['broken JSON', 'a.jsonl', '{"a": 1}\n{"a": '],
    ['no objects', 'a.json', '[1, 2]'],
  ])('refuses %s', async (_, filename, content) => {
    const answer = await server.call('POST', '/api/error-checks', {
      body: { kind: 'table', filename, content },
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'checks.unreadable_table' });
  });

  it('can be stopped, and stays stopped', async () => {
    const { id } = await server.json<ErrorCheck>('POST', '/api/error-checks', {
      body: { kind: 'table', filename: 'stores.csv', content: CSV },
    });
    const stopped = await server.json<ErrorCheck>('POST', `/api/error-checks/${id}/cancel`);
    expect(['cancelled', 'done']).toContain(stopped.status);
    await sleep(500);
    expect((await server.json<ErrorCheck>('GET', `/api/error-checks/${id}`)).status).toBe(stopped.status);
  });
});

describe('errors in the labels of a data set', () => {
  it('become corrections of the data set when they are confirmed, and are taken back when opened again', async () => {
    await makeDataset(server, 'mail', labelled());
    const check = await search({ kind: 'labels', dataset: 'mail' });
    expect(check).toMatchObject({ status: 'done', source: 'mail', rows: 60, columns: [] });
    const found = await findings(check.id);
    const wrong = found.find((one) => one.context[0] === WRONG);
    expect(wrong).toMatchObject({ value: 'invoice', suggestion: 'refund', column: null });
    expect(wrong?.reasons.map((one) => one.code)).toEqual(['label_unlike_class', 'label_neighbours']);
    await decide(wrong?.id ?? '', { status: 'confirmed' });
    expect(await answerOf(WRONG)).toBe('refund');
    await decide(wrong?.id ?? '', { status: 'open' });
    expect(await answerOf(WRONG)).toBe('invoice');
  });

  it('leaves alone what somebody changed in the meantime', async () => {
    const { id } = await search({ kind: 'labels', dataset: 'mail' });
    const wrong = (await findings(id)).find((one) => one.context[0] === WRONG);
    const { data } = await examples();
    const example = data.find((one) => one.item.question === WRONG);
    await server.call('PATCH', `/api/examples/${example?.id}`, {
      body: { item: { question: WRONG, answer: 'other' } },
    });
    const answer = await server.call('PATCH', `/api/error-findings/${wrong?.id}`, {
      body: { status: 'confirmed' },
    });
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ code: 'checks.example_gone' });
    expect((await findings(id)).find((one) => one.id === wrong?.id)?.status).toBe('open');
  });

  it('needs labels', async () => {
    await makeDataset(server, 'few', [{ question: 'How?', answer: 'So.' }]);
    const answer = await server.call('POST', '/api/error-checks', {
      body: { kind: 'labels', dataset: 'few' },
    });
    expect(answer.status).toBe(409);
  });
});

const WRONG = 'I want the money back for the rug that broke';
const NOUNS = [
  'sofa',
  'lamp',
  'drill',
  'fence',
  'mower',
  'kettle',
  'carpet',
  'shelf',
  'ladder',
  'boiler',
  'rug',
  'tap',
  'desk',
  'saw',
  'bath',
  'door',
  'tile',
  'paint',
  'hose',
  'heater',
];

/** Twenty questions of each of three kinds, one of them labelled as another. */
function labelled(): { question: string; answer: string }[] {
  return NOUNS.flatMap((noun) => {
    const broken = `I want the money back for the ${noun} that broke`;
    return [
      { question: `Please send me the bill for my ${noun}`, answer: 'invoice' },
      { question: broken, answer: broken === WRONG ? 'invoice' : 'refund' },
      { question: `When does the van with my ${noun} arrive`, answer: 'delivery' },
    ];
  });
}

function jsonl(): string {
  const [, ...lines] = CSV.split('\n');
  return lines
    .map((line) => {
      const [store, town, opened] = line.split(',');
      return JSON.stringify({ store, town, opened });
    })
    .join('\n');
}

const examples = () =>
  server.json<{ data: { id: string; item: { question: string; answer: string } }[] }>(
    'GET',
    '/api/datasets/mail/examples',
  );
const answerOf = async (question: string) =>
  (await examples()).data.find((one) => one.item.question === question)?.item.answer;
