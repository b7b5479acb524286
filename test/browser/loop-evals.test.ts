import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { call, demo, useStudio, words } from './support/studio.ts';
import { measure, openWorkshop, worse } from './support/workshop.ts';

const say = words();
const PATIENCE_MS = 300_000;

const choose = (page: Page, label: string, option: string) =>
  page.getByRole('dialog').getByLabel(label).selectOption({ label: option });

/** The same questions, ten times each and one after the other, so that there is something to watch. */
async function slowEval({ slug }: { slug: string }): Promise<string> {
  const { definition } = await call<{ definition: object }>('GET', `/api/evals/${slug}`);
  const slow = { ...definition, slug: `${slug}-slow`, name: 'Slowly', repeats: 10, concurrency: 1 };
  await call('POST', '/api/apply', slow);
  return slow.slug;
}

describe.skipIf(!demo)('evals', () => {
  const studio = useStudio();
  let shop: Awaited<ReturnType<typeof openWorkshop>>;
  let slow: string;
  beforeAll(async () => {
    shop = await openWorkshop();
    slow = await slowEval(shop);
  }, PATIENCE_MS);

  it(
    'measure a version while one watches, and end with a sentence and its evidence',
    async () => {
      const page = await studio.open(`/evals/${slow}`);
      await page.getByText('Passes when: Right answers: at least 40%').waitFor();
      await page.getByRole('button', { name: say('evals.start') }).click();
      await choose(page, say('evals.which_version'), say('evals.version_serving', { number: 1 }));
      await page.getByRole('button', { name: say('evals.start_submit'), exact: true }).click();
      await page.waitForURL(/\/evals\/runs\/er_/);
      const id = new URL(page.url()).pathname.split('/').at(-1);
      await page.getByRole('progressbar').waitFor();
      await page.getByText(say('evals.goes_on')).waitFor();
      await page.getByText(/^\d+ of 200 answers$/).waitFor();

      const verdict = page.getByRole('region', { name: say('evals.verdict') });
      await verdict.waitFor({ timeout: PATIENCE_MS });
      const run = await call<{ verdict: { sentence: { en: string } } }>('GET', `/api/eval-runs/${id}`);
      expect(await verdict.textContent()).toContain(run.verdict.sentence.en);
      // The chart says in words what it shows.
      await page.getByRole('img', { name: /^\d+%, 95% interval \d+–\d+%, threshold 40%$/ }).waitFor();
      expect(await page.getByRole('heading', { name: say('evals.criteria') }).count()).toBe(1);
    },
    PATIENCE_MS,
  );

  it(
    'can be stopped, and say that there is no verdict then',
    async () => {
      const { id } = await call<{ id: string }>('POST', `/api/evals/${slow}/runs`, { version: 1 });
      const page = await studio.open(`/evals/runs/${id}`);
      await page.getByRole('button', { name: say('evals.cancel') }).click();
      await page.getByText(say('evals.cancelled_title')).waitFor();
      const { status } = await call<{ status: string }>('GET', `/api/eval-runs/${id}`);
      expect(status).toBe('cancelled');
    },
    PATIENCE_MS,
  );

  it(
    'show example by example where two versions differ, word by word',
    async () => {
      const blocked = await measure(shop.slug, await worse(shop));
      expect(blocked.verdict?.result).toBe('block');
      const page = await studio.open(`/evals/runs/${blocked.id}/examples`);
      const { counts } = await call<{ counts: Record<string, number> }>(
        'GET',
        `/api/eval-runs/${blocked.id}/results?limit=1`,
      );
      const lost = counts.lost ?? 0;
      expect(lost).toBeGreaterThan(10);
      const only = page.getByRole('button', { name: new RegExp(`^${say('evals.change_lost')}`) });
      await only.filter({ hasText: String(lost) }).waitFor();
      await only.click();
      await page.waitForURL(/change=lost/);
      const rows = page.getByRole('table', { name: say('evals.compare') }).getByRole('link');
      // The rows of before stay until those that were asked for are there.
      await expect.poll(() => rows.count()).toBe(lost);

      await page.getByRole('button', { name: say('evals.tag') }).click();
      await page.getByRole('menuitemradio', { name: 'odd' }).click();
      await page.waitForURL(/tag=odd/);
      await expect.poll(() => rows.filter({ hasText: 'Corwen' }).count()).toBe(0);
      await rows.filter({ hasText: 'Bexley' }).click();
      const panel = page.getByRole('complementary');
      const [before, after] = [
        panel.getByRole('article').filter({ hasText: 'Version 1' }),
        panel.getByRole('article').filter({ hasText: 'Version 2' }),
      ];
      await expect
        .poll(() => before.locator('del').allInnerTexts())
        .toEqual(expect.arrayContaining([expect.stringMatching(/Bexley|19:11|11/)]));
      expect(await after.textContent()).toMatch(new RegExp(`${say('evals.abstained')}|square metres`));
      await panel.getByText(say('evals.wanted')).first().waitFor();
      expect(await panel.getByRole('row', { name: /^correct/ }).textContent()).toMatch(/Passed.*Failed/);

      await page.keyboard.press('n');
      await panel.getByRole('heading', { name: /Durley|Fairlop|Henfield/ }).waitFor();
      await page.keyboard.press('Escape');
      await panel.waitFor({ state: 'detached' });
    },
    PATIENCE_MS,
  );

  it('are made in the studio with a gate in two numbers', async () => {
    const page = await studio.open('/evals');
    await page.getByRole('button', { name: say('evals.create') }).click();
    const dialog = page.getByRole('dialog');
    const slug = `${shop.slug}-second`;
    await dialog.getByLabel(say('common.name')).fill(slug);
    await choose(page, say('evals.app'), shop.name);
    await choose(page, say('evals.dataset'), `${shop.name} questions`);
    await dialog.getByLabel(say('evals.gate_at_least')).fill('75');
    await dialog.getByRole('button', { name: say('evals.create_submit') }).click();
    await page.waitForURL(`**/evals/${slug}`);
    await page.getByText('Right answers: at least 75%').first().waitFor();
    await page.getByRole('link', { name: say('evals.definition') }).click();
    await page.getByText('dataset: ').waitFor();
    await call('DELETE', `/api/evals/${slug}`);
  });

  it('are watched, not started, by auditors', async () => {
    const page = await studio.open(`/evals/${shop.slug}`, { as: 'audit@oakhaven.example' });
    await page.getByRole('table', { name: say('evals.runs') }).waitFor();
    expect(await page.getByRole('button', { name: say('evals.start') }).count()).toBe(0);
  });
});
