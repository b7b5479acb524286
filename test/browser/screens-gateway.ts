import type { Page } from 'playwright-core';
import type { Screen } from './support/screen.ts';
import { call } from './support/studio.ts';

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

const ROUTE = {
  rules: [
    {
      name: 'Delicate stays here',
      when: { dataClass: ['confidential', 'restricted'] },
      use: [{ model: 'local/grounded' }],
    },
    { name: 'Long texts', when: { tokensFrom: 2_000 }, use: [{ model: 'local/grounded' }] },
    {
      when: {},
      use: [
        { model: 'default', weight: 9 },
        { model: 'local/grounded', weight: 1 },
      ],
      fallback: ['local/grounded'],
    },
  ],
  cache: { seconds: 3600 },
};

const LIMITS = [
  { name: 'Every key', subject: { of: 'key' }, requestsPerMinute: 6_000, concurrent: 400 },
  { name: 'The whole house', subject: { of: 'workspace' }, budget: { dollars: 500, period: 'month' } },
];

const POLICY = {
  name: 'Customers’ questions',
  rules: [
    { check: 'pii', where: ['input'], action: 'redact' },
    { check: 'secrets', where: ['input', 'output'], action: 'block' },
  ],
};

/** Some calls, one of them refused, and one of each thing that has a list. */
async function used(): Promise<void> {
  const messages = [{ role: 'user', content: 'How long can a petrol mower be returned?' }];
  for (let n = 0; n < 3; n += 1)
    await call('POST', '/v1/chat/completions', { model: 'local/grounded', messages });
  await call('POST', '/v1/chat/completions', { model: 'local/minilm', messages }).catch(() => undefined);
  const { data: routes } = await call<{ data: { slug: string }[] }>('GET', '/api/routes');
  if (!routes.some(({ slug }) => slug === 'house'))
    await call('POST', '/api/routes', { slug: 'house', ...ROUTE });
  const { data } = await call<{ data: { rule: { name: string } }[] }>('GET', '/api/limits');
  for (const limit of LIMITS)
    if (!data.some(({ rule }) => rule.name === limit.name)) await call('POST', '/api/limits', limit);
  const { data: policies } = await call<{ data: { slug: string }[] }>('GET', '/api/guardrails/policies');
  if (!policies.some(({ slug }) => slug === 'customers'))
    await call('POST', '/api/guardrails/policies', { slug: 'customers', definition: POLICY });
}

/** A price of one's own that was another one before. */
async function priced(): Promise<void> {
  const price = { provider: 'house', model: 'house-large' };
  await call('POST', '/api/prices', { ...price, input: 2, output: 6 });
  await call('POST', '/api/prices', { ...price, input: 1, cached: 0.5, output: 4 });
}

export const GATEWAY_SCREENS: Screen[] = [
  {
    name: 'routes-none',
    path: '/models/routes',
    ready: (page, say) => page.getByRole('heading', { name: say('gateway.no_routes') }).waitFor(),
  },
  {
    name: 'usage',
    path: '/models',
    given: used,
    ready: (page, say) => page.getByRole('slider', { name: say('gateway.requests') }).waitFor(),
  },
  {
    name: 'usage-call',
    path: '/models?period=24h&show=tokens&by=app',
    async ready(page, say) {
      await page.getByRole('heading', { name: say('gateway.newest_calls') }).waitFor();
      await page.getByRole('link', { name: 'local/grounded' }).last().click();
      await page.getByRole('complementary').getByText(say('gateway.took')).waitFor();
    },
  },
  {
    name: 'routes',
    path: '/models/routes',
    ready: (page) => page.getByRole('link', { name: 'house' }).waitFor(),
  },
  {
    name: 'route',
    path: '/models/routes/house',
    async ready(page, say) {
      const panel = page.getByRole('complementary');
      // Open beside the route where there is room for it, else behind its button.
      const button = page.getByRole('button', { name: say('gateway.try'), exact: true });
      await panel.or(button).first().waitFor();
      if (await button.isVisible()) await button.click();
      await panel.getByLabel(say('gateway.text')).fill('Can I bring it back?');
      await press(page, say('gateway.try_submit'));
      await panel.getByText(say('gateway.rule_n_decides', { number: 3 })).waitFor();
    },
  },
  {
    name: 'route-form',
    path: '/models/new-route',
    ready: (page, say) => page.getByLabel(say('gateway.route_name'), { exact: true }).waitFor(),
  },
  {
    name: 'route-yaml',
    path: '/models/routes/house',
    async ready(page, say) {
      await page.getByRole('tab', { name: say('editor.yaml') }).click();
      await page.getByLabel(say('editor.yaml')).last().waitFor();
    },
  },
  {
    name: 'limits',
    path: '/models/limits',
    ready: (page) => page.getByRole('link', { name: 'The whole house' }).waitFor(),
  },
  {
    name: 'limit',
    path: '/models/limits',
    async ready(page, say) {
      await page.getByRole('link', { name: 'The whole house' }).click();
      await page.getByRole('complementary').getByLabel(say('gateway.budget_dollars')).waitFor();
    },
  },
  {
    name: 'limit-new',
    path: '/models/limits',
    async ready(page, say) {
      await press(page, say('gateway.add_limit'));
      await page.getByRole('dialog').getByLabel(say('gateway.requestsPerMinute')).waitFor();
    },
  },
  {
    name: 'prices',
    path: '/models/prices',
    ready: (page) =>
      page
        .getByRole('link', { name: /^(claude|gpt|gemini)-/ })
        .first()
        .waitFor(),
  },
  {
    name: 'price',
    path: '/models/prices',
    given: priced,
    async ready(page, say) {
      await page.getByRole('searchbox').fill('house-large');
      await page.getByRole('link', { name: 'house-large' }).click();
      await page
        .getByRole('complementary')
        .getByRole('heading', { name: say('gateway.price_history') })
        .waitFor();
    },
  },
  {
    name: 'price-new',
    path: '/models/prices',
    async ready(page, say) {
      await press(page, say('gateway.add_price'));
      await page.getByRole('dialog').getByLabel(say('gateway.price_output')).waitFor();
    },
  },
  {
    name: 'guardrails',
    path: '/models/guardrails',
    async ready(page, say) {
      await page
        .getByLabel(say('gateway.text'), { exact: true })
        .fill('My card 4111 1111 1111 1111 was charged twice. Write to ana.novak@example.com, please.');
      await press(page, say('gateway.check'));
      await page.getByText(say('gateway.type_CREDIT_CARD')).first().waitFor();
    },
  },
  {
    name: 'policies',
    path: '/models/policies',
    ready: (page) => page.getByRole('link', { name: POLICY.name }).waitFor(),
  },
  {
    name: 'policy',
    path: '/models/policies',
    async ready(page, say) {
      await page.getByRole('link', { name: POLICY.name }).click();
      await page.getByRole('complementary').getByLabel(say('gateway.pseudonyms')).waitFor();
    },
  },
  {
    name: 'models-not-for-you',
    path: '/models',
    as: 'store.adviser@oakhaven.example',
    ready: (page, say) => page.getByRole('heading', { name: say('settings.not_for_you') }).waitFor(),
  },
];
