// The way of a newcomer, walked by a script: from a fresh start to a blocked version, the reason, the fix, a pass, a
// release, a thumb down, and the example that comes of it. Prints how long each step took.
//   node test/browser/strangers-path.ts [FOLDER FOR PICTURES]
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { freePort } from '../../src/kernel/database/cluster.ts';
import { en } from '../../studio/src/i18n/en.ts';
import { sevenfold, temporaryDataDir } from '../harness/process.ts';
import { launchChromium } from './support/chromium.ts';

const FOLDER = process.argv[2];
/** Measuring 486 answers takes its time on a small machine. */
const MEASURING_MS = 900_000;
const { words } = en;

const began = Date.now();
let pictures = 0;

async function step(page: Page, name: string): Promise<void> {
  pictures += 1;
  const seconds = ((Date.now() - began) / 1_000).toFixed(0);
  process.stdout.write(`${seconds.padStart(4)} s  ${name}\n`);
  if (FOLDER) await page.screenshot({ path: join(FOLDER, `path-${pictures}-${name}.png`) });
}

async function walk(page: Page, password: string): Promise<void> {
  await page.goto('/');
  await page.getByLabel(words.door.email).fill('owner@oakhaven.example');
  await page.getByLabel(words.door.password).fill(password);
  await page.getByRole('button', { name: words.door.sign_in }).click();
  await page.getByText(/^Version 2 passes: /).waitFor({ timeout: MEASURING_MS });
  await step(page, 'home');

  await saveKnowledge(page, 'Products', false);
  await measure(page, 3);
  await page.getByText(/^Version 3 is blocked: /).waitFor({ timeout: MEASURING_MS });
  await step(page, 'blocked');
  await page.getByRole('link', { name: words.evals.compare }).click();
  await page.getByRole('button', { name: new RegExp(`^${words.evals.change_lost}`) }).click();
  await page.waitForURL(/change=lost/);
  await page.getByRole('table').getByRole('link').first().click();
  await page.getByRole('heading', { name: words.evals.retrieved }).waitFor();
  await step(page, 'why');
  await page.getByRole('link', { name: 'Release version 3' }).click();
  await page.getByText('Version 3 is blocked.').waitFor();
  await step(page, 'not-released');
  await page.keyboard.press('Escape');

  await saveKnowledge(page, 'Products', true);
  await measure(page, 4);
  await page.getByText(/^Version 4 passes: /).waitFor({ timeout: MEASURING_MS });
  await step(page, 'fixed');
  await page.getByRole('link', { name: 'Release version 4' }).click();
  await page.getByText('Version 4 is proven and may serve.').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Release version 4' }).click();
  const production = page.getByRole('article', { name: words.releases.stage_production, exact: true });
  await production.getByText('Version 4', { exact: true }).waitFor();
  await step(page, 'released');

  await page.goto('/assistants/handbook');
  await page
    .getByLabel(words.chat.question, { exact: true })
    .fill('A customer has lost the receipt for a drill bought in May. What can we do?');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: words.chat.did_not_help }).click();
  await page.getByRole('button', { name: words.chat.did_not_help, pressed: true }).waitFor();
  await step(page, 'thumb-down');
  await page.goto('/');
  await page.getByRole('link', { name: /from production waits? for a decision/ }).click();
  await page.getByText(words.datasets.reason_thumb_down).waitFor();
  await step(page, 'proposed');
  // Nobody has said what would be right, so the key opens the form.
  await page.keyboard.press('a');
  await page.getByText(words.datasets.say_what_is_right).waitFor();
  await page
    .getByRole('list', { name: words.datasets.production })
    .getByLabel(words.datasets.answer, { exact: true })
    .fill('Look the sale up by the card; without either, exchange or a gift card at the lowest price.');
  await step(page, 'completed');
  await page.getByRole('button', { name: words.datasets.accept, exact: true }).click();
  await page.getByText('Added to handbook-questions.').waitFor();
  await step(page, 'accepted');
}

/** Ticks a collection of the handbook, or takes the tick away; that is a new version. */
async function saveKnowledge(page: Page, collection: string, on: boolean): Promise<void> {
  await page.goto('/assistants/handbook/edit');
  await page.getByRole('checkbox', { name: collection }).setChecked(on);
  await page.getByRole('button', { name: words.common.save }).click();
  await page.getByText(/^Saved as version \d+\.$/).waitFor();
}

/** From the home page, where the new version waits, to its eval run. */
async function measure(page: Page, version: number): Promise<void> {
  await page.goto('/');
  await page
    .getByRole('link', { name: `Version ${version} of Colleague handbook has not been measured yet` })
    .click();
  await page.getByRole('button', { name: words.evals.start_submit, exact: true }).click();
  await page.waitForURL(/\/evals\/runs\/er_/);
}

const data = temporaryDataDir();
const server = sevenfold(['start'], {
  SEVENFOLD_DATA_DIR: data.dir,
  PORT: String(await freePort()),
  SHUTDOWN_SECONDS: '2',
  LOG_LEVEL: 'error',
});
const browser = await launchChromium();
try {
  const baseURL = await server.url();
  const password = /^owner@\S+\s+(\S+)/m.exec(readFileSync(join(data.dir, 'sign-in.txt'), 'utf8'))?.[1] ?? '';
  const context = await browser.newContext({
    baseURL,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await walk(page, password).catch(async (error) => {
    await step(page, 'stuck');
    throw error;
  });
  process.stdout.write(`The whole way took ${((Date.now() - began) / 60_000).toFixed(1)} minutes.\n`);
} finally {
  await browser.close();
  server.child.kill('SIGTERM');
  await server.exit;
  await data.remove();
}
