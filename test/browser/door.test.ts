import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { demo, OWNER, useStudio, words } from './support/studio.ts';

const say = words();
/** Until one has signed in, the server refuses, and the browser notes it. */
const allow = [/status of 401/];

async function signIn(page: Page, password: string) {
  await page.getByLabel(say('door.email')).fill(OWNER);
  await page.getByLabel(say('door.password')).fill(password);
  await page.keyboard.press('Enter');
}

describe.skipIf(!demo)('the door', () => {
  const studio = useStudio();
  const password = demo?.passwords[OWNER] ?? '';

  it('lets nobody in with a wrong password, says why, and keeps what was typed', async () => {
    const page = await studio.open('/sign-in', { as: null, allow });
    await signIn(page, 'not the password');
    expect(await page.getByRole('alert').textContent()).toContain(
      'The e-mail address or the password is not right.',
    );
    expect(await page.getByLabel(say('door.email')).inputValue()).toBe(OWNER);
    expect(new URL(page.url()).pathname).toBe('/sign-in');
  });

  it('leads to where one wanted to go', async () => {
    const page = await studio.open('/assistants/handbook/versions?from=1', { as: null, allow });
    await page.waitForURL(/\/sign-in\?next=/);
    await signIn(page, password);
    await page.waitForURL(/\/assistants\/handbook\/versions\?from=1$/);
    await page.getByRole('heading', { name: 'Colleague handbook' }).waitFor();
  });

  it('leads to no other site', async () => {
    const page = await studio.open('/sign-in?next=https://evil.example/', { as: null, allow });
    await signIn(page, password);
    await page
      .getByRole('link', { name: say('shell.assistants') })
      .first()
      .waitFor();
    expect(new URL(page.url()).origin).toBe(studio.url);
  });

  it('closes behind one who signs out', async () => {
    const page = await studio.open('/sign-in', { as: null, allow });
    await signIn(page, password);
    await page.getByRole('button', { name: 'Workspace owner' }).click();
    await page.getByRole('menuitem', { name: say('shell.sign_out') }).click();
    await page.waitForURL(/\/sign-in$/);
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
    await page.goto('/assistants');
    await page.waitForURL(/\/sign-in\?next=/);
  });

  it('opens again where one was when the session has ended', async () => {
    const page = await studio.open('/assistants', { allow });
    await page.getByRole('link', { name: 'Colleague handbook' }).waitFor();
    await page.context().clearCookies();
    await page.getByRole('link', { name: 'Colleague handbook' }).click();
    await page.waitForURL(/\/sign-in\?next=%2Fassistants%2Fhandbook/);
  });
});
