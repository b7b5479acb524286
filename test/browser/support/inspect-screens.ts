import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { overflowing } from './overflow.ts';
import type { Screen } from './screen.ts';
import { demo, useStudio, type Visit, words } from './studio.ts';

/** A folder for pictures of every screen; for people, the tests pass without. */
const SHOTS = process.env.SCREENSHOTS;
const PHONE = { width: 360, height: 760 };
const SMALL_LAPTOP = { width: 1280, height: 800 };
const LAPTOP = { width: 1440, height: 900 };

/** What holds of every screen, whatever is on it: nobody is kept out, it fits on a phone, and it speaks Chinese. */
export function inspectScreens(screens: readonly Screen[]): void {
  describe.skipIf(!demo).each(screens)('the screen $name', ({ name, path, as, allow, given, ready }) => {
    const studio = useStudio();
    beforeAll(() => given?.(), 300_000);

    const open = async (visit: Visit) => {
      const page = await studio.open(path, { as, allow, ...visit });
      await ready(page, words(visit.language));
      return page;
    };

    it('keeps nobody out, in light, in dark and on a phone', async () => {
      const page = await open({});
      expect(await barriers(page)).toEqual([]);
      await picture(page, `${name}-light`);
      await page.emulateMedia({ colorScheme: 'dark' });
      await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('dark');
      expect(await barriers(page)).toEqual([]);
      await picture(page, `${name}-dark`);
      await page.emulateMedia({ colorScheme: 'light' });
      await page.setViewportSize(SMALL_LAPTOP);
      await expect.poll(() => unreadableNames(page)).toEqual([]);
      await page.setViewportSize(PHONE);
      // What was drawn for a wide window is drawn anew for the narrow one.
      await expect.poll(() => overflowing(page)).toEqual([]);
      expect(await barriers(page)).toEqual([]);
      await picture(page, `${name}-phone`);
    });

    it('is there in Chinese, opened on a phone', async () => {
      const page = await open({ ...PHONE, language: 'zh' });
      expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
      expect(await overflowing(page)).toEqual([]);
      await picture(page, `${name}-zh-phone`);
      await page.setViewportSize(LAPTOP);
      await picture(page, `${name}-zh`);
    });
  });
}

/** What axe finds, as one line each. */
async function barriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.failureSummary} in ${node.html}`),
  );
}

/** Columns of names in which hardly a word has room, beside columns that take the room. */
function unreadableNames(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('table')].flatMap((table) => {
      const name = table.querySelector('th');
      // Elsewhere words wrap; and beside an open panel a list has little room for anything.
      const cuts = getComputedStyle(table).tableLayout === 'fixed' && table.offsetWidth >= 600;
      if (!cuts || !name || name.style.width || name.offsetWidth >= 140) return [];
      return [`${table.caption?.textContent}: ${name.textContent}, ${name.offsetWidth} px`];
    }),
  );
}

async function picture(page: Page, name: string): Promise<void> {
  if (!SHOTS) return;
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${name}.png`) });
}
