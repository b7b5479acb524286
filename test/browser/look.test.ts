import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { demo, useStudio, words } from './support/studio.ts';

const say = words();
const LIMIT = 250_000;

const ground = (page: Page) =>
  page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

async function choose(page: Page, menu: string, choice: string) {
  await page.getByRole('button', { name: menu }).click();
  await page.getByRole('menuitemradio', { name: choice }).click();
}

describe.skipIf(!demo)('how the studio looks', () => {
  const studio = useStudio();

  it('follows the system until somebody chooses, and keeps the choice', async () => {
    const page = await studio.open('/assistants', { theme: 'dark' });
    await page.getByRole('link', { name: 'Colleague handbook' }).waitFor();
    const dark = await ground(page);
    await page.emulateMedia({ colorScheme: 'light' });
    await expect.poll(() => ground(page)).not.toBe(dark);
    await choose(page, 'Workspace owner', say('shell.theme_dark'));
    await expect.poll(() => ground(page)).toBe(dark);
    await page.reload({ waitUntil: 'commit' });
    // Dark from the first paint on: the theme is set before the page is drawn.
    await page.waitForFunction(() => document.documentElement?.dataset.theme !== undefined);
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
    await expect.poll(() => ground(page)).toBe(dark);
  });

  it('speaks Chinese at once when asked to, and from then on', async () => {
    const chinese = words('zh');
    const page = await studio.open('/assistants/handbook');
    await choose(page, 'Workspace owner', '中文');
    await page
      .getByRole('link', { name: chinese('shell.assistants') })
      .first()
      .waitFor();
    await page.reload();
    await page.getByRole('link', { name: chinese('assistants.tab_versions') }).waitFor();
    await page
      .getByLabel(chinese('chat.question'), { exact: true })
      .fill('拆封的电动工具在中国门店几天内可以退货？');
    await page.keyboard.press('Enter');
    await page.getByRole('article').getByText(/7 ?天/).first().waitFor();
  });

  it('moves nothing for those who ask for less motion', async () => {
    const page = await studio.open('/assistants');
    await page.getByRole('link', { name: 'Colleague handbook' }).waitFor();
    const moving = () =>
      page.evaluate(() => {
        const styles = [...document.querySelectorAll('*')].map((element) => getComputedStyle(element));
        return styles.filter(
          (style) => style.animationName !== 'none' || !/^(0s(, )?)+$/.test(style.transitionDuration),
        ).length;
      });
    expect(await moving()).toBe(0);
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await expect.poll(moving).toBeGreaterThan(0);
  });

  it('comes with its own fonts', async () => {
    const page = await studio.open('/assistants');
    await page.getByRole('link', { name: 'Colleague handbook' }).waitFor();
    const loaded = await page.evaluate(async () => {
      await document.fonts.ready;
      return [...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family);
    });
    expect(loaded.join()).toContain('Inter Variable');
  });

  it('is light on the first load', async () => {
    const sizes: Promise<number>[] = [];
    const page = await studio.open('/assistants/handbook', {
      prepare: (fresh) =>
        fresh.on('response', (response) => {
          if (response.url().endsWith('.js'))
            sizes.push(response.body().then((body) => gzipSync(body).length));
        }),
    });
    await page.getByRole('list', { name: say('chat.starters') }).waitFor();
    await page.waitForLoadState('networkidle');
    const measured = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    process.stdout.write(
      `First load of an assistant: ${(measured / 1_000).toFixed(0)} kB of gzipped JavaScript\n`,
    );
    expect(measured).toBeLessThan(LIMIT);
  });
});
