import { randomBytes } from 'node:crypto';
import type { Role } from '../../src/kernel/contract.ts';
import type { TestServer } from './server.ts';

/** A person with a password and a session, made through the front door: invited, accepted, signed in. */
export interface Person {
  memberId: string;
  email: string;
  password: string;
  /** The session, ready for the `cookie` header. */
  cookie: string;
}

export async function addPerson(
  server: Pick<TestServer, 'call' | 'json'>,
  inviterKey: string,
  options: { role: Role; groupIds?: string[]; name?: string },
): Promise<Person> {
  const { role, groupIds = [], name = `A ${role}` } = options;
  const email = `${role}-${randomBytes(5).toString('hex')}@oakhaven.example`;
  const password = randomBytes(12).toString('base64url');
  const { token } = await server.json<{ token: string }>('POST', '/api/invitations', {
    key: inviterKey,
    body: { email, role, groupIds },
  });
  await server.call('POST', '/api/invitations/accept', { key: '', body: { token, name, password } });
  const members = await server.json<{ data: { id: string; email: string }[] }>('GET', '/api/members', {
    key: inviterKey,
  });
  const memberId = members.data.find((member) => member.email === email)?.id ?? '';
  return { memberId, email, password, cookie: await signIn(server, email, password) };
}

/** Signs in and returns the cookies to send. */
export async function signIn(
  server: Pick<TestServer, 'call'>,
  email: string,
  password: string,
): Promise<string> {
  const answer = await server.call('POST', '/api/session', { key: '', body: { email, password } });
  if (answer.status !== 200) throw new Error(`sign-in answered ${answer.status}: ${await answer.text()}`);
  return cookiesOf(answer);
}

export function cookiesOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .join('; ');
}
