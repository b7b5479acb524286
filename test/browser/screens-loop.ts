import type { Page } from 'playwright-core';
import type { Say, Screen } from './support/screen.ts';
import { call } from './support/studio.ts';
import { measure, openWorkshop, worse } from './support/workshop.ts';

/** One assistant for all these screens: its first version serves, its second one is blocked. */
async function open() {
  const shop = await openWorkshop();
  const number = await worse(shop);
  const blocked = await measure(shop.slug, number);
  await propose(shop.slug);
  return { ...shop, number, blocked };
}

let opened: ReturnType<typeof open> | undefined;

function shop() {
  opened ??= open();
  return opened;
}

/** An answer that did not help, and a correction with something in it that is redacted. */
async function propose(slug: string): Promise<void> {
  const ask = async (content: string) => {
    const { sevenfold } = await call<{ sevenfold: { run_id: string } }>('POST', '/v1/chat/completions', {
      model: `app/${slug}`,
      messages: [{ role: 'user', content }],
    });
    return sevenfold.run_id;
  };
  const first = await ask('When does the night counter of the Kelso store close?');
  await call('PUT', `/api/runs/${first}/feedback`, { thumb: 'down' });
  const second = await ask('Does the Larne night counter call +44 7700 900123 back on Sundays?');
  await call('PUT', `/api/runs/${second}/feedback`, {
    thumb: 'down',
    correction: 'No. Mail nora.nights@oakhaven.example instead.',
  });
}

/** Goes to a place of the workshop's own. */
const at = (path: (one: Awaited<ReturnType<typeof open>>) => string) => async (page: Page) => {
  await page.goto(path(await shop()));
};

interface LoopScreen {
  name: string;
  path: Parameters<typeof at>[0];
  as?: string;
  ready: (page: Page, say: Say) => Promise<unknown>;
}

const screen = ({ name, path, as, ready: shown }: LoopScreen): Screen => ({
  name,
  path: '/settings/account',
  as,
  given: shop,
  async ready(page, say) {
    await at(path)(page);
    await shown(page, say);
  },
});

