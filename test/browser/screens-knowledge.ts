import type { Page } from 'playwright-core';
import type { Say, Screen } from './support/screen.ts';

async function open(page: Page, collection: string) {
  await page.getByRole('link', { name: collection, exact: true }).click();
  await page.getByRole('heading', { name: collection, level: 1 }).waitFor();
}

async function fromMenu(page: Page, say: Say, item: string) {
  // On a phone the bar of rooms has a button of this name too.
  await page
    .getByRole('main')
    .getByRole('button', { name: say('common.more') })
    .click();
  await page.getByRole('menuitem', { name: say(item) }).click();
  await page.getByRole('dialog').waitFor();
}

export const KNOWLEDGE_SCREENS: Screen[] = [
  {
    name: 'knowledge',
    path: '/knowledge',
    ready: (page) => page.getByRole('link', { name: 'Handbook', exact: true }).waitFor(),
  },
  {
    name: 'knowledge-new',
    path: '/knowledge',
    async ready(page, say) {
      await page.getByRole('button', { name: say('knowledge.create') }).click();
      await page.getByRole('dialog').getByLabel(say('knowledge.only_groups')).check();
      await page.getByLabel('Credit risk', { exact: true }).waitFor();
    },
  },
  {
    name: 'documents',
    path: '/knowledge',
    async ready(page) {
      await open(page, 'Handbook');
      await page.getByRole('link', { name: 'archive/returns-2023.md' }).waitFor();
    },
  },
  {
    name: 'documents-no-match',
    path: '/knowledge',
    async ready(page, say) {
      await open(page, 'Handbook');
      await page.getByRole('searchbox').fill('xyzzy');
      await page.getByText(say('common.no_match')).waitFor();
    },
  },
  {
    name: 'document',
    path: '/knowledge',
    async ready(page, say) {
      await open(page, 'Handbook');
      await page.getByRole('link', { name: 'archive/returns-2023.md' }).click();
      await page
        .getByRole('complementary')
        .getByRole('list', { name: say('knowledge.passages') })
        .waitFor();
    },
  },
  {
    name: 'knowledge-search',
    path: '/knowledge',
    async ready(page, say) {
      await open(page, 'Handbook');
      await page.getByRole('link', { name: say('knowledge.find'), exact: true }).click();
      // By its name: the page before has a search box too.
      const box = page.getByRole('searchbox', { name: say('knowledge.find_in', { name: 'Handbook' }) });
      await box.fill('How long to return a petrol mower');
      await page.getByRole('list', { name: say('knowledge.hits_label') }).waitFor();
    },
  },
  {
    name: 'knowledge-not-for-you',
    path: '/knowledge',
    async ready(page, say) {
      await open(page, 'Credit risk');
      await page.getByRole('link', { name: say('knowledge.find'), exact: true }).click();
      await page.getByRole('heading', { name: say('knowledge.not_for_you') }).waitFor();
    },
  },
  {
    name: 'knowledge-readers',
    path: '/knowledge',
    async ready(page, say) {
      await open(page, 'Credit risk');
      await fromMenu(page, say, 'knowledge.readers_change');
      await page.getByText(say('knowledge.not_yourself')).waitFor();
    },
  },
  {
    name: 'knowledge-delete',
    path: '/knowledge',
    async ready(page, say) {
      await open(page, 'Handbook');
      await fromMenu(page, say, 'knowledge.delete');
    },
  },
];
