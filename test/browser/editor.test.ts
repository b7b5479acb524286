import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serving } from './support/assistants.ts';
import { call, demo, useStudio, words } from './support/studio.ts';

const say = words();
const SLUG = 'returns-desk';

const field = (page: Page, key: string) => page.getByLabel(say(key), { exact: true });
const save = (page: Page) => page.getByRole('button', { name: say('common.save'), exact: true });

describe.skipIf(!demo)('the editor', () => {
  const studio = useStudio();

  beforeAll(() =>
    serving({
      slug: SLUG,
      name: 'Returns desk',
      instructions: 'Answer from the handbook only.',
      knowledge: ['handbook'],
    }),
  );
  afterAll(async () => {
    for (const slug of [SLUG, 'made-by-hand']) await call('DELETE', `/api/apps/${slug}`).catch(() => {});
  });

  it('makes an assistant from a form, which can be tried at once', async () => {
    const page = await studio.open('/assistants/new');
    await field(page, 'editor.name').fill('Made by hand');
    expect(await field(page, 'editor.slug').inputValue()).toBe('made-by-hand');
    await field(page, 'editor.instructions').fill('Answer from the handbook.');
    await page.getByRole('checkbox', { name: 'Handbook' }).check();
    await page.getByRole('button', { name: say('editor.create'), exact: true }).click();
    await page.waitForURL(/\/assistants\/made-by-hand\/edit$/);
    await page.getByText(say('editor.saved', { number: 1 })).waitFor();
    await field(page, 'chat.question').fill('How long does a customer have to return a petrol mower?');
    await page.keyboard.press('Enter');
    await page
      .getByRole('article')
      .getByText(/30 days/)
      .first()
      .waitFor();
  });

  it('says at the field what does not hold, and saves nothing until it does', async () => {
    const page = await studio.open('/assistants/new');
    await field(page, 'editor.name').fill('Handbook');
    await field(page, 'editor.slug').fill('handbook');
    await page.getByText(say('problems.slug_taken')).waitFor();
    await field(page, 'editor.slug').fill('Not a slug');
    await page.getByText(say('problems.slug')).waitFor();
    await page.keyboard.press('Control+s');
    expect(await field(page, 'editor.slug').evaluate((element) => element === document.activeElement)).toBe(
      true,
    );
    expect(new URL(page.url()).pathname).toBe('/assistants/new');
  });

  it('saves a change as the next version and shows what changed', async () => {
    const page = await studio.open(`/assistants/${SLUG}/edit`);
    await field(page, 'editor.instructions').fill('Answer from the handbook and the archive.');
    await page.getByText(say('editor.trying_without_changes', { number: 1 })).waitFor();
    await save(page).click();
    await page.getByText(say('editor.saved', { number: 2 })).waitFor();
    await page.getByText(say('editor.trying', { number: 2 })).waitFor();
    await expect.poll(() => save(page).isDisabled()).toBe(true);

    await page.getByRole('link', { name: say('assistants.tab_versions') }).click();
    await page.getByRole('heading', { name: say('versions.changed_between', { from: 1, to: 2 }) }).waitFor();
    await expect.poll(() => page.locator('main ins').allTextContents()).toEqual(['and the archive']);
    expect(await page.locator('main del').allTextContents()).toEqual(['only']);

    await page.getByRole('button', { name: say('versions.restore', { number: 1 }) }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('versions.restore', { number: 1 }) })
      .click();
    await page.getByText(say('versions.restored', { number: 1, next: 3 })).waitFor();
    await page.getByRole('radio', { name: say('versions.compare_from', { number: 1 }) }).check();
    await page.getByText(say('versions.same')).waitFor();
  });

  it('keeps unsaved changes while one looks elsewhere, and lets them go on request', async () => {
    const page = await studio.open(`/assistants/${SLUG}/edit`);
    const before = await field(page, 'editor.description').inputValue();
    await field(page, 'editor.description').fill('Half a thought');
    await page.getByText(say('editor.dirty')).waitFor();
    await page.getByRole('link', { name: say('assistants.tab_versions') }).click();
    await page.getByText(say('versions.serving'), { exact: true }).waitFor();
    await page.getByRole('link', { name: say('assistants.tab_edit') }).click();
    await page.getByText(say('editor.kept')).waitFor();
    expect(await field(page, 'editor.description').inputValue()).toBe('Half a thought');
    await page.getByRole('button', { name: say('editor.discard') }).click();
    await expect.poll(() => field(page, 'editor.description').inputValue()).toBe(before);
    await page.getByRole('link', { name: say('assistants.tab_versions') }).click();
    await page.getByText(say('versions.serving'), { exact: true }).waitFor();
    await page.getByRole('link', { name: say('assistants.tab_edit') }).click();
    expect(await field(page, 'editor.description').inputValue()).toBe(before);
    expect(await page.getByText(say('editor.kept')).count()).toBe(0);
  });

  it('tells when somebody else has saved a version in the meantime', async () => {
    const page = await studio.open(`/assistants/${SLUG}/edit`);
    await field(page, 'editor.description').fill('Mine');
    const { apps } = await call<{ apps: { version: number }[] }>('POST', '/api/apply', {
      kind: 'assistant',
      slug: SLUG,
      name: 'Returns desk',
      instructions: 'Somebody else was faster.',
    });
    await page.getByRole('link', { name: say('assistants.tab_versions') }).click();
    await page.getByText(say('versions.serving'), { exact: true }).waitFor();
    await page.getByRole('link', { name: say('assistants.tab_edit') }).click();
    await page.getByText(say('editor.kept_older', { number: apps[0]?.version ?? 0 })).waitFor();
    await page.getByRole('button', { name: say('editor.discard') }).click();
    await expect
      .poll(() => field(page, 'editor.instructions').inputValue())
      .toBe('Somebody else was faster.');
  });

  it('shows the same as YAML, with what does not hold on its line', async () => {
    const page = await studio.open(`/assistants/${SLUG}/edit`);
    await page.getByRole('tab', { name: say('editor.yaml') }).click();
    const box = page.getByRole('textbox', { name: say('editor.yaml') });
    const text = await box.inputValue();
    await box.fill(text.replace('passages: 6', 'passages: 60').replace('model: default', 'modell: default'));
    const faults = page.getByRole('listitem').filter({ hasText: /^Line \d+/ });
    const line = (start: string) => text.split('\n').findIndex((one) => one.trim().startsWith(start)) + 1;
    await expect
      .poll(() => faults.allTextContents())
      .toEqual([
        `Line ${line('model:')}modell${say('problems.unknown')}`,
        `Line ${line('passages:')}limits.passages${say('problems.range', { min: 1, max: 20 })}`,
      ]);
    await faults.last().getByRole('button').click();
    await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe('  passages: 60');

    await box.fill('kind: assistant\nname: "open');
    await page.getByText(/This is not valid YAML/).waitFor();
    await box.fill(text.replace(/^name: .*$/m, 'name: Renamed in YAML'));
    await page.getByRole('tab', { name: say('editor.form') }).click();
    expect(await field(page, 'editor.name').inputValue()).toBe('Renamed in YAML');
  });

  it('asks before an assistant is deleted', async () => {
    await serving({ slug: 'short-lived', name: 'Short lived' });
    const page = await studio.open('/assistants/short-lived');
    await page.getByRole('button', { name: say('common.more') }).click();
    await page.getByRole('menuitem', { name: say('assistants.delete') }).click();
    const dialog = page.getByRole('dialog', {
      name: say('assistants.delete_title', { name: 'Short lived' }),
    });
    await dialog.getByRole('button', { name: say('assistants.delete') }).click();
    await page.waitForURL(/\/assistants$/);
    await page.getByText(say('assistants.deleted', { name: 'Short lived' })).waitFor();
    await expect.poll(() => page.getByRole('link', { name: 'Short lived' }).count()).toBe(0);
  });
});
