import { ask } from './support/ask.ts';
import { groupNamed } from './support/people.ts';
import type { Say, Screen } from './support/screen.ts';
import { call } from './support/studio.ts';

const QUESTION = 'How long does a customer have to return a petrol mower?';
const section = (say: Say) => ({ name: say('runs.timings') });

export const RUN_SCREENS: Screen[] = [
  {
    name: 'runs',
    path: '/',
    async ready(page) {
      await ask(QUESTION);
      await page.goto('/runs');
      await page.getByRole('link', { name: QUESTION }).first().waitFor();
    },
  },
  {
    name: 'runs-no-match',
    path: '/runs?search=xyzzy&status=failed&since=7d',
    ready: (page, say) => page.getByText(say('common.no_match')).waitFor(),
  },
  {
    name: 'run',
    path: '/',
    async ready(page, say) {
      await page.goto(`/runs?run=${await ask(QUESTION)}`);
      await page.getByRole('heading', section(say)).waitFor();
      await page.getByRole('complementary').getByRole('button', { expanded: false }).first().click();
    },
  },
  {
    name: 'run-with-feedback',
    path: '/',
    async ready(page, say) {
      const id = await ask('Who won the chess world championship in 1972?');
      const correction = 'That is not a question for the handbook.';
      await call('PUT', `/api/runs/${id}/feedback`, { thumb: 'down', correction });
      await page.goto(`/runs?run=${id}`);
      await page.getByText(correction).scrollIntoViewIfNeeded();
      await page.getByText(say('chat.not_answered')).waitFor();
    },
  },
  {
    name: 'run-json',
    path: '/',
    async ready(page) {
      await page.goto(`/runs?run=${await ask(QUESTION)}&view=json`);
      await page.locator('pre').waitFor();
    },
  },
  {
    name: 'run-withheld',
    path: '/',
    async ready(page, say) {
      const { key } = await call<{ key: string }>('POST', '/api/keys', {
        name: 'Scorecard reader',
        role: 'builder',
        groupIds: [await groupNamed('Credit risk')],
        expiresInDays: 1,
      });
      await page.goto(`/runs?run=${await ask('What is the minimum score for a card limit?', key)}`);
      await page.getByText(say('runs.withheld_why')).waitFor();
    },
  },
];
