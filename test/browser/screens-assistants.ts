import type { Page } from 'playwright-core';
import type { Say, Screen } from './support/screen.ts';

const QUESTION = 'How long does a customer have to return a petrol mower?';
/** Nobody knows yet who one is; the studio asks, and the browser notes the refusal. */
const NOT_SIGNED_IN = [/status of 401/];

async function ask(page: Page, say: Say, question: string) {
  await page.getByLabel(say('chat.question'), { exact: true }).fill(question);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: say('chat.run'), exact: true }).waitFor();
}

export const ASSISTANT_SCREENS: Screen[] = [
  {
    name: 'sign-in',
    path: '/sign-in',
    as: null,
    ready: (page, say) => page.getByRole('button', { name: say('door.sign_in') }).waitFor(),
  },
  {
    name: 'sign-in-refused',
    path: '/sign-in',
    as: null,
    allow: NOT_SIGNED_IN,
    async ready(page, say) {
      await page.getByLabel(say('door.email')).fill('nobody@oakhaven.example');
      await page.getByLabel(say('door.password')).fill('not the password');
      await page.getByRole('button', { name: say('door.sign_in') }).click();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'invitation',
    path: '/invite#a-token',
    as: null,
    ready: (page, say) => page.getByRole('button', { name: say('door.join_submit') }).waitFor(),
  },
  {
    name: 'assistants',
    path: '/assistants',
    ready: (page) => page.getByRole('link', { name: 'Colleague handbook' }).waitFor(),
  },
  {
    name: 'assistants-no-match',
    path: '/assistants?search=xyzzy',
    ready: (page, say) => page.getByText(say('common.no_match')).waitFor(),
  },
  {
    name: 'ask',
    path: '/assistants/handbook',
    ready: (page, say) => page.getByRole('list', { name: say('chat.starters') }).waitFor(),
  },
  {
    name: 'ask-as-auditor',
    path: '/assistants/handbook',
    as: 'audit@oakhaven.example',
    ready: (page, say) => page.getByRole('heading', { name: say('assistants.auditor_title') }).waitFor(),
  },
  {
    name: 'answer',
    path: '/assistants/handbook',
    async ready(page, say) {
      await ask(page, say, QUESTION);
      await page
        .getByRole('list', { name: say('chat.sources') })
        .getByRole('button')
        .first()
        .waitFor();
    },
  },
  {
    name: 'citation',
    path: '/assistants/handbook',
    async ready(page, say) {
      await ask(page, say, QUESTION);
      await page
        .getByRole('list', { name: say('chat.sources') })
        .getByRole('button')
        .first()
        .click();
      await page.getByRole('complementary').locator('mark').waitFor();
    },
  },
  {
    name: 'abstention',
    path: '/assistants/handbook',
    async ready(page, say) {
      await ask(page, say, 'Who won the chess world championship in 1972?');
      await page.getByText(say('chat.not_answered')).waitFor();
    },
  },
  {
    name: 'correction',
    path: '/assistants/handbook',
    async ready(page, say) {
      await ask(page, say, QUESTION);
      await page.getByRole('button', { name: say('chat.correct') }).click();
      await page.getByRole('dialog').getByLabel(say('chat.should_have_said')).waitFor();
    },
  },
  {
    name: 'editor',
    path: '/assistants/handbook/edit',
    ready: (page, say) => page.getByLabel(say('editor.instructions'), { exact: true }).waitFor(),
  },
  {
    name: 'editor-yaml',
    path: '/assistants/handbook/edit',
    async ready(page, say) {
      await page.getByRole('tab', { name: say('editor.yaml') }).click();
      const text = page.getByRole('textbox', { name: say('editor.yaml') });
      await text.fill((await text.inputValue()).replace('passages: 6', 'passages: 60'));
      await page.getByRole('listitem').filter({ hasText: 'limits.passages' }).waitFor();
    },
  },
  {
    name: 'new-assistant',
    path: '/assistants/new',
    async ready(page, say) {
      await page.getByLabel(say('editor.name'), { exact: true }).fill('A');
      await page.getByLabel(say('editor.name'), { exact: true }).fill('');
      await page.getByText(say('problems.required')).first().waitFor();
    },
  },
  {
    name: 'versions',
    path: '/assistants/handbook/versions',
    ready: (page, say) => page.getByText(say('versions.serving'), { exact: true }).waitFor(),
  },
  {
    name: 'palette',
    path: '/assistants',
    async ready(page) {
      await page.getByRole('link', { name: 'Colleague handbook' }).waitFor();
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').fill('ha');
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'shortcuts',
    path: '/assistants',
    async ready(page, say) {
      await page.getByRole('link', { name: 'Colleague handbook' }).waitFor();
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: say('shell.shortcuts') }).waitFor();
    },
  },
  {
    name: 'missing',
    path: '/nowhere',
    ready: (page, say) => page.getByRole('heading', { name: say('shell.missing') }).waitFor(),
  },
];
