import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { call, demo, useStudio, words } from './support/studio.ts';

const say = words();

interface Audit {
  data: { seq: number; action: string; target: string }[];
}

describe.skipIf(!demo)('the audit log', () => {
  const studio = useStudio();

  it('is searched and filtered, and an entry tells all that was recorded', async () => {
    const page = await studio.open('/governance', { as: 'audit@oakhaven.example' });
    await page.getByRole('button', { name: say('governance.action') }).click();
    await page.getByRole('menuitemradio', { name: say('governance.act_release_serve') }).click();
    await page.getByLabel(say('governance.search')).fill('handbook@1');
    await page.waitForURL(/search=handbook%401/);
    const rows = page.getByRole('table', { name: say('governance.title') }).getByRole('link');
    // The entries of before stay until those that were asked for are there.
    await expect.poll(() => rows.allTextContents()).toEqual([say('governance.act_release_serve')]);
    await rows.first().click();
    const panel = page.getByRole('complementary');
    await panel.getByText('"stage": "production"').waitFor();
  });

  it('is verified in words, also against an anchor that was kept', async () => {
    const page = await studio.open('/governance');
    const more = page.getByRole('main').getByRole('button', { name: say('common.more') });
    await more.click();
    const saving = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: say('governance.anchor') }).click();
    const anchor = await (await saving).path();
    const { seq } = JSON.parse(readFileSync(anchor, 'utf8')) as { seq: number };

    await page.getByRole('button', { name: say('governance.verify') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/^All \d+ entries are as they were written\.$/).waitFor();
    await dialog.getByLabel(say('governance.anchor_file')).setInputFiles(anchor);
    await dialog.getByText(say('governance.whole_anchored', { seq })).waitFor();

    // An anchor of another chain is found out.
    const forged = { ...JSON.parse(readFileSync(anchor, 'utf8')), hash: '0'.repeat(64) };
    await dialog.getByLabel(say('governance.anchor_file')).setInputFiles({
      name: 'forged.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(forged)),
    });
    await dialog.getByText(/the log is not as it was written\.$/).waitFor();
  });

  it('is exported whole', async () => {
    const page = await studio.open('/governance');
    await page
      .getByRole('main')
      .getByRole('button', { name: say('common.more') })
      .click();
    const saving = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: say('governance.export') }).click();
    const lines = readFileSync(await (await saving).path(), 'utf8')
      .trim()
      .split('\n');
    const { data } = await call<Audit>('GET', '/api/audit?limit=500');
    const seqs = lines.slice(0, -1).map((line) => (JSON.parse(line) as { entry: { seq: number } }).entry.seq);
    expect(seqs.slice(0, 2)).toEqual([1, 2]);
    expect(seqs.length).toBeLessThanOrEqual(data[0]?.seq ?? 0);
    expect(lines.at(-1)).toContain('"anchor"');
  });

  it('is kept from builders and members, who are not shown the room', async () => {
    const page = await studio.open('/governance', { as: 'handbook.editor@oakhaven.example' });
    await page.getByRole('heading', { name: say('governance.not_for_you') }).waitFor();
    const rooms = page.getByRole('navigation', { name: say('shell.rooms') });
    expect(await rooms.getByRole('link', { name: say('shell.governance') }).count()).toBe(0);
  });
});
