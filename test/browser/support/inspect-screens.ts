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

    it('keeps nobody out, in light and in dark', async () => {
      const page = await open({});
      expect(await barriers(page)).toEqual([]);
      await picture(page, `${name}-light`);
      await page.emulateMedia({ colorScheme: 'dark' });
      await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('dark');
      expect(await barriers(page)).toEqual([]);
      await picture(page, `${name}-dark`);
    });

    it('fits on a phone', async () => {
      const page = await open(PHONE);
      expect(await overflowing(page)).toEqual([]);
      expect(await barriers(page)).toEqual([]);
      await picture(page, `${name}-phone`);
    });

    it('is there in Chinese, on a phone too', async () => {
      const page = await open({ language: 'zh' });
      expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
      await picture(page, `${name}-zh`);
      await page.setViewportSize(PHONE);
      expect(await overflowing(page)).toEqual([]);
      await picture(page, `${name}-zh-phone`);
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

async function picture(page: Page, name: string): Promise<void> {
  if (!SHOTS) return;
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${name}.png`) });
}