export const LOOP_SCREENS: Screen[] = [
  screen({
    name: 'home',
    path: () => '/',
    ready: (page, say) => page.getByRole('heading', { name: say('home.needs') }).waitFor(),
  }),
  screen({
    name: 'datasets',
    path: () => '/datasets',
    ready: (page) => page.getByRole('link', { name: 'Handbook questions' }).waitFor(),
  }),
  screen({
    name: 'dataset',
    path: () => '/datasets/handbook-questions',
    ready: (page) => page.getByText('how many days to return a petrol strimmer').waitFor(),
  }),
  screen({
    name: 'dataset-example',
    path: ({ slug }) => `/datasets/${slug}`,
    async ready(page, say) {
      const text = page.getByText('When does the night counter of the Aldbury store close?').first();
      await text.waitFor();
      // On a phone the card opens it, on a wide screen the number of the row.
      const number = page.locator('[data-cell="0 -1"]');
      await ((await number.isVisible()) ? number : text).click();
      await page.getByRole('complementary').getByLabel(say('datasets.question')).waitFor();
    },
  }),
  screen({
    name: 'dataset-production',
    path: ({ slug }) => `/datasets/${slug}?beside=production`,
    ready: (page, say) =>
      page
        .getByRole('button', { name: say('datasets.accept') })
        .first()
        .waitFor(),
  }),
  screen({
    name: 'dataset-import',
    path: ({ slug }) => `/datasets/${slug}`,
    async ready(page, say) {
      await page.getByRole('button', { name: say('datasets.import') }).click();
      await page.getByLabel(say('datasets.import_file')).setInputFiles({
        name: 'more.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(
          'question,antwort,topic\nIs there a night counter in Leeds?,No.,even\n,nothing asked,odd\nWhen does the night counter of the Kelso store close?,20:20,even\n',
        ),
      });
      await page.getByRole('region', { name: say('datasets.preview') }).waitFor();
    },
  }),
  screen({
    name: 'evals',
    path: () => '/evals',
    ready: (page) => page.getByRole('link', { name: 'Handbook answers' }).waitFor(),
  }),
  screen({
    name: 'eval',
    path: ({ slug }) => `/evals/${slug}`,
    ready: (page) => page.getByRole('link', { name: /1/ }).last().waitFor(),
  }),
  screen({
    name: 'eval-definition',
    path: ({ slug }) => `/evals/${slug}/definition`,
    ready: (page, say) => page.getByRole('heading', { name: say('evals.as_file') }).waitFor(),
  }),
  screen({
    name: 'eval-start',
    path: ({ slug, number }) => `/evals/${slug}?version=${number}`,
    ready: (page, say) => page.getByRole('dialog').getByLabel(say('evals.which_version')).waitFor(),
  }),
  screen({
    name: 'eval-new',
    path: () => '/evals',
    async ready(page, say) {
      await page.getByRole('button', { name: say('evals.create') }).click();
      await page.getByRole('dialog').getByLabel(say('evals.gate_at_least')).waitFor();
    },
  }),
  screen({
    name: 'verdict',
    path: ({ blocked }) => `/evals/runs/${blocked.id}`,
    async ready(page, say) {
      await page.getByRole('heading', { name: say('evals.slices') }).waitFor();
      await page.getByText(say('evals.hashes')).click();
    },
  }),
  screen({
    name: 'compare',
    path: ({ blocked }) => `/evals/runs/${blocked.id}/examples?change=lost`,
    ready: (page) =>
      page
        .getByText(/night counter of the/)
        .first()
        .waitFor(),
  }),
  screen({
    name: 'compare-example',
    path: ({ blocked }) => `/evals/runs/${blocked.id}/examples?change=lost`,
    async ready(page, say) {
      await page
        .getByText(/night counter of the/)
        .first()
        .click();
      await page.getByRole('heading', { name: say('evals.retrieved') }).waitFor();
    },
  }),
  screen({
    name: 'releases',
    path: () => '/releases',
    ready: (page) => page.getByRole('link', { name: 'Colleague handbook' }).waitFor(),
  }),
  screen({
    name: 'release',
    path: ({ slug }) => `/releases/${slug}`,
    ready: (page, say) => page.getByRole('heading', { name: say('releases.history') }).waitFor(),
  }),
  screen({
    name: 'release-blocked',
    path: ({ slug, number }) => `/releases/${slug}?release=${number}`,
    async ready(page, say) {
      await page.getByRole('checkbox', { name: say('releases.override') }).check();
      await page.getByLabel(say('releases.override_reason')).waitFor();
    },
  }),
  screen({
    name: 'release-blocked-builder',
    path: ({ slug, number }) => `/releases/${slug}?release=${number}`,
    as: 'handbook.editor@oakhaven.example',
    ready: (page, say) => page.getByText(say('releases.owners_only')).waitFor(),
  }),
  screen({
    name: 'governance',
    path: () => '/governance',
    // Whichever entry is newest: other tests add theirs, and only those in sight are drawn.
    ready: (page) => page.locator('[data-row="0"] a').waitFor(),
  }),
  screen({
    name: 'governance-entry',
    path: () => '/governance?action=release.serve',
    async ready(page, say) {
      const entry = page
        .getByRole('main')
        .getByRole('link')
        .filter({ hasText: say('governance.act_release_serve') });
      await entry.first().click();
      await page.getByRole('heading', { name: say('governance.details') }).waitFor();
    },
  }),
  screen({
    name: 'governance-verified',
    path: () => '/governance',
    async ready(page, say) {
      await page.getByRole('button', { name: say('governance.verify') }).click();
      await page.getByRole('dialog').getByRole('status').waitFor();
    },
  }),
];
