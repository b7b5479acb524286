import type { Page } from 'playwright-core';
import { startUpstream, type Upstream } from '../harness/upstream.ts';
import { erasedAtProvider } from './support/hosted.ts';
import { messages } from './support/messages.ts';
import type { Screen } from './support/screen.ts';
import { call } from './support/studio.ts';
import { jobEnded, SLIPS, type Trained, trained } from './support/tuned.ts';

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

let made: Trained = { slug: '', job: '', model: '' };
let compared = '';
let failed = '';
let deletedThere = '';
let keptThere = '';

async function model(): Promise<void> {
  made = await trained({ precision: 0.95 });
}

/** One example of the model's is deleted: it and its training set are marked. */
async function tainted(): Promise<void> {
  const { data } = await call<{ data: { id: string }[] }>(
    'GET',
    `/api/datasets/${made.slug}/examples?limit=1`,
  );
  await call('DELETE', `/api/examples/${data[0]?.id}`);
}

/** A job that had nothing to learn from. */
async function hopeless(): Promise<void> {
  const slug = `${made.slug}-one-class`;
  const examples = messages().filter(({ answer }) => answer === 'stock');
  await call('POST', '/api/datasets', { slug, name: 'One class only' });
  await call('POST', `/api/datasets/${slug}/examples`, { examples });
  const { id } = await call<{ id: string }>('POST', '/api/tuning/jobs', { dataset: slug, task: 'single' });
  failed = (await jobEnded(id)).status === 'failed' ? id : '';
}

/** A scripted large model that knows nearly every reason, beside ours. */
async function distilled(): Promise<void> {
  const learned = new Set(SLIPS.map(({ question }) => question));
  const unseen = messages([3]).filter(({ question }) => !learned.has(question));
  const answers = new Map(unseen.map(({ question, answer }) => [question, answer]));
  const upstream: Upstream = await startUpstream();
  upstream.reply = ({ body }) => {
    const said = ((body.messages ?? []) as { content: string }[]).at(-1)?.content ?? '';
    return { text: said.includes('forks') ? 'unknown' : (answers.get(said) ?? 'stock') };
  };
  const slug = `teacher-${made.slug}`;
  await call('POST', '/api/providers', { slug, baseUrl: upstream.url });
  await call('POST', '/api/prices', { provider: slug, model: 'large', input: 10, output: 30 });
  const { name } = await call<{ name: string }>('GET', `/api/tuned-models/${made.model}`);
  const teacher = `${slug}/large`;
  await call('POST', '/api/routes', { slug, rules: [{ when: {}, use: [{ model: teacher }] }] });
  const dataset = `${made.slug}-unseen`;
  await call('POST', '/api/datasets', { slug: dataset, name: 'Messages that it has not seen' });
  await call('POST', `/api/datasets/${dataset}/examples`, { examples: unseen });
  const one = await call<{ id: string }>('POST', '/api/distillations', {
    name: 'Reasons of messages',
    teacher: { model: teacher, instructions: 'Give the reason of the message in one word.' },
    ...{ student: { model: name }, dataset, notWorseBy: 0.1 },
    ...{ trainingDollars: 25, requestsPerMonth: 40_000 },
  });
  compared = one.id;
  for (let status = 'running'; status === 'queued' || status === 'running'; )
    ({ status } = await call<{ status: string }>('GET', `/api/distillations/${compared}`));
  await call('POST', `/api/distillations/${compared}/move`, {
    ...{ route: slug, share: 0.1, override: 'To look at the screen, whatever the verdict.' },
  });
  await upstream.close();
}

const openMade = (path: string) => async (page: Page) => {
  await page.goto(path.replace('MODEL', made.model).replace('JOB', made.job).replace('SET', made.slug));
};

