import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { call, demo, useStudio, words } from './support/studio.ts';

const say = words();

interface Kept {
  id: string;
  item: { question: string; answer: string | null; tags: string[]; unanswerable: boolean };
}

async function dataset(examples: object[] = []): Promise<string> {
  const slug = `set-${randomBytes(4).toString('hex')}`;
  await call('POST', '/api/datasets', { slug, name: `Set ${slug}` });
  for (let at = 0; at < examples.length; at += 2_500)
    await call('POST', `/api/datasets/${slug}/examples`, { examples: examples.slice(at, at + 2_500) });
  return slug;
}

const kept = async (slug: string) =>
  (await call<{ data: Kept[] }>('GET', `/api/datasets/${slug}/examples`)).data.map(({ item }) => item);

const cell = (page: Page, row: number, column: number) => page.locator(`[data-cell="${row} ${column}"]`);
const question = (n: number) => ({
  question: `Question number ${n}?`,
  answer: `Answer ${n}.`,
  tags: ['plain'],
});

describe.skipIf(!demo)('data sets', () => {
  const studio = useStudio();

  it('take a file after showing what would come, by a mapping that a person corrects', async () => {
    const slug = await dataset([{ question: 'How long is the guarantee?' }]);
    const page = await studio.open(`/datasets/${slug}`);
    await page.getByRole('button', { name: say('datasets.import') }).click();
    const dialog = page.getByRole('dialog');
    const file = [
      'frage,antwort,topic,difficulty',
      'What is the night rate?,£12.,pay,3',
      ',nobody asked,pay,1',
      'how long IS the guarantee,three years,warranty,2',
      'Who carries the fridge up?,Two people.,delivery,2',
    ];
    await dialog.getByLabel(say('datasets.import_file')).setInputFiles({
      name: 'mehr.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(file.join('\n')),
    });
    await dialog.getByText(say('datasets.question_column')).waitFor();
    expect(await dialog.getByRole('button', { name: /^Import/ }).isDisabled()).toBe(true);

    const field = (name: string) => dialog.getByLabel(say(`datasets.${name}`), { exact: true });
    expect(await field('tags').inputValue()).toBe('topic');
    await field('question').selectOption('frage');
    await field('answer').selectOption('antwort');
    const preview = dialog.getByRole('region', { name: say('datasets.preview') });
    await preview.getByText(say('datasets.new_rows', { count: 2 })).waitFor();
    await preview.getByText(say('datasets.duplicate_rows', { count: 1 })).waitFor();
    await preview
      .getByText(say('datasets.row_problem', { row: 2, problem: say('datasets.question_missing') }))
      .waitFor();
    expect(await kept(slug)).toHaveLength(1);

    await dialog.getByRole('button', { name: say('datasets.import_n', { count: 2 }) }).click();
    await page.getByText(say('datasets.added', { count: 2 })).waitFor();
    await page.getByRole('gridcell', { name: 'Who carries the fridge up?' }).waitFor();
    expect((await kept(slug))[1]).toMatchObject({
      question: 'What is the night rate?',
      answer: '£12.',
      tags: ['pay'],
      difficulty: '3',
    });
  });

  it('are edited in place by keyboard alone, and what was sealed stays as it was', async () => {
    const slug = await dataset([question(1), question(2), question(3)]);
    const page = await studio.open(`/datasets/${slug}`);
    await cell(page, 0, 0).focus();
    const changed = () =>
      page.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.ok());

    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    const editor = page.getByRole('grid').getByRole('textbox');
    expect(await editor.inputValue()).toBe('Answer 2.');
    await editor.fill('Never mind.');
    await page.keyboard.press('Escape');
    await cell(page, 1, 1).getByText('Answer 2.').waitFor();

    const first = changed();
    await page.keyboard.type('Forty-five days.');
    await page.keyboard.press('Enter');
    await first;
    // Enter goes to the row below.
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-cell') === '2 1');
    const second = changed();
    for (const key of ['ArrowUp', 'ArrowRight', 'ArrowRight', ' ']) await page.keyboard.press(key);
    await second;

    await page.reload();
    await cell(page, 1, 1).getByText('Forty-five days.').waitFor();
    await cell(page, 1, 3).getByText(say('datasets.yes')).waitFor();
    expect((await kept(slug)).map(({ answer }) => answer)).toEqual([
      'Answer 1.',
      'Forty-five days.',
      'Answer 3.',
    ]);
  });

  it('keep the place of an example that is changed after a seal', async () => {
    const name = 'handbook-questions';
    const before = await call<{ version: number; sealed: boolean }>('GET', `/api/datasets/${name}`);
    expect(before.sealed).toBe(true);
    const page = await studio.open(`/datasets/${name}`);
    await page.getByText(say('datasets.version_sealed', { number: before.version })).waitFor();
    const [old] = (await call<{ data: Kept[] }>('GET', `/api/datasets/${name}/examples?limit=1`)).data;
    await cell(page, 0, 5).focus();
    await page.keyboard.press('Enter');
    const editor = page.getByRole('grid').getByRole('textbox');
    await editor.fill(`${await editor.inputValue()}, looked at`);
    await page.keyboard.press('Enter');
    await page.getByText(say('datasets.version_open', { number: before.version + 1 })).waitFor();
    await page.reload();
    await cell(page, 0, 5)
      .getByText(/looked at$/)
      .waitFor();
    const { data } = await call<{ data: Kept[] }>(
      'GET',
      `/api/datasets/${name}/examples?limit=1&version=${before.version}`,
    );
    expect(data[0]).toEqual(old);
  });

  it('keep what was typed beside the grid when the server refuses it', async () => {
    const slug = await dataset([question(1), question(2)]);
    const { data } = await call<{ data: Kept[] }>('GET', `/api/datasets/${slug}/examples`);
    const page = await studio.open(`/datasets/${slug}?example=${data[1]?.id}`, { allow: [/status of 409/] });
    const panel = page.getByRole('complementary');
    const asked = panel.getByLabel(say('datasets.question'), { exact: true });
    await asked.fill('Question number 1?');
    const refused = page.waitForResponse((answer) => answer.status() === 409);
    await panel.getByRole('button', { name: say('common.save'), exact: true }).click();
    await refused;
    // The grid takes back what it showed too early; the form does not.
    await cell(page, 1, 0).getByText('Question number 2?').waitFor();
    expect(await asked.inputValue()).toBe('Question number 1?');
    await asked.fill('Question number 3?');
    await panel.getByRole('button', { name: say('common.save'), exact: true }).click();
    await cell(page, 1, 0).getByText('Question number 3?').waitFor();
    await expect.poll(async () => (await kept(slug))[1]?.question).toBe('Question number 3?');
  });

  it('are not lost with a form that somebody pressed beside after typing', async () => {
    const page = await studio.open('/datasets');
    const dialog = page.getByRole('dialog');
    const open = () =>
      page
        .getByRole('button', { name: say('datasets.create'), exact: true })
        .first()
        .click();
    await open();
    const about = dialog.getByLabel(say('common.description'));
    await about.waitFor();
    await page.mouse.click(700, 880);
    await dialog.waitFor({ state: 'detached' });
    await open();
    await about.fill('What people ask at the counter at night.');
    await page.mouse.click(700, 880);
    expect(await about.inputValue()).toBe('What people ask at the counter at night.');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  it('are found by tag and by text, and the address says which', async () => {
    const slug = await dataset([question(1), { ...question(2), tags: ['rare'] }, question(3)]);
    const page = await studio.open(`/datasets/${slug}?search=number`);
    await page.getByRole('button', { name: say('datasets.tag') }).click();
    await page.getByRole('menuitemradio', { name: /^rare/ }).click();
    await page.waitForURL(/tag=rare/);
    await cell(page, 0, 0).getByText('Question number 2?').waitFor();
    expect(await page.getByRole('gridcell', { name: /Question number/ }).count()).toBe(1);
  });

  it('stay quick with five thousand rows', async () => {
    const slug = await dataset(Array.from({ length: 5_000 }, (_, i) => question(i + 1)));
    const page = await studio.open(`/datasets/${slug}`);
    await cell(page, 0, 0).focus();
    // The rest of the list comes as one goes down.
    for (const last of [1_000, 2_000, 3_000, 4_000, 5_000]) {
      await page.keyboard.press('Control+ArrowDown');
      await page.waitForFunction(
        (place) => document.activeElement?.getAttribute('data-cell') === place,
        `${last - 1} 0`,
      );
      await page.waitForFunction(
        (rows) => Number(document.querySelector('[role=grid]')?.getAttribute('aria-rowcount')) > rows,
        last === 5_000 ? last : last + 1,
      );
    }
    await cell(page, 4_999, 0).getByText('Question number 5000?').waitFor();
    expect(await page.getByRole('row').count()).toBeLessThan(80);
    const goUpTo = (row: number) =>
      page.evaluate(
        (place) =>
          new Promise<number>((resolve) => {
            const began = performance.now();
            const active = document.activeElement;
            active?.dispatchEvent(
              new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true, cancelable: true }),
            );
            const look = () =>
              document.activeElement?.getAttribute('data-cell') === place
                ? resolve(performance.now() - began)
                : requestAnimationFrame(look);
            look();
          }),
        `${row} 0`,
      );
    // A key is answered within a few frames, however many rows there are. The best of a few: the machine has other
    // tests to run, the studio has no reason to be slow each time.
    const took = [await goUpTo(4_998), await goUpTo(4_997), await goUpTo(4_996)];
    expect(Math.min(...took)).toBeLessThan(250);
  });

  it('are read, not changed, by auditors', async () => {
    const slug = await dataset([question(1)]);
    const page = await studio.open(`/datasets/${slug}`, { as: 'audit@oakhaven.example' });
    await cell(page, 0, 1).click();
    await page.keyboard.press('Enter');
    await page.getByRole('complementary').getByLabel(say('datasets.answer'), { exact: true }).waitFor();
    expect(await page.getByRole('grid').getByRole('textbox').count()).toBe(0);
    expect(await page.getByRole('button', { name: say('datasets.import') }).count()).toBe(0);
    expect(await page.getByRole('button', { name: say('common.save') }).count()).toBe(0);
  });
});
