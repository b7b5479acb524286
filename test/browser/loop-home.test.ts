import { describe, expect, it } from 'vitest';
import { call, demo, useStudio, words } from './support/studio.ts';

const say = words();

interface Home {
  verdict: { id: string; verdict: { sentence: { en: string; zh: string } } };
}

describe.skipIf(!demo)('home', () => {
  const studio = useStudio();

  it('begins with the newest verdict as a sentence, and leads to its evidence', async () => {
    const page = await studio.open('/');
    const newest = page.getByRole('region', { name: say('home.newest_verdict') });
    await newest.getByText(/^Version \d+ (passes|is blocked|is undecided): /).waitFor();
    // At one moment: other tests bring newer verdicts.
    const { text, href } = await newest.evaluate((section) => ({
      text: section.querySelector('p:nth-of-type(2)')?.textContent ?? '',
      href: section.querySelector('a')?.getAttribute('href') ?? '',
    }));
    expect(await newest.getByRole('link', { name: say('home.evidence') }).count()).toBe(1);
    expect(href).toMatch(/^\/evals\/runs\/er_/);
    await page.goto(href);
    await page
      .getByRole('region', { name: say('evals.verdict') })
      .getByText(text)
      .waitFor();
  });

  it('says of what serves how good it is, how sure that is, and how it is used', async () => {
    const page = await studio.open('/');
    const row = page
      .getByRole('table', { name: say('home.live') })
      .getByRole('row')
      .filter({ hasText: 'Colleague handbook' });
    await row
      .getByRole('img', { name: /^\d+% of 243 questions pass; the 95% interval is \d+–\d+%$/ })
      .waitFor();
    await row.getByRole('img', { name: /^Runs a day over the last 14 days: (\d+, ){13}\d+$/ }).waitFor();
    await row.getByRole('link', { name: /^Version [12]$/ }).click();
    await page.waitForURL('**/releases/handbook');
  });

  it('speaks Chinese, the verdict too', async () => {
    const { verdict } = await call<Home>('GET', '/api/home');
    const page = await studio.open('/', { language: 'zh' });
    const chinese = words('zh');
    await page.getByRole('heading', { name: chinese('home.live') }).waitFor();
    await page.getByText(/^版本 \d+ ?(通过|被拦下|尚无定论)：/).waitFor();
    expect(verdict.verdict.sentence.zh).toMatch(/^版本 /);
  });

  it('is for those who build and judge; members begin with their assistants', async () => {
    const page = await studio.open('/', { as: 'store.adviser@oakhaven.example' });
    await page.waitForURL('**/assistants');
    const rooms = page.getByRole('navigation', { name: say('shell.rooms') }).getByRole('link');
    await rooms.first().waitFor();
    expect(await rooms.allTextContents()).toEqual(
      ['assistants', 'knowledge', 'runs', 'settings'].map((room) => say(`shell.${room}`)),
    );
  });

  it('goes to every room by keyboard', async () => {
    const page = await studio.open('/');
    const places = { d: 'datasets', e: 'evals', l: 'releases', o: 'governance', h: '' };
    for (const [key, path] of Object.entries(places)) {
      await page.getByRole('navigation', { name: say('shell.rooms') }).waitFor();
      await page.keyboard.press('g');
      await page.keyboard.press(key);
      await page.waitForURL(`${studio.url}/${path}`);
    }
  });

  it('keeps all rooms within reach of a thumb', async () => {
    const page = await studio.open('/', { width: 360, height: 760 });
    const bar = page.getByRole('navigation', { name: say('shell.rooms') });
    await bar.getByRole('button', { name: say('common.more') }).click();
    await page.getByRole('menuitem', { name: say('shell.releases') }).click();
    await page.waitForURL('**/releases');
    await bar.getByRole('button', { name: say('shell.releases') }).waitFor();
  });
});
