import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { call, demo, useStudio, words } from './support/studio.ts';
import { measure, openWorkshop, worse } from './support/workshop.ts';

const say = words();
const PATIENCE_MS = 300_000;
const BUILDER = 'handbook.editor@oakhaven.example';
const REASON = 'The old documents are wrong; counters open later from today on.';

const serving = async (slug: string) =>
  (await call<{ servingVersion: number | null }>('GET', `/api/apps/${slug}`)).servingVersion;
const card = (page: Page, stage: string) =>
  page.getByRole('article', { name: say(`releases.stage_${stage}`), exact: true });

describe.skipIf(!demo)('releases', () => {
  const studio = useStudio();
  let shop: Awaited<ReturnType<typeof openWorkshop>>;
  let number: number;
  let blocked: Awaited<ReturnType<typeof measure>>;
  beforeAll(async () => {
    shop = await openWorkshop();
    number = await worse(shop);
  }, PATIENCE_MS);

  it('say that a version which nobody measured is not proven, and lead to its eval', async () => {
    const page = await studio.open(`/releases/${shop.slug}`);
    await card(page, 'production').getByText('Version 1', { exact: true }).waitFor();
    await page.getByRole('button', { name: say('releases.release') }).click();
    await page.waitForURL(new RegExp(`release=${number}`));
    const note = page.getByRole('dialog').getByRole('status');
    await note.getByText(say('releases.ready_inconclusive', { number })).waitFor();
    await note.getByRole('link', { name: say('releases.measure', { eval: shop.slug }) }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByLabel(say('evals.which_version')).inputValue()).toBe(String(number));
  });

  it(
    'stop a worse version with the reason, and let no builder past it',
    async () => {
      blocked = await measure(shop.slug, number);
      const sentence = blocked.verdict?.sentence.en ?? '';
      expect(blocked.verdict?.result).toBe('block');
      const page = await studio.open(`/releases/${shop.slug}?release=${number}`, { as: BUILDER });
      const dialog = page.getByRole('dialog');
      const note = dialog.getByRole('status');
      await note.getByText(say('releases.ready_block', { number })).waitFor();
      await note.getByText(sentence).waitFor();
      await dialog.getByText(say('releases.owners_only')).waitFor();
      const submit = dialog.getByRole('button', { name: say('releases.submit_override', { number }) });
      expect(await submit.isDisabled()).toBe(true);
      expect(await dialog.getByRole('checkbox').count()).toBe(0);

      // To try it out needs no proof.
      await dialog.getByRole('radio', { name: say('releases.stage_staging') }).check();
      await dialog.getByRole('button', { name: say('releases.submit', { number }) }).click();
      await card(page, 'staging').getByText(`Version ${number}`, { exact: true }).waitFor();
      expect(await serving(shop.slug)).toBe(1);
    },
    PATIENCE_MS,
  );

  it('let an owner release it all the same, with a reason that stays beside it', async () => {
    const page = await studio.open(`/releases/${shop.slug}?release=${number}`);
    const dialog = page.getByRole('dialog');
    const submit = dialog.getByRole('button', { name: say('releases.submit_override', { number }) });
    await dialog.getByRole('checkbox', { name: say('releases.override') }).check();
    await dialog.getByLabel(say('releases.override_reason')).fill('Because');
    expect(await submit.isDisabled()).toBe(true);
    await dialog.getByLabel(say('releases.override_reason')).fill(REASON);
    await submit.click();
    const production = card(page, 'production');
    await production.getByText(`Version ${number}`, { exact: true }).waitFor();
    await production.getByText(say('releases.overridden')).waitFor();
    await production.getByText(REASON).waitFor();
    expect(await serving(shop.slug)).toBe(number);

    await page.goto('/governance?action=release.override');
    await page
      .getByRole('link', { name: say('governance.act_release_override') })
      .first()
      .click();
    const panel = page.getByRole('complementary');
    await panel.getByText(`${shop.slug}@${number}`).waitFor();
    await panel.getByText(REASON, { exact: true }).waitFor();
  });

  it('roll back in one step with a reason, and keep the history', async () => {
    const page = await studio.open(`/releases/${shop.slug}`);
    await page.getByRole('button', { name: say('releases.roll_back'), exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(say('releases.roll_back_what', { from: number, to: 1 })).waitFor();
    await dialog.getByLabel(say('releases.reason')).fill('Callers complain about wrong closing times.');
    await dialog.getByRole('button', { name: say('releases.roll_back_submit', { number: 1 }) }).click();
    await card(page, 'production').getByText('Version 1', { exact: true }).waitFor();
    expect(await serving(shop.slug)).toBe(1);

    const history = page.getByRole('region', { name: say('releases.history') }).getByRole('listitem');
    expect(await history.count()).toBe(4);
    await history
      .filter({ hasText: say('releases.overridden') })
      .getByRole('link')
      .click();
    const panel = page.getByRole('complementary');
    await panel.getByText(REASON).waitFor();
    await panel.getByText(blocked.verdict?.sentence.en ?? '').waitFor();
  });

  it('serve a share of callers as a canary, and end when asked to', async () => {
    const page = await studio.open(`/releases/${shop.slug}?release=1`);
    const dialog = page.getByRole('dialog');
    await dialog.getByText(say('releases.ready_pass', { number: 1 })).waitFor();
    await dialog.getByRole('radio', { name: say('releases.stage_canary') }).check();
    await dialog.getByLabel(say('releases.share')).fill('80');
    await dialog.getByText(say('releases.share_wrong')).waitFor();
    await dialog.getByLabel(say('releases.share')).fill('25');
    await dialog.getByRole('button', { name: say('releases.submit', { number: 1 }) }).click();
    const canary = card(page, 'canary');
    await canary.getByText(say('releases.to_share', { share: 25 })).waitFor();
    await canary.getByRole('button', { name: say('releases.end') }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('releases.end') })
      .click();
    await canary.getByText(say('releases.empty_canary')).waitFor();
  });
});
