import type { Page } from 'playwright-core';
import type { Screen } from './support/screen.ts';
import { call } from './support/studio.ts';

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

export const SETTINGS_SCREENS: Screen[] = [
  {
    name: 'members',
    path: '/settings',
    ready: (page) => page.getByRole('link', { name: 'Legal reviewer' }).waitFor(),
  },
  {
    name: 'member',
    path: '/settings/members',
    async ready(page, say) {
      await page.getByRole('link', { name: 'Legal reviewer' }).click();
      await page.getByRole('complementary').getByLabel(say('settings.role')).waitFor();
    },
  },
  {
    name: 'member-last-owner',
    path: '/settings/members',
    async ready(page, say) {
      await page.getByRole('link', { name: 'Workspace owner' }).click();
      await page.getByRole('complementary').getByLabel(say('settings.role')).waitFor();
    },
  },
  {
    name: 'member-as-auditor',
    path: '/settings/members',
    as: 'audit@oakhaven.example',
    async ready(page) {
      await page.getByRole('link', { name: 'Legal reviewer' }).click();
      await page.getByRole('complementary').getByText('legal.reviewer@oakhaven.example').waitFor();
    },
  },
  {
    name: 'invite',
    path: '/settings/members',
    async ready(page, say) {
      await press(page, say('settings.invite'));
      await page.getByRole('dialog').getByLabel(say('settings.email'), { exact: true }).waitFor();
    },
  },
  {
    name: 'groups',
    path: '/settings/groups',
    ready: (page) => page.getByRole('link', { name: 'Credit risk' }).waitFor(),
  },
  {
    name: 'group',
    path: '/settings/groups',
    async ready(page) {
      await page.getByRole('link', { name: 'Credit risk' }).click();
      await page.getByRole('complementary').getByText('credit.risk@oakhaven.example').first().waitFor();
    },
  },
  {
    name: 'keys',
    path: '/settings/keys',
    ready: (page) => page.getByRole('link', { name: 'SEVENFOLD_ADMIN_KEY' }).waitFor(),
  },
  {
    name: 'key',
    path: '/settings/keys',
    async ready(page) {
      await page.getByRole('link', { name: 'SEVENFOLD_ADMIN_KEY' }).click();
      await page.getByRole('complementary').getByText('knowledge:write').waitFor();
    },
  },
  {
    name: 'key-new',
    path: '/settings/keys',
    async ready(page, say) {
      await press(page, say('settings.new_key'));
      await page.getByRole('dialog').getByText('knowledge:write').waitFor();
    },
  },
  {
    name: 'key-made',
    path: '/settings/keys',
    async ready(page, say) {
      await press(page, say('settings.new_key'));
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(say('common.name'), { exact: true }).fill('For a picture');
      await dialog.getByRole('button', { name: say('settings.create') }).click();
      await page.getByLabel(say('settings.key'), { exact: true }).waitFor();
      await revokePictured();
    },
  },
  {
    name: 'providers',
    path: '/settings/models',
    // Tests beside this one have providers for a while.
    ready: (page, say) =>
      page
        .getByRole('heading', { name: say('settings.no_providers') })
        .or(page.getByRole('table').getByRole('link'))
        .first()
        .waitFor(),
  },
  {
    name: 'provider-new',
    path: '/settings/models',
    async ready(page, say) {
      await press(page, say('settings.add_provider'));
      await page.getByRole('dialog').getByLabel(say('settings.base_url')).waitFor();
    },
  },
  {
    name: 'workspace',
    path: '/settings/workspace',
    ready: (page, say) => page.getByRole('button', { name: say('settings.learning_save') }).waitFor(),
  },
  {
    name: 'account',
    path: '/settings/account',
    ready: (page, say) => page.getByLabel(say('settings.password_now')).waitFor(),
  },
  {
    name: 'settings-not-for-you',
    path: '/settings/keys',
    as: 'store.adviser@oakhaven.example',
    ready: (page, say) => page.getByRole('heading', { name: say('settings.not_for_you') }).waitFor(),
  },
];

/** Only the picture of a key is wanted. */
async function revokePictured(): Promise<void> {
  const { data } = await call<{ data: { id: string; name: string }[] }>('GET', '/api/keys');
  for (const { id } of data.filter(({ name }) => name === 'For a picture'))
    await call('DELETE', `/api/keys/${id}`);
}
