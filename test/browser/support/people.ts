import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import type { Role } from '../../../src/kernel/contract.ts';
import { call, words } from './studio.ts';

const say = words();

/** Nobody knows yet who one is: the studio asks, and the browser notes the refusal. */
export const NOT_SIGNED_IN = [/status of 401/];

export interface Newcomer {
  name: string;
  email: string;
  password: string;
}

/** A person of this test's own, so that nothing it does to them disturbs the others. */
export async function newcomer(role: Exclude<Role, 'owner'>, groupIds: string[] = []): Promise<Newcomer> {
  const person = invented(role);
  const { token } = await call<{ token: string }>('POST', '/api/invitations', {
    email: person.email,
    role,
    groupIds,
  });
  await call('POST', '/api/invitations/accept', { token, name: person.name, password: person.password });
  return person;
}

/** Somebody who is not there yet. */
export function invented(kind: string): Newcomer {
  const mark = randomBytes(4).toString('hex');
  return {
    name: `A ${kind} ${mark}`,
    email: `${kind}-${mark}@oakhaven.example`,
    password: randomBytes(12).toString('base64url'),
  };
}

/** Signs in by hand, on a page that shows the sign-in form. */
export async function signInByHand(page: Page, { email, password }: Newcomer): Promise<void> {
  await page.getByLabel(say('door.email')).fill(email);
  await page.getByLabel(say('door.password')).fill(password);
  await page.getByRole('button', { name: say('door.sign_in') }).click();
  await page.getByRole('navigation', { name: say('shell.rooms') }).waitFor();
}

export async function groupNamed(name: string): Promise<string> {
  const { data } = await call<{ data: { id: string; name: string }[] }>('GET', '/api/groups');
  const found = data.find((group) => group.name === name);
  if (!found) throw new Error(`the demo has no group ${name}`);
  return found.id;
}
