import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { searched } from './screens-checks.ts';
import { messageSet } from './support/messages.ts';
import { call, demo, useStudio, words } from './support/studio.ts';

const say = words();

const statuses = async (id: string) =>
  (
    await call<{ data: { value: string; status: string; correction: string | null }[] }>(
      'GET',
      `/api/error-checks/${id}/findings`,
    )
  ).data.map(({ value, status, correction }) => [value, status, correction]);

describe.skipIf(!demo)('errors found in a table', () => {
  const studio = useStudio();

  it('are decided by one key each, and the queue goes on by itself', async () => {
    const id = await searched('Keys');
    const page = await studio.open(`/checks/${id}?status=open`);
    await page.getByRole('link', { name: 'Shefield' }).click();
    await page.getByText('One letter away from “Sheffield”').waitFor();
    await page.keyboard.press('a');
    await page.getByRole('link', { name: 'Shefield' }).waitFor({ state: 'detached' });
    await page.getByText('“N/A” stands for nothing.').waitFor();
    await page.keyboard.press('e');
    await page.getByLabel(say('checks.right_value')).fill('2021-03-09');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: say('checks.no_findings') }).waitFor();
    await expect
      .poll(async () => (await statuses(id)).sort())
      .toEqual([
        ['N/A', 'corrected', '2021-03-09'],
        ['Shefield', 'confirmed', 'Sheffield'],
      ]);
  });

  it('are found in a file that somebody chooses', async () => {
    const page = await studio.open('/checks');
    await page
      .getByRole('button', { name: say('checks.start') })
      .first()
      .click();
    const rows = Array.from({ length: 60 }, (_, i) => `${i},${['red', 'green'][i % 2]}`);
    await page
      .getByRole('dialog')
      .getByLabel(say('checks.file'))
      .setInputFiles({
        name: 'colours.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(['id,colour', ...rows, '60,geen'].join('\n')),
      });
    await page.getByRole('button', { name: say('checks.search') }).click();
    await page.getByRole('link', { name: 'geen' }).click();
    await page.getByText('One letter away from “green”').waitFor();
  });

  it('are looked for in the labels of the data set that one came from', async () => {
    const slug = `came-${randomBytes(3).toString('hex')}`;
    await messageSet(slug, `Came ${slug}`);
    const page = await studio.open(`/checks?dataset=${slug}`);
    const dialog = page.getByRole('dialog');
    await expect
      .poll(() => dialog.getByLabel(say('checks.dataset'), { exact: true }).inputValue())
      .toBe(slug);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(page.url()).not.toContain('dataset=');
    await page.goto(`/checks?dataset=${slug}`);
    await dialog.getByRole('button', { name: say('checks.search') }).click();
    await page.waitForURL(/\/checks\/[a-z]+_/);
  });
});
