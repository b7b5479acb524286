import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startUpstream, type Upstream } from '../harness/upstream.ts';
import { serving } from './support/assistants.ts';
import { call, demo, useStudio, words } from './support/studio.ts';

const say = words();
const QUESTION = 'How long does a customer have to return a petrol mower?';

async function ask(page: Page, question: string) {
  await page.getByLabel(say('chat.question'), { exact: true }).fill(question);
  await page.keyboard.press('Enter');
}

/** The run of the last answer, as the server has it. */
async function runOf(page: Page) {
  const link = page.getByRole('link', { name: say('chat.run'), exact: true }).last();
  const id = new URLSearchParams((await link.getAttribute('href'))?.split('?')[1]).get('run');
  return call<{ feedback: { thumb: string | null; correction: string | null }[] }>('GET', `/api/runs/${id}`);
}

describe.skipIf(!demo)('asking an assistant', () => {
  const studio = useStudio();

  it('answers from the documents, and a citation opens the passage at the sentence', async () => {
    const page = await studio.open('/assistants/handbook');
    await ask(page, QUESTION);
    const answer = page.getByRole('article');
    await answer
      .getByText(/30 days/)
      .first()
      .waitFor();
    await answer
      .getByRole('button', { name: /^Open source 1/ })
      .first()
      .click();
    const mark = page.getByRole('complementary').locator('mark');
    await mark.waitFor();
    expect(await mark.textContent()).toBe(
      'Tools with petrol engines can be returned within 30 days of delivery or collection.',
    );
    // In view means in view: the passage stands deep in its document.
    const inView = () =>
      mark.evaluate((element) => {
        const { top, bottom } = element.getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight;
      });
    await expect.poll(inView).toBe(true);
    await page.keyboard.press('Escape');
    await mark.waitFor({ state: 'detached' });
  });

  it('says that it does not know, and why', async () => {
    const page = await studio.open('/assistants/handbook');
    await ask(page, 'Who won the chess world championship in 1972?');
    await page.getByText(say('chat.not_answered')).waitFor();
    await page
      .getByText(say('chat.why_not_supported'))
      .or(page.getByText(say('chat.why_no_passages')))
      .waitFor();
    expect(await page.getByRole('list', { name: say('chat.sources') }).count()).toBe(0);
  });

  it('takes a thumb and a correction, and takes them back', async () => {
    const page = await studio.open('/assistants/handbook');
    await ask(page, QUESTION);
    const helped = page.getByRole('button', { name: say('chat.helped') });
    await helped.click();
    await page.getByRole('button', { name: say('chat.helped'), pressed: true }).waitFor();
    expect((await runOf(page)).feedback).toMatchObject([{ thumb: 'up', correction: null }]);
    await helped.click();
    await page.getByRole('button', { name: say('chat.helped'), pressed: false }).waitFor();

    await page.getByRole('button', { name: say('chat.correct') }).click();
    const box = page.getByLabel(say('chat.should_have_said'));
    expect(await box.inputValue()).toContain('30 days');
    await box.fill('30 days, and only if it was never run.');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('common.save') })
      .click();
    await page.getByText(say('chat.corrected')).waitFor();
    expect((await runOf(page)).feedback).toMatchObject([
      { thumb: 'down', correction: '30 days, and only if it was never run.' },
    ]);
  });

  it('keeps the conversation and what was being typed while one looks elsewhere', async () => {
    const page = await studio.open('/assistants/handbook');
    await ask(page, QUESTION);
    await page.getByRole('link', { name: say('chat.run'), exact: true }).waitFor();
    await page.getByLabel(say('chat.question'), { exact: true }).fill('and in');
    await page.getByRole('link', { name: say('assistants.tab_versions') }).click();
    await page.getByText(say('versions.serving'), { exact: true }).waitFor();
    await page.getByRole('link', { name: say('assistants.tab_ask') }).click();
    expect(await page.getByLabel(say('chat.question'), { exact: true }).inputValue()).toBe('and in');
    await expect.poll(() => page.getByRole('article').count()).toBe(1);
    await page.reload();
    await page
      .getByRole('article')
      .getByText(/30 days/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: say('chat.new') }).click();
    await expect.poll(() => page.getByRole('article').count()).toBe(0);
  });

  it('leaves a line break to Shift and Enter', async () => {
    const page = await studio.open('/assistants/handbook');
    const box = page.getByLabel(say('chat.question'), { exact: true });
    await box.fill('one');
    await box.press('Shift+Enter');
    await box.pressSequentially('two');
    expect(await box.inputValue()).toBe('one\ntwo');
    expect(await page.getByRole('article').count()).toBe(0);
  });
});

describe.skipIf(!demo)('an answer that is still being written', () => {
  const studio = useStudio();
  let upstream: Upstream;
  let provider: { id: string };

  beforeAll(async () => {
    upstream = await startUpstream();
    provider = await call('POST', '/api/providers', {
      slug: 'slow',
      baseUrl: upstream.url,
      apiKey: 'sk-slow',
    });
    await serving({ slug: 'slow', model: 'slow/scripted-1', citations: 'off' });
  });
  afterAll(async () => {
    await call('DELETE', '/api/apps/slow');
    await call('DELETE', `/api/providers/${provider.id}`);
    await upstream.close();
  });

  it('is shown as it comes, and can be stopped', async () => {
    // The house's policy looks at whole sentences before they are shown.
    upstream.reply = () => ({ stall: 'The first half of a long answer. The second' });
    const page = await studio.open('/assistants/slow');
    await ask(page, 'A long story, please.');
    await page.getByRole('article').getByText('The first half of a long answer').waitFor();
    await page.getByRole('button', { name: say('chat.stop') }).click();
    await page.getByText(say('chat.stopped')).waitFor();
    await page.getByRole('article').getByText('The first half of a long answer').waitFor();
    upstream.say('The whole answer.');
    await page.getByRole('button', { name: say('chat.ask_again') }).click();
    await page.getByRole('article').getByText('The whole answer.').waitFor();
    expect(await page.getByRole('article').count()).toBe(1);
  });

  it('goes on being written while one looks elsewhere', async () => {
    let finish = () => {};
    const gate = new Promise<void>((resolve) => {
      finish = resolve;
    });
    upstream.say('Written behind your back.');
    const page = await studio.open('/assistants/slow');
    await page.route('**/ask', async (route) => {
      await gate;
      await route.continue();
    });
    await ask(page, 'Take your time.');
    await page.getByText(say('chat.looking')).waitFor();
    await page.getByRole('link', { name: say('shell.knowledge') }).click();
    finish();
    await page.getByRole('link', { name: 'Handbook', exact: true }).waitFor();
    await page
      .getByRole('link', { name: say('shell.assistants') })
      .first()
      .click();
    await page.getByRole('link', { name: 'slow' }).click();
    await page.getByRole('article').getByText('Written behind your back.').waitFor();
  });

  it('says what went wrong and tries again', async () => {
    upstream.reply = () => ({ status: 500, body: { error: { message: 'out of steam' } } });
    const page = await studio.open('/assistants/slow');
    await ask(page, 'Are you well?');
    const alert = page.getByRole('alert');
    await alert.getByText(/The provider “slow” answered 500/).waitFor();
    upstream.say('Better now.');
    await alert.getByRole('button', { name: say('common.try_again') }).click();
    await page.getByRole('article').getByText('Better now.').waitFor();
    await expect.poll(() => page.getByRole('alert').count()).toBe(0);
  });
});
