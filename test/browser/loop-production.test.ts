import { beforeAll, describe, expect, it } from 'vitest';
import { call, demo, useStudio, words } from './support/studio.ts';
import { openWorkshop } from './support/workshop.ts';

const say = words();
const PATIENCE_MS = 300_000;

describe.skipIf(!demo)('from production back into the data set', () => {
  const studio = useStudio();
  let shop: Awaited<ReturnType<typeof openWorkshop>>;
  beforeAll(async () => {
    shop = await openWorkshop();
  }, PATIENCE_MS);

  const examples = async () =>
    (
      await call<{ data: { item: { question: string; answer: string | null }; source: string }[] }>(
        'GET',
        `/api/datasets/${shop.slug}/examples`,
      )
    ).data;

  it('a thumb down becomes an example once somebody says what would be right', async () => {
    const page = await studio.open(`/assistants/${shop.slug}`, { allow: [/status of 409/] });
    const question = 'Which night counter closes last on a Tuesday?';
    await page.getByLabel(say('chat.question'), { exact: true }).fill(question);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: say('chat.did_not_help') }).click();
    await page.getByRole('button', { name: say('chat.did_not_help'), pressed: true }).waitFor();

    await page.goto('/');
    await page.getByRole('link', { name: say('home.need_proposals', { app: shop.name, count: 1 }) }).click();
    await page.waitForURL(`**/datasets/${shop.slug}?beside=production`);
    const queue = page.getByRole('list', { name: say('datasets.production') });
    const card = queue.getByRole('listitem').filter({ hasText: question });
    await card.getByText(say('datasets.reason_thumb_down')).waitFor();
    await card.getByText(say('datasets.consent_given')).waitFor();
    // Nothing says yet what would be right: the key opens the form instead, and what is typed there outlives a refusal.
    await page.keyboard.press('a');
    const form = queue.getByRole('listitem').filter({ hasText: say('datasets.reason_thumb_down') });
    const typed = form.getByLabel(say('datasets.question'), { exact: true });
    const answer = form.getByLabel(say('datasets.answer'), { exact: true });
    const accept = form.getByRole('button', { name: say('datasets.accept'), exact: true });
    await typed.fill(shop.examples[2]?.question ?? '');
    await answer.fill('The one in Aldbury.');
    await accept.click();
    await form.getByRole('alert').waitFor();
    expect(await answer.inputValue()).toBe('The one in Aldbury.');
    await typed.fill(question);
    await accept.click();
    await page.getByText(say('datasets.accepted', { dataset: shop.slug })).waitFor();
    await form.waitFor({ state: 'detached' });
    expect((await examples()).at(-1)).toMatchObject({
      item: { question, answer: 'The one in Aldbury.' },
      source: 'run',
    });
    await page.getByRole('gridcell', { name: question }).waitFor();
  });

  it('says what was redacted and what is there already; a person corrects or rejects it', async () => {
    const run = async (content: string, feedback: object) => {
      const { sevenfold } = await call<{ sevenfold: { run_id: string } }>('POST', '/v1/chat/completions', {
        model: `app/${shop.slug}`,
        messages: [{ role: 'user', content }],
      });
      await call('PUT', `/api/runs/${sevenfold.run_id}/feedback`, feedback);
    };
    const known = shop.examples[3]?.question ?? '';
    await run(known, { thumb: 'down' });
    await run('My mail is olga@customer.example: is the Oakham counter open at night?', {
      thumb: 'down',
      correction: 'Yes, until it closes.',
    });
    const page = await studio.open(`/datasets/${shop.slug}?beside=production`);
    const queue = page.getByRole('list', { name: say('datasets.production') });
    const twin = queue.getByRole('listitem').filter({ hasText: known });
    await twin.getByText(say('datasets.duplicate_of', { question: known })).waitFor();
    const corrected = queue.getByRole('listitem').filter({ hasText: say('datasets.reason_correction') });
    await corrected.getByText(say('datasets.redactions', { count: 1 })).waitFor();
    expect(await corrected.textContent()).not.toContain('olga@');

    await twin.getByRole('button', { name: say('datasets.reject') }).click();
    await page.getByText(say('datasets.rejected')).waitFor();
    // The one that is left is the current one.
    await page.keyboard.press('e');
    const answer = corrected.getByLabel(say('datasets.answer'), { exact: true });
    await answer.fill('Yes, until 18:24.');
    await corrected.getByRole('button', { name: say('datasets.accept'), exact: true }).click();
    await page.getByText(say('datasets.accepted', { dataset: shop.slug })).waitFor();
    await page.getByText(say('datasets.nothing_proposed')).waitFor();
    expect((await examples()).at(-1)).toMatchObject({
      item: { answer: 'Yes, until 18:24.' },
      source: 'correction',
    });
  });
});
