import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { demo, useStudio, words } from './support/studio.ts';

const say = words();

/** Everything below is done without a mouse. */
async function press(page: Page, ...keys: string[]) {
  for (const key of keys) await page.keyboard.press(key);
}

const selected = (page: Page) => page.getByRole('option', { selected: true });

describe.skipIf(!demo)('the palette', () => {
  const studio = useStudio();

  const open = async (as?: string) => {
    const page = await studio.open('/assistants', as ? { as } : {});
    await page.getByRole('link', { name: 'Colleague handbook' }).waitFor();
    await press(page, 'Control+k');
    await page.getByRole('combobox').waitFor();
    return page;
  };

  it('goes to a collection by its name', async () => {
    const page = await open();
    await page.keyboard.type('oakhaven card');
    await expect.poll(() => selected(page).textContent()).toBe('Oakhaven Card');
    await press(page, 'Enter');
    await page.waitForURL(/\/knowledge\/vs_/);
    await page.getByRole('heading', { name: 'Oakhaven Card' }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('is walked through with the arrows', async () => {
    const page = await open();
    await page.keyboard.type('settings');
    await expect.poll(() => selected(page).textContent()).toContain(say('shell.settings'));
    await press(page, 'ArrowDown');
    await expect.poll(() => selected(page).textContent()).not.toContain(say('shell.settings'));
    await press(page, 'ArrowUp', 'Enter');
    await page.waitForURL(/\/settings/);
  });

  it('asks an assistant from anywhere', async () => {
    const page = await open();
    await page.keyboard.type('How long can a petrol mower be returned?');
    await expect.poll(() => selected(page).textContent()).toMatch(/^Ask Colleague handbook: How long/);
    await press(page, 'Enter');
    await page.waitForURL(/\/assistants\/handbook$/);
    await page
      .getByRole('article')
      .getByText(/30 days/)
      .first()
      .waitFor();
  });

  it('creates a collection', async () => {
    const page = await open();
    await page.keyboard.type('new coll');
    await expect.poll(() => selected(page).textContent()).toContain(say('palette.new_collection'));
    await press(page, 'Enter');
    await page.getByRole('dialog', { name: say('knowledge.create') }).waitFor();
    await press(page, 'Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('offers nobody what they may not do', async () => {
    const page = await open('store.adviser@oakhaven.example');
    await page.keyboard.type('new');
    await page.getByText(say('palette.ask'), { exact: true }).waitFor();
    expect(await page.getByText(say('palette.new_assistant')).count()).toBe(0);
    expect(await page.getByText(say('palette.new_collection')).count()).toBe(0);
  });

  it('closes with Escape and gives the focus back', async () => {
    const page = await studio.open('/assistants');
    const link = page.getByRole('link', { name: 'Colleague handbook' });
    await link.focus();
    await press(page, 'Control+k');
    await page.getByRole('combobox').waitFor();
    await press(page, 'Escape');
    await page.getByRole('combobox').waitFor({ state: 'detached' });
    await expect.poll(() => link.evaluate((element) => element === document.activeElement)).toBe(true);
  });
});

describe.skipIf(!demo)('the keyboard', () => {
  const studio = useStudio();

  it('goes from room to room with two keys, and shows what it can do', async () => {
    const page = await studio.open('/assistants');
    await page.getByRole('link', { name: 'Colleague handbook' }).waitFor();
    await press(page, 'g', 'k');
    await page.waitForURL(/\/knowledge$/);
    await press(page, 'g', 'a');
    await page.waitForURL(/\/assistants$/);
    await press(page, '?');
    await page.getByRole('dialog', { name: say('shell.shortcuts') }).waitFor();
    await press(page, 'Escape');
  });

  it('walks through a list and opens a row', async () => {
    const page = await studio.open('/assistants');
    const link = page.getByRole('link', { name: 'Colleague handbook' });
    await link.waitFor();
    await press(page, '/');
    await page.keyboard.type('colleague');
    await page.waitForURL(/search=colleague/);
    await press(page, 'Escape', 'j');
    await expect.poll(() => link.evaluate((element) => element === document.activeElement)).toBe(true);
    await press(page, 'Enter');
    await page.waitForURL(/\/assistants\/handbook$/);
  });

  it('jumps over the rail to the content', async () => {
    const page = await studio.open('/assistants');
    await page.getByRole('link', { name: 'Colleague handbook' }).waitFor();
    await press(page, 'Tab');
    await page.getByRole('link', { name: say('shell.skip') }).waitFor();
    await press(page, 'Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('main');
  });
});
