import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeGroup } from './harness/knowledge.ts';
import { addPerson, signIn } from './harness/people.ts';
import { ADMIN_KEY, startServer, type TestServer } from './harness/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

interface Member {
  email: string;
  groupIds: string[];
}

async function invite(
  email: string,
  options: { role?: string; groupIds?: string[]; key?: string } = {},
): Promise<string> {
  const { role = 'member', groupIds = [], key } = options;
  const body = { email, role, groupIds };
  return (await server.json<{ token: string }>('POST', '/api/invitations', { key, body })).token;
}

function accept(token: string, password = 'a long enough password'): Promise<Response> {
  const body = { token, name: 'New Colleague', password };
  return server.call('POST', '/api/invitations/accept', { key: '', body });
}

async function memberOf(email: string): Promise<Member | undefined> {
  const { data } = await server.json<{ data: Member[] }>('GET', '/api/members');
  return data.find((member) => member.email === email);
}

describe('an invitation', () => {
  it('lets somebody in, also when a group that it names has been deleted since', async () => {
    const email = 'late@oakhaven.example';
    const [kept, gone] = [await makeGroup(server, 'kept'), await makeGroup(server, 'gone')];
    const token = await invite(email, { groupIds: [kept, gone] });
    expect((await server.call('DELETE', `/api/groups/${gone}`)).status).toBe(204);
    expect((await accept(token)).status).toBe(200);
    expect((await memberOf(email))?.groupIds).toEqual([kept]);
    expect(await signIn(server, email, 'a long enough password')).toContain('=');
    expect((await accept(token)).status).toBe(400);
  });

  it('is the way back for somebody who has forgotten the password, and ends the old sessions', async () => {
    const person = await addPerson(server, ADMIN_KEY, { role: 'builder' });
    expect((await accept(await invite(person.email, { role: 'builder' }), 'another password')).status).toBe(
      200,
    );
    await expect(signIn(server, person.email, person.password)).rejects.toThrow('401');
    expect(await signIn(server, person.email, 'another password')).toContain('=');
    const before = await server.call('GET', '/api/me', { key: '', headers: { cookie: person.cookie } });
    expect(before.status).toBe(401);
  });

  it('changes no password of a higher role, nor of somebody who is in another workspace too', async () => {
    const owner = await addPerson(server, ADMIN_KEY, { role: 'owner' });
    const admin = await server.key('admin');
    const lower = await invite(owner.email, { role: 'admin', key: admin });
    expect((await accept(lower)).status).toBe(409);
    expect((await accept(lower, owner.password)).status).toBe(200);
    expect(await signIn(server, owner.email, owner.password)).toContain('=');
    const member = await addPerson(server, ADMIN_KEY, { role: 'member' });
    const { keys } = await server.otherWorkspace();
    const token = await invite(member.email, { key: keys.owner });
    const refused = await accept(token);
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({
      code: 'identity.account_known',
      detail: expect.stringContaining(member.email),
    });
    const invited = async () => {
      const { data } = await server.json<{ data: Member[] }>('GET', '/api/members', { key: keys.owner });
      return data.some(({ email }) => email === member.email);
    };
    expect(await invited()).toBe(false);
    // Nor can it be guessed by who has invited the address.
    const guesses = Array.from({ length: 20 }, (_, i) => accept(token, `a guess of a password ${i}`));
    expect((await Promise.all(guesses)).map(({ status }) => status)).toContain(429);
    await server.platform.identity.attempts.delete(member.email);
    expect((await accept(token, member.password)).status).toBe(200);
    expect(await invited()).toBe(true);
    expect(await signIn(server, member.email, member.password)).toContain('=');
  });

  it('does not lift a suspension, and is not used up by trying', async () => {
    const person = await addPerson(server, ADMIN_KEY, { role: 'member' });
    const member = `/api/members/${person.memberId}`;
    await server.call('PATCH', member, { body: { status: 'suspended' } });
    const token = await invite(person.email);
    const refused = await accept(token);
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ code: 'identity.no_workspace' });
    await server.call('PATCH', member, { body: { status: 'active' } });
    expect((await accept(token)).status).toBe(200);
  });
});
