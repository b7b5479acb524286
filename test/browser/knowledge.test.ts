import type { APIResponse, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { NOT_SIGNED_IN, newcomer, signInByHand } from './support/people.ts';
import { call, demo, useStudio, words } from './support/studio.ts';

const say = words();
const BUILDER = 'handbook.editor@oakhaven.example';
const MEMBER = 'store.adviser@oakhaven.example';

const TERMS = `# Supply terms

## Delivery

Suppliers deliver within 14 days of the order. Late deliveries cost two per cent a week.

## Payment

Invoices for timber are paid within 30 days of their arrival.
`;

type Files = { name: string; mimeType: string; buffer: Buffer }[];
const text = (name: string, content: string): Files[number] => ({
  name,
  mimeType: 'text/markdown',
  buffer: Buffer.from(content),
});

async function create(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: say('knowledge.create') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(say('common.name'), { exact: true }).fill(name);
  await dialog.getByRole('button', { name: say('knowledge.create_submit') }).click();
  await page.getByRole('heading', { name, level: 1 }).waitFor();
}

const choose = (page: Page, files: Files) =>
  page.locator('input[data-upload=files]').first().setInputFiles(files);
const ended = (page: Page) => page.getByRole('status').filter({ hasText: /\./ });
const collectionOf = (page: Page) => new URL(page.url()).pathname.split('/')[2] ?? '';
const remove = (page: Page) => call('DELETE', `/api/collections/${collectionOf(page)}`);

describe.skipIf(!demo)('knowledge', () => {
  const studio = useStudio();

  it('takes files, says which cannot be read and why, and finds what the others say', async () => {
    const page = await studio.open('/knowledge', { as: BUILDER });
    await create(page, 'Supplier terms');
    await choose(page, [
      text('terms-2026.md', TERMS),
      text('empty.md', ''),
      { name: 'plan.psd', mimeType: 'image/psd', buffer: Buffer.from([0, 1, 2, 3]) },
    ]);
    await page.getByText(say('knowledge.ended_ready', { count: 1 })).waitFor();
    await page.getByText(say('knowledge.ended_failed', { count: 2 })).waitFor();

    const table = page.getByRole('table');
    await table.getByText('The file holds no text.').waitFor();
    await page.getByRole('link', { name: say('knowledge.show_failed') }).click();
    await page.waitForURL(/status=failed/);
    await expect.poll(() => table.getByText('terms-2026.md').count()).toBe(0);
    await table.getByRole('link', { name: 'plan.psd' }).click();
    const panel = page.getByRole('complementary');
    await panel.getByText('Use Markdown, text, HTML').waitFor();
    await panel.getByRole('button', { name: say('knowledge.retry') }).waitFor();

    await page.getByRole('link', { name: say('knowledge.find'), exact: true }).click();
    const box = page.getByRole('searchbox', { name: say('knowledge.find_in', { name: 'Supplier terms' }) });
    await box.fill('when is the timber invoice paid');
    const hits = page.getByRole('list', { name: say('knowledge.hits_label') });
    const first = hits.getByRole('listitem').first();
    await first.locator('mark', { hasText: 'timber' }).waitFor();
    expect(await first.textContent()).toContain('Payment');
    expect(Number(/\d\.\d\d/.exec((await first.textContent()) ?? '')?.[0])).toBe(1);
    await first.getByRole('link').click();
    const passage = panel.locator('li[aria-current=true]');
    await passage.getByText('Invoices for timber').waitFor();
    expect(await passage.textContent()).toContain('Supply terms › Payment');

    const saving = page.waitForEvent('download');
    await panel.getByRole('button', { name: say('knowledge.download') }).click();
    const saved = await saving;
    expect(saved.suggestedFilename()).toBe('terms-2026.md');
    await remove(page);
  });

  it('takes what is dropped on it, also a zip archive', async () => {
    const page = await studio.open('/knowledge', { as: BUILDER });
    await create(page, 'Dropped papers');
    await page.getByText(say('knowledge.no_documents'), { exact: true }).waitFor();
    // A stored zip with two files, as any archiver writes it.
    const data = await page.evaluateHandle(
      (zip) => {
        const transfer = new DataTransfer();
        const bytes = Uint8Array.from(atob(zip), (c) => c.charCodeAt(0));
        transfer.items.add(new File([bytes], 'papers.zip', { type: 'application/zip' }));
        transfer.items.add(new File(['# Loose\n\nA loose page about varnish.'], 'loose.md'));
        return transfer;
      },
      await zipped(),
    );
    const zone = page.getByText(say('knowledge.no_documents'), { exact: true });
    await zone.dispatchEvent('dragenter', { dataTransfer: data });
    await page.getByText(say('knowledge.drop_here', { name: 'Dropped papers' })).waitFor();
    await zone.dispatchEvent('drop', { dataTransfer: data });
    await page.getByText(say('knowledge.ended_ready', { count: 3 })).waitFor();
    const names = page.getByRole('table').getByRole('link');
    await names.filter({ hasText: 'one.md' }).waitFor();
    await names.filter({ hasText: 'loose.md' }).waitFor();
    await remove(page);
  });

  it('lists what has been read though reading ended before the page looked', async () => {
    const page = await studio.open('/knowledge', { as: BUILDER });
    await create(page, 'Read at once');
    await page.getByText(say('knowledge.no_documents'), { exact: true }).waitFor();
    await page.route('**/api/collections/*/ingestions', async (route) => {
      const whenEnded = async (): Promise<APIResponse> => {
        const answer = await route.fetch();
        const { data } = (await answer.json()) as { data: { status: string }[] };
        return data.some(({ status }) => ['open', 'running'].includes(status)) ? whenEnded() : answer;
      };
      await route.fulfill({ response: await whenEnded() });
    });
    await choose(page, [
      { name: 'papers.zip', mimeType: 'application/zip', buffer: Buffer.from(await zipped(), 'base64') },
    ]);
    await page.getByText(say('knowledge.ended_ready', { count: 2 })).waitFor();
    await page.getByRole('table').getByRole('link').filter({ hasText: 'one.md' }).waitFor();
    await remove(page);
  });

  it('reads on when the tab is closed, stops on request, and reads again what was stopped', async () => {
    const page = await studio.open('/knowledge', { as: BUILDER });
    await create(page, 'Many papers');
    // Long enough that a quick machine is still reading when the next page has opened.
    const many = Array.from({ length: 85 }, (_, i) => text(`paper-${i}.md`, longPaper(i)));
    await choose(page, many);
    await page.getByText(say('knowledge.reading_hint')).waitFor();
    const { pathname } = new URL(page.url());
    await page.close();

    const again = await studio.open(pathname, { as: BUILDER });
    await again.getByText(say('knowledge.reading_hint')).waitFor();
    await cancelOn(again);
    await again.getByText('were cancelled').waitFor();
    await again
      .getByRole('button', { name: say('knowledge.state') })
      .first()
      .click();
    await again.getByRole('menuitemradio', { name: say('knowledge.state_cancelled') }).click();
    await again.waitForURL(/status=cancelled/);
    await again.getByRole('table').getByRole('link').first().click();
    const panel = again.getByRole('complementary');
    await panel.getByText(say('knowledge.note_cancelled')).waitFor();
    await panel.getByRole('button', { name: say('knowledge.retry') }).click();
    await panel.getByText('Suppliers deliver within 14 days').waitFor();
    await remove(again);
  });

  it('lets only those read who may, and tells the others how it is', async () => {
    const member = await newcomer('member');
    const page = await studio.open('/knowledge');
    await create(page, 'Open papers');
    const { pathname } = new URL(page.url());
    await choose(page, [text('open.md', TERMS)]);
    await page.getByText(say('knowledge.ended_ready', { count: 1 })).waitFor();

    const other = await studio.open('/knowledge', { as: null, allow: NOT_SIGNED_IN });
    await signInByHand(other, member);
    await other.getByRole('link', { name: 'Open papers' }).click();
    await other.getByRole('link', { name: 'open.md' }).waitFor();
    expect(await other.getByRole('button', { name: say('knowledge.upload') }).count()).toBe(0);
    expect(await other.getByRole('button', { name: say('common.more') }).count()).toBe(0);

    await page.getByRole('button', { name: say('common.more') }).click();
    await page.getByRole('menuitem', { name: say('knowledge.readers_change') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(say('knowledge.only_groups')).check();
    await dialog.getByLabel('Credit risk', { exact: true }).check();
    await dialog.getByText(say('knowledge.not_yourself')).waitFor();
    await dialog.getByRole('button', { name: say('common.save') }).click();
    await page.getByText(say('knowledge.readers_saved')).waitFor();

    await other.goto('/knowledge');
    await other.getByRole('link', { name: 'Handbook' }).waitFor();
    expect(await other.getByRole('link', { name: 'Open papers' }).count()).toBe(0);
    // An owner still manages it, and is told why it cannot be searched.
    await page.getByRole('link', { name: say('knowledge.find'), exact: true }).click();
    await page.getByRole('heading', { name: say('knowledge.not_for_you') }).waitFor();
    expect(await page.getByRole('searchbox').count()).toBe(0);

    await page.goto(pathname);
    await page.getByRole('button', { name: say('common.more') }).click();
    await page.getByRole('menuitem', { name: say('knowledge.delete') }).click();
    await dialog.getByText('One document with 2 passages').waitFor();
    await dialog.getByRole('button', { name: say('knowledge.delete') }).click();
    await page.getByText(say('knowledge.deleted', { name: 'Open papers' })).waitFor();
    await page.waitForURL(/\/knowledge$/);
    await page.getByRole('link', { name: 'Handbook' }).waitFor();
    await expect.poll(() => page.getByRole('link', { name: 'Open papers' }).count()).toBe(0);
  });

  it('sorts and filters a long list on the server, and keeps that in the address', async () => {
    const page = await studio.open('/knowledge', { as: MEMBER });
    await page.getByRole('link', { name: 'Handbook' }).click();
    const names = () => page.getByRole('table').getByRole('link').allInnerTexts();
    await expect.poll(async () => (await names()).length).toBeGreaterThan(20);
    await page.getByRole('button', { name: say('common.name') }).click();
    await page.waitForURL(/order=name/);
    await expect.poll(async () => (await names())[0]).toMatch(/^archive\//);
    await page.getByRole('searchbox').fill('returns');
    await page.waitForURL(/search=returns/);
    await expect.poll(async () => (await names()).every((name) => /return/i.test(name))).toBe(true);
    await page.reload();
    await expect.poll(async () => (await names()).every((name) => /return/i.test(name))).toBe(true);
    expect(await page.getByRole('searchbox').inputValue()).toBe('returns');
    await page
      .getByRole('button', { name: say('knowledge.state') })
      .first()
      .click();
    await page.getByRole('menuitemradio', { name: say('knowledge.state_superseded') }).click();
    await expect.poll(async () => (await names()).every((name) => /^archive\//.test(name))).toBe(true);
    expect((await names()).length).toBeGreaterThan(0);
  });
});

function longPaper(number: number): string {
  const parts = Array.from(
    { length: 40 },
    (_, i) => `## Part ${i}\n\nPaper ${number}, part ${i} of its terms.`,
  );
  return `# Paper ${number}\n\n${TERMS}\n\n${parts.join('\n\n')}\n`;
}

async function cancelOn(page: Page): Promise<void> {
  await page.getByRole('button', { name: say('common.cancel') }).click();
  await ended(page).waitFor();
}

async function zipped(): Promise<string> {
  const { strToU8, zipSync } = await import('fflate');
  const bytes = zipSync({
    'one.md': strToU8('# One\n\nThe first page about paint.'),
    'folder/two.md': strToU8('# Two\n\nThe second page about glue.'),
  });
  return Buffer.from(bytes).toString('base64');
}