export const TUNING_SCREENS: Screen[] = [
  {
    name: 'distillation-none',
    path: '/models/distillation',
    ready: (page, say) => page.getByRole('heading', { name: say('distill.none') }).waitFor(),
  },
  {
    name: 'tuned',
    path: '/models/tuned',
    given: model,
    ready: (page) => page.getByRole('link', { name: made.slug }).first().waitFor(),
  },
  {
    name: 'tuned-model',
    path: '/models/tuned',
    async ready(page, say) {
      await openMade('/models/tuned/MODEL')(page);
      await page.getByLabel(say('tuning.text'), { exact: true }).fill('The bench came with a broken leg.');
      await press(page, say('tuning.label_it'));
      await page.getByRole('list', { name: say('tuning.probabilities') }).waitFor();
    },
  },
  {
    name: 'tuned-model-below',
    path: '/models/tuned',
    async ready(page, say) {
      await openMade('/models/tuned/MODEL')(page);
      await page.getByRole('heading', { name: say('tuning.per_class') }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'tuned-mistakes',
    path: '/models/tuned',
    async ready(page, say) {
      await openMade('/models/tuned/MODEL/mistakes')(page);
      await page.getByRole('grid', { name: say('tuning.matrix') }).waitFor();
      await page.locator('[data-cell="0 0"]').focus();
      await page.keyboard.press('Enter');
      await page.getByRole('complementary').getByRole('listitem').first().waitFor();
    },
  },
  {
    name: 'tuned-card',
    path: '/models/tuned',
    async ready(page, say) {
      await openMade('/models/tuned/MODEL/card')(page);
      await page.getByRole('heading', { name: say('tuning.card_data') }).waitFor();
    },
  },
  {
    name: 'tuned-lineage',
    path: '/models/tuned',
    given: tainted,
    async ready(page, say) {
      await openMade('/models/tuned/MODEL/lineage')(page);
      await page.getByText(say('tuning.gone_since', { count: 1 })).waitFor();
    },
  },
  {
    name: 'tuned-erase',
    path: '/models/tuned',
    async ready(page, say) {
      await openMade('/models/tuned/MODEL')(page);
      await press(page, say('common.more'));
      await page.getByRole('menuitem', { name: say('tuning.erase') }).click();
      await page.getByRole('dialog').getByText(say('tuning.erase_what')).waitFor();
    },
  },
  {
    name: 'tuned-deleted-there',
    path: '/models/tuned',
    given: async () => {
      deletedThere = await erasedAtProvider('tuner-deletes', 200);
    },
    async ready(page, say) {
      await page.goto(`/models/tuned/${deletedThere}/lineage`);
      await page.getByText(say('tuning.deleted_there', { provider: 'tuner-deletes' })).waitFor();
    },
  },
  {
    name: 'tuned-kept-there',
    path: '/models/tuned',
    given: async () => {
      keptThere = await erasedAtProvider('tuner-refuses', 403);
    },
    async ready(page, say) {
      await page.goto(`/models/tuned/${keptThere}/lineage`);
      await page
        .getByRole('alert')
        .getByRole('button', { name: say('common.try_again') })
        .waitFor();
    },
  },
  {
    name: 'jobs',
    path: '/models/jobs',
    ready: (page) => page.getByRole('link', { name: made.slug }).first().waitFor(),
  },
  {
    name: 'job',
    path: '/models/jobs',
    async ready(page, say) {
      await openMade('/models/jobs/JOB')(page);
      await page.getByRole('slider', { name: say('tuning.loss') }).waitFor();
      await page.getByText(say('tuning.event_succeeded')).waitFor();
    },
  },
  {
    name: 'job-failed',
    path: '/models/jobs',
    given: hopeless,
    async ready(page) {
      await page.goto(`/models/jobs/${failed}`);
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'tune',
    path: '/models/jobs',
    async ready(page, say) {
      await page.goto(`/datasets/${made.slug}`);
      await press(page, say('gateway.tune'));
      await page.getByRole('dialog').getByText(say('tuning.further')).click();
    },
  },
  {
    name: 'training-sets',
    path: '/models/training-sets',
    ready: (page) =>
      page
        .getByRole('link', { name: `Messages ${made.slug.slice(9)}` })
        .first()
        .waitFor(),
  },
  {
    name: 'training-set',
    path: '/models/training-sets',
    async ready(page, say) {
      await openMade('/models/training-sets/SET')(page);
      await page.getByRole('heading', { name: say('tuning.balance') }).waitFor();
    },
  },
  {
    name: 'training-set-left-out',
    path: '/models/training-sets',
    async ready(page, say) {
      await openMade('/models/training-sets/SET')(page);
      await page.getByRole('link', { name: say('tuning.see_leak') }).click();
      await page.locator('[data-row="0"] a').first().click();
      await page.getByRole('complementary').waitFor();
    },
  },
  {
    name: 'training-set-new',
    path: '/models/new-training-set',
    async ready(page, say) {
      await press(page, say('tuning.add_source'));
      await page.getByRole('menuitem', { name: say('tuning.kind_teacher') }).click();
      await page.getByLabel(say('tuning.instructions')).waitFor();
    },
  },
  {
    name: 'training-set-edit',
    path: '/models/training-sets',
    given: model,
    async ready(page, say) {
      await openMade('/models/training-sets/SET')(page);
      await page.getByRole('button', { name: say('common.more') }).click();
      await page.getByRole('menuitem', { name: say('tuning.change_recipe') }).click();
      await page.getByRole('button', { name: say('tuning.save_and_build') }).waitFor();
    },
  },
  {
    name: 'distillation-verdict',
    path: '/models/distillation',
    given: distilled,
    async ready(page, say) {
      await page.goto(`/models/distillation/${compared}`);
      await page.getByRole('heading', { name: say('distill.savings') }).waitFor();
    },
  },
  {
    name: 'distillations',
    path: '/models/distillation',
    ready: (page) => page.getByRole('link', { name: 'Reasons of messages' }).first().waitFor(),
  },
  {
    name: 'distillation-examples',
    path: '/models/distillation',
    async ready(page) {
      await page.goto(`/models/distillation/${compared}/examples`);
      await page.locator('[data-row="0"] a').click();
      await page.getByRole('complementary').waitFor();
    },
  },
  {
    name: 'distillation-move',
    path: '/models/distillation',
    async ready(page, say) {
      await page.goto(`/models/distillation/${compared}`);
      await press(page, say('distill.move'));
      await page.getByRole('dialog').getByLabel(say('distill.share')).waitFor();
    },
  },
  {
    name: 'distillation-new',
    path: '/models/distillation',
    async ready(page, say) {
      // Also in the middle of the page while there is none.
      await page
        .getByRole('button', { name: say('distill.compare'), exact: true })
        .first()
        .click();
      await page.getByRole('dialog').getByLabel(say('distill.teacher'), { exact: true }).waitFor();
    },
  },
];
