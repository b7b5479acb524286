import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { Say, Screen } from './support/screen.ts';
import { call } from './support/studio.ts';

const TOWNS = ['Leeds', 'Bradford', 'Sheffield', 'Harrogate'];
const TABLE = [
  'store,town,opened',
  ...Array.from(
    { length: 120 },
    (_, i) => `S-${1000 + i},${TOWNS[i % 4]},20${10 + (i % 14)}-0${1 + (i % 9)}-1${i % 9}`,
  ),
  'S-1120,Shefield,2019-04-11',
  'S-1121,Leeds,N/A',
].join('\n');

/** A finished search in a table with two errors; returns its id. */
export async function searched(name = 'Stores'): Promise<string> {
  const body = { kind: 'table', name, filename: 'stores.csv', content: TABLE };
  const { id } = await call<{ id: string }>('POST', '/api/error-checks', body);
  for (let waited = 0; waited < 120_000; waited += 100) {
    const { status } = await call<{ status: string }>('GET', `/api/error-checks/${id}`);
    if (status === 'done') return id;
    await sleep(100);
  }
  throw new Error('the search did not end');
}

let made: Promise<string> | undefined;
const check = () => {
  made ??= searched();
  return made;
};

interface CheckScreen {
  name: string;
  /** Below the search's own place. */
  query: string;
  ready: (page: Page, say: Say) => Promise<unknown>;
}

const screen = ({ name, query, ready }: CheckScreen): Screen => ({
  name,
  path: '/checks',
  given: check,
  async ready(page, say) {
    await page.goto(`/checks/${await check()}${query}`);
    await ready(page, say);
  },
});

export const CHECK_SCREENS: Screen[] = [
  {
    name: 'checks',
    path: '/checks',
    given: check,
    ready: (page) => page.getByText('Stores').first().waitFor(),
  },
  {
    name: 'check-start',
    path: '/checks',
    given: check,
    async ready(page, say) {
      await page.getByRole('button', { name: say('checks.start') }).click();
      await page.getByRole('dialog').getByLabel(say('checks.file')).waitFor();
    },
  },
  screen({
    name: 'check-findings',
    query: '?status=open',
    ready: (page) => page.getByText('Shefield').first().waitFor(),
  }),
  screen({
    name: 'check-finding',
    query: '?status=open',
    async ready(page, say) {
      await page.getByRole('link', { name: 'Shefield' }).click();
      await page.getByRole('heading', { name: say('checks.why') }).waitFor();
    },
  }),
  screen({
    name: 'check-nothing-left',
    query: '?status=dismissed',
    ready: (page, say) => page.getByRole('heading', { name: say('checks.no_findings') }).waitFor(),
  }),
];
