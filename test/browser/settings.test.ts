import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startUpstream, UPSTREAM_MODEL, type Upstream } from '../harness/upstream.ts';
import { invented, type Newcomer, NOT_SIGNED_IN, newcomer, signInByHand } from './support/people.ts';
import { call, demo, useStudio, words } from './support/studio.ts';

const say = words();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
/** What a removed member and a forbidden address are answered with. */
const REFUSED = [/status of 40[013]/];
const row = (page: Page, name: string) => page.getByRole('table').getByRole('link', { name });
const fill = (page: Page, label: string, value: string) =>
  page.getByRole('dialog').getByLabel(label, { exact: true }).fill(value);
const confirm = (page: Page, name: string) =>
  page.getByRole('dialog').getByRole('button', { name, exact: true }).click();

describe.skipIf(!demo)('settings', () => {
  const studio = useStudio();
  let upstream: Upstream;
  beforeAll(async () => {
    upstream = await startUpstream();
  });
  afterAll(() => upstream.close());

  /** An owner invites somebody, who joins by the link in a window of their own. */
  async function join(role: string, person: Newcomer): Promise<{ owner: Page; page: Page }> {
    const owner = await studio.open('/settings');
    await owner.waitForURL(/\/settings\/members/);
    await press(owner, say('settings.invite'));
    await fill(owner, say('settings.email'), person.email);
    await owner.getByRole('dialog').getByLabel(say('settings.role')).selectOption(role);
    await confirm(owner, say('settings.invite_submit'));
    const link = owner.getByLabel(say('settings.invited_link'));
    const { pathname, hash } = new URL((await link.textContent()) ?? '');
    await press(owner, say('common.copy'));
    await expect.poll(() => owner.evaluate(() => navigator.clipboard.readText())).toContain(hash);
    await press(owner, say('settings.done'));
    await row(owner, person.email).waitFor();
    expect(await owner.locator('body').textContent()).not.toContain(hash);

    const page = await studio.open(`${pathname}${hash}`, { as: null, allow: REFUSED });
    await page.getByLabel(say('door.name')).fill(person.name);
    await page.getByLabel(say('door.new_password')).fill(person.password);
    await press(page, say('door.join_submit'));
    await page.getByRole('navigation', { name: say('shell.rooms') }).waitFor();
    return { owner, page };
  }

  it('lets an owner invite somebody by a link, change what they may, and remove them', async () => {
    const person = invented('colleague');
    const { owner, page } = await join('member', person);
    await page.goto('/knowledge');
    await page.getByRole('link', { name: 'Handbook' }).waitFor();
    expect(await page.getByRole('button', { name: say('knowledge.create') }).count()).toBe(0);

    await owner.reload();
    await row(owner, person.name).click();
    const panel = owner.getByRole('complementary');
    await panel.getByLabel(say('settings.role')).selectOption('builder');
    await panel.getByLabel('Credit risk', { exact: true }).check();
    await press(owner, say('common.save'));
    await owner.getByText(say('settings.member_saved', { name: person.name })).waitFor();
    await page.reload();
    await page.getByRole('button', { name: say('knowledge.create') }).waitFor();
    await page.getByRole('link', { name: 'Credit risk' }).waitFor();

    await press(owner, say('settings.remove'));
    await confirm(owner, say('settings.remove'));
    await owner.getByText(say('settings.removed', { name: person.name })).waitFor();
    await expect.poll(() => row(owner, person.name).count()).toBe(0);
    const answer = await page.evaluate(async () => (await fetch('/api/collections')).status);
    expect([401, 403]).toContain(answer);
  }, 60_000);

  it('keeps the last owner of a workspace, renames it, and connects a provider to it', async () => {
    const person = invented('founder');
    const { owner, page } = await join('owner', person);
    await page.goto('/settings/workspace');
    await press(page, say('settings.new_workspace'));
    const name = `Branch ${person.email.slice(8, 16)}`;
    await fill(page, say('common.name'), name);
    await confirm(page, say('settings.create'));
    await page.getByRole('button', { name: say('shell.workspace_is', { name }) }).waitFor();

    await page.goto('/settings/members');
    await row(page, person.name).click();
    const panel = page.getByRole('complementary');
    await panel.getByText(say('settings.last_owner')).first().waitFor();
    expect(await panel.getByLabel(say('settings.role')).isDisabled()).toBe(true);
    expect(await panel.getByRole('button', { name: say('settings.remove') }).isDisabled()).toBe(true);

    await page.goto('/settings/workspace');
    await page.getByLabel(say('common.name'), { exact: true }).fill(`${name} North`);
    await press(page, say('common.save'));
    await page.getByRole('button', { name: say('shell.workspace_is', { name: `${name} North` }) }).waitFor();

    await connect(page);
    await owner.reload();
    await row(owner, person.name).click();
    await press(owner, say('settings.remove'));
    await confirm(owner, say('settings.remove'));
    await expect.poll(() => row(owner, person.name).count()).toBe(0);
  }, 60_000);

  it('keeps what may be learned from production', async () => {
    const person = invented('governor');
    const { owner, page } = await join('owner', person);
    await page.goto('/settings/workspace');
    await press(page, say('settings.new_workspace'));
    const name = `Rules ${person.email.slice(9, 17)}`;
    await fill(page, say('common.name'), name);
    await confirm(page, say('settings.create'));
    await page.getByRole('button', { name: say('shell.workspace_is', { name }) }).waitFor();
    await page.goto('/settings/workspace');
    await page.getByLabel(say('settings.learning_runs')).selectOption('none');
    await page.getByLabel(say('gateway.class_confidential')).check();
    await press(page, say('settings.learning_save'));
    await page.getByText(say('settings.learning_saved')).waitFor();
    await page.reload();
    await expect.poll(() => page.getByLabel(say('settings.learning_runs')).inputValue()).toBe('none');
    expect(await page.getByLabel(say('gateway.class_confidential')).isChecked()).toBe(true);
    expect(await page.getByRole('button', { name: say('settings.learning_save') }).isDisabled()).toBe(true);

    await owner.reload();
    await row(owner, person.name).click();
    await press(owner, say('settings.remove'));
    await confirm(owner, say('settings.remove'));
    await expect.poll(() => row(owner, person.name).count()).toBe(0);
  }, 60_000);

  async function connect(page: Page): Promise<void> {
    const secret = 'sk-upstream-secret-42';
    await page.goto('/settings/models');
    await press(page, say('settings.add_provider'));
    await fill(page, say('common.name'), 'scripted');
    await fill(page, say('settings.base_url'), upstream.url.replace('127.0.0.1', 'localhost'));
    await fill(page, say('settings.api_key'), secret);
    await confirm(page, say('settings.add'));
    // The server's own network is closed to providers, but for the one host that the demo's setting names.
    await page.getByRole('dialog').getByRole('alert').getByText('PROVIDER_HOSTS').waitFor();
    await fill(page, say('settings.base_url'), upstream.url);
    await confirm(page, say('settings.add'));
    const panel = page.getByRole('complementary');
    await press(page, say('settings.test'));
    await panel.getByText(UPSTREAM_MODEL, { exact: true }).waitFor();
    expect(upstream.requests.at(-1)?.headers.authorization).toBe(`Bearer ${secret}`);
    const shown = await page.evaluate(async () => (await fetch('/api/providers')).text());
    expect(shown).not.toContain(secret);
    expect(await panel.getByLabel(say('settings.api_key')).inputValue()).toBe('');
    await panel.getByText('…t-42').first().waitFor();

    await press(page, say('settings.remove_provider'));
    await confirm(page, say('settings.remove_provider'));
    await page.getByRole('heading', { name: say('settings.no_providers') }).waitFor();
  }

  it('makes groups that open what is restricted to them', async () => {
    const person = await newcomer('member');
    const page = await studio.open('/settings/groups');
    await press(page, say('settings.new_group'));
    const name = `Circle ${person.email.slice(7, 15)}`;
    await fill(page, say('common.name'), name);
    const slug = page.getByRole('dialog').getByLabel(say('settings.slug'));
    expect(await slug.inputValue()).toBe(name.toLowerCase().replace(' ', '-'));
    await confirm(page, say('settings.create'));
    const panel = page.getByRole('complementary', { name });
    await panel.getByText(say('settings.group_empty')).waitFor();
    const group = new URL(page.url()).searchParams.get('open');
    const { id } = await call<{ id: string }>('POST', '/api/collections', {
      name: `For ${name}`,
      groupIds: [group],
    });

    const other = await studio.open('/knowledge', { as: null, allow: NOT_SIGNED_IN });
    await signInByHand(other, person);
    await other.goto('/knowledge');
    await other.getByRole('link', { name: 'Handbook' }).waitFor();
    expect(await other.getByRole('link', { name: `For ${name}` }).count()).toBe(0);
    await panel
      .getByLabel(say('settings.add_to_group'))
      .selectOption({ label: `${person.name} · ${person.email}` });
    await press(page, say('settings.add'));
    await panel.getByRole('listitem').filter({ hasText: person.email }).waitFor();
    await other.reload();
    await other.getByRole('link', { name: `For ${name}` }).waitFor();

    await press(page, say('settings.delete_group'));
    await confirm(page, say('settings.delete_group'));
    await page.getByText(say('settings.deleted', { name })).waitFor();
    await call('DELETE', `/api/collections/${id}`);
  });

  it('makes a key that works at once, shows it once, and ends it at once', async () => {
    const page = await studio.open('/settings/keys');
    const name = `Till ${Date.now()}`;
    await press(page, say('settings.new_key'));
    await fill(page, say('common.name'), name);
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(say('settings.scope_knowledge_read')).uncheck();
    await dialog
      .getByLabel(say('settings.expires'))
      .selectOption({ label: say('settings.in_days', { count: 30 }) });
    await confirm(page, say('settings.create'));
    const key = await page.getByLabel(say('settings.key'), { exact: true }).textContent();
    await press(page, say('settings.done'));
    const status = async (path: string) =>
      (await fetch(`${demo?.url}${path}`, { headers: { authorization: `Bearer ${key}` } })).status;
    expect(await status('/v1/models')).toBe(200);
    expect(await status('/api/collections')).toBe(403);

    await row(page, name).click();
    const panel = page.getByRole('complementary', { name });
    await panel.getByText('apps:read').waitFor();
    expect(await panel.getByText('knowledge:read').count()).toBe(0);
    expect(await page.content()).not.toContain(key);
    await press(page, say('settings.revoke'));
    await confirm(page, say('settings.revoke'));
    await page.getByText(say('settings.revoked', { name })).waitFor();
    expect(await status('/v1/models')).toBe(401);
  });

  it('changes the own password, which ends the other sessions', async () => {
    const person = await newcomer('expert');
    const page = await studio.open('/settings/account', { as: null, allow: NOT_SIGNED_IN });
    const elsewhere = await studio.open('/settings/account', { as: null, allow: NOT_SIGNED_IN });
    await signInByHand(page, person);
    await signInByHand(elsewhere, person);
    const next = 'three words together';
    const change = async (current: string) => {
      await page.getByLabel(say('settings.password_now')).fill(current);
      await page.getByLabel(say('settings.password_new'), { exact: true }).fill(next);
      await page.getByLabel(say('settings.password_again')).fill(next);
      await press(page, say('settings.password_change'));
    };
    await change('not the password');
    await page.getByRole('alert').waitFor();
    await change(person.password);
    await page.getByText(say('settings.password_changed')).waitFor();
    await page.reload();
    await page.getByText(person.email).waitFor();
    await elsewhere.reload();
    await signInByHand(elsewhere, { ...person, password: next });
  });

  it('shows each role only what is for it', async () => {
    const member = await newcomer('member');
    const page = await studio.open('/settings', { as: null, allow: NOT_SIGNED_IN });
    await signInByHand(page, member);
    await page.waitForURL(/\/settings\/account/);
    const parts = page.getByRole('navigation', { name: say('settings.parts') }).getByRole('link');
    await expect.poll(() => parts.allInnerTexts()).toEqual([say('settings.account')]);
    await page.goto('/settings/keys');
    await page.getByRole('heading', { name: say('settings.not_for_you') }).waitFor();

    const auditor = await studio.open('/settings', { as: 'audit@oakhaven.example' });
    await row(auditor, 'Legal reviewer').click();
    const panel = auditor.getByRole('complementary');
    await panel.getByText(say('roles.expert')).waitFor();
    expect(await panel.getByRole('combobox').count()).toBe(0);
    expect(await auditor.getByRole('button', { name: say('settings.invite') }).count()).toBe(0);
    await auditor.goto('/settings/keys');
    await row(auditor, 'SEVENFOLD_ADMIN_KEY').waitFor();
    expect(await auditor.getByRole('button', { name: say('settings.new_key') }).count()).toBe(0);
  });
});
