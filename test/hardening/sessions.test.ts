import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChild } from '../harness/child.ts';
import { ingest, makeCollection, makeGroup } from '../harness/knowledge.ts';
import { addPerson, type Person, signIn } from '../harness/people.ts';
import { releaseAnyway } from '../harness/releases.ts';
import { startServer, type TestServer } from '../harness/server.ts';
import { ask } from './support/world.ts';

/**
 * Keeps us from parallel ways in that outlive a decision (AnythingLLM CVE-2026-32717, Open WebUI CVE-2026-45339): what
 * is taken from a person is taken from every credential they have, on every path, within five seconds.
 */
let server: TestServer;
let owner: string;
beforeAll(async () => {
  server = await startServer();
  owner = await server.key('owner');
  const app = { kind: 'assistant', slug: 'helper', name: 'Helper', model: 'local/grounded' };
  await server.call('POST', '/api/apply', { key: owner, body: app });
  await releaseAnyway(server, 'helper');
});
afterAll(() => server.stop());

type Credential = { key: string; headers?: Record<string, string> };
const bySession = ({ cookie }: Person): Credential => ({ key: '', headers: { cookie } });

interface MadeKey {
  id: string;
  key: string;
}
function makeKey(by: Credential, body: Record<string, unknown>): Promise<MadeKey> {
  return server.json<MadeKey>('POST', '/api/keys', { ...by, body: { name: 'For a script', ...body } });
}

const QUESTION = { messages: [{ role: 'user', content: 'When do refunds arrive?' }] };
/** One of each way in: the platform's API, OpenAI's wire, both kinds of stream. */
const WAYS: [string, string, unknown?][] = [
  ['GET', '/api/me'],
  ['GET', '/api/runs'],
  ['GET', '/v1/models'],
  ['POST', '/v1/embeddings', { model: 'local/minilm', input: 'refund' }],
  ['POST', '/v1/chat/completions', { model: 'local/grounded', stream: true, ...QUESTION }],
  ['POST', '/v1/chat/completions', { model: 'app/helper', ...QUESTION }],
  ['POST', '/api/apps/helper/ask', QUESTION],
];

async function through(credential: Credential): Promise<number[]> {
  const answers = WAYS.map(async ([method, path, body]) => {
    const answer = await server.call(method, path, { ...credential, body });
    await answer.text();
    return answer.status;
  });
  return Promise.all(answers);
}

/** Asks again and again on every way; all must refuse within five seconds. */
async function refusedWithinFiveSeconds(credential: Credential): Promise<void> {
  const refused = (statuses: number[]) => statuses.every((status) => status === 401 || status === 403);
  await expect.poll(async () => refused(await through(credential)), { timeout: 5_000 }).toBe(true);
}

async function letIn(credential: Credential): Promise<void> {
  expect(await through(credential)).toEqual(WAYS.map(() => 200));
}

function change(person: Person, body: Record<string, unknown>): Promise<Response> {
  return server.call('PATCH', `/api/members/${person.memberId}`, { key: owner, body });
}

describe('a person who is suspended', () => {
  it('is out at once: their session, their key, and the key that their key made', async () => {
    const person = await addPerson(server, owner, { role: 'admin' });
    const key = await makeKey(bySession(person), { role: 'admin' });
    const grandchild = await makeKey({ key: key.key }, { role: 'builder' });
    const credentials = [bySession(person), { key: key.key }, { key: grandchild.key }];
    for (const credential of credentials) await letIn(credential);
    expect((await change(person, { status: 'suspended' })).status).toBe(200);
    for (const credential of credentials) await refusedWithinFiveSeconds(credential);
  });

  it('does not get back in by signing in again', async () => {
    const person = await addPerson(server, owner, { role: 'builder' });
    await change(person, { status: 'suspended' });
    const cookie = await signIn(server, person.email, person.password).catch(() => '');
    await refusedWithinFiveSeconds({ key: '', headers: { cookie } });
  });

  it('has no old session left when they come back', async () => {
    const person = await addPerson(server, owner, { role: 'builder' });
    await change(person, { status: 'suspended' });
    await change(person, { status: 'active' });
    await refusedWithinFiveSeconds(bySession(person));
    const cookie = await signIn(server, person.email, person.password);
    await letIn({ key: '', headers: { cookie } });
  });
});

describe('a person who is removed', () => {
  it('is out at once, with the keys they made', async () => {
    const person = await addPerson(server, owner, { role: 'builder' });
    const key = await makeKey(bySession(person), { role: 'builder' });
    const grandchild = await makeKey({ key: key.key }, { role: 'member' });
    await letIn({ key: grandchild.key });
    expect((await server.call('DELETE', `/api/members/${person.memberId}`, { key: owner })).status).toBe(204);
    for (const credential of [bySession(person), { key: key.key }, { key: grandchild.key }])
      await refusedWithinFiveSeconds(credential);
  });
});

describe('a person who loses rights', () => {
  it('loses them in every key too', async () => {
    const person = await addPerson(server, owner, { role: 'admin' });
    const key = await makeKey(bySession(person), { role: 'admin' });
    const grandchild = await makeKey({ key: key.key }, { role: 'admin' });
    const credentials = [bySession(person), { key: key.key }, { key: grandchild.key }];
    const invite = { email: 'sam@oakhaven.example', role: 'member' };
    const statuses = () =>
      Promise.all(
        credentials.map(
          async (by) => (await server.call('POST', '/api/invitations', { ...by, body: invite })).status,
        ),
      );
    expect(await statuses()).toEqual([201, 201, 201]);
    await change(person, { role: 'builder' });
    await expect.poll(statuses, { timeout: 5_000 }).toEqual([403, 403, 403]);
  });

  it("does not keep an auditor's view of everybody's runs in a key", async () => {
    const person = await addPerson(server, owner, { role: 'admin' });
    const { key } = await makeKey(bySession(person), { role: 'auditor' });
    const asked = await ask(server, 'helper', 'When do refunds arrive?', await server.key('member'));
    expect((await server.call('GET', `/api/runs/${asked}`, { key })).status).toBe(200);
    await change(person, { role: 'member' });
    const status = async () => (await server.call('GET', `/api/runs/${asked}`, { key })).status;
    await expect.poll(status, { timeout: 5_000 }).toBeGreaterThanOrEqual(401);
  });

  it('does not keep a group that they left in a key', async () => {
    const group = await makeGroup(server, 'board');
    const collection = await makeCollection(server, 'Board papers', [group]);
    await ingest(server, collection, { 'merger.md': '# Merger\n\nThe merger closes on 4 May.' });
    const person = await addPerson(server, owner, { role: 'builder', groupIds: [group] });
    const key = await makeKey(bySession(person), { role: 'builder', groupIds: [group] });
    const status = async () => (await server.call('GET', `/v1/vector_stores/${collection}`, key)).status;
    expect(await status()).toBe(200);
    await change(person, { groupIds: [] });
    await expect.poll(status, { timeout: 5_000 }).toBe(404);
  });
});

describe('a key', () => {
  it('is dead once it is revoked', async () => {
    const person = await addPerson(server, owner, { role: 'builder' });
    const { id, key } = await makeKey(bySession(person), { role: 'builder' });
    await letIn({ key });
    expect((await server.call('DELETE', `/api/keys/${id}`, bySession(person))).status).toBe(204);
    await refusedWithinFiveSeconds({ key });
  });

  it('is dead once it has expired', async () => {
    const { id, key } = await makeKey({ key: owner }, { role: 'builder', expiresInDays: 1 });
    await letIn({ key });
    await server.platform.kernel.db.system((tx) =>
      tx.execute(sql`update api_keys set expires_at = now() - interval '1 second' where id = ${id}`),
    );
    await refusedWithinFiveSeconds({ key });
  });

  it('cannot make another key that outlives it', async () => {
    const scopes = ['workspace:write', 'models'];
    const { key } = await makeKey({ key: owner }, { role: 'builder', scopes, expiresInDays: 10 });
    const make = async (expiresInDays: number | null) => {
      const body = { name: 'Next', role: 'builder', scopes: ['models'], expiresInDays };
      return (await server.call('POST', '/api/keys', { key, body })).status;
    };
    expect([await make(null), await make(30), await make(5)]).toEqual([403, 403, 201]);
  });

  it('cannot make another key that may do more than itself', async () => {
    const builder = await server.key('builder', { scopes: ['workspace:write', 'models'] });
    const wider = { name: 'Wider', role: 'builder', scopes: ['models', 'knowledge:write'] };
    expect((await server.call('POST', '/api/keys', { key: builder, body: wider })).status).toBe(403);
    const higher = { name: 'Higher', role: 'admin', scopes: ['models'] };
    expect((await server.call('POST', '/api/keys', { key: builder, body: higher })).status).toBe(403);
  });
});

describe('a session', () => {
  it('ends on other devices when the password changes, and the old password is worth nothing', async () => {
    const person = await addPerson(server, owner, { role: 'expert' });
    const other = await signIn(server, person.email, person.password);
    const next = 'a new pass phrase for 2026';
    const changed = await server.call('PUT', '/api/me/password', {
      ...bySession(person),
      body: { current: person.password, next },
    });
    expect(changed.status).toBe(204);
    await letIn(bySession(person));
    await refusedWithinFiveSeconds({ key: '', headers: { cookie: other } });
    await expect(signIn(server, person.email, person.password)).rejects.toThrow('401');
    expect(await signIn(server, person.email, next)).toContain('sevenfold');
  });

  it('is not taken for none while it cannot be looked up', async () => {
    const person = await addPerson(server, owner, { role: 'member' });
    const rename = (from: string, to: string) =>
      server.platform.kernel.connection.raw.execute(sql.raw(`alter table ${from} rename to ${to}`));
    await rename('sessions', 'sessions_away');
    try {
      expect((await server.call('GET', '/api/me', bySession(person))).status).toBe(500);
    } finally {
      await rename('sessions_away', 'sessions');
    }
    await letIn(bySession(person));
  });

  it('ends with signing out, even for somebody who kept the cookie', async () => {
    const person = await addPerson(server, owner, { role: 'member' });
    const out = await server.call('DELETE', '/api/session', bySession(person));
    expect(out.status).toBe(204);
    expect(out.headers.getSetCookie().join()).toMatch(/Max-Age=0/i);
    await refusedWithinFiveSeconds(bySession(person));
  });

  it('is not accepted when its cookie was changed', async () => {
    const { cookie } = await addPerson(server, owner, { role: 'member' });
    const [name, value = ''] = cookie.split('=', 2);
    const swapped = value.startsWith('a') ? `b${value.slice(1)}` : `a${value.slice(1)}`;
    for (const forged of [swapped, value.split('.')[0], `${value}x`, ''])
      await refusedWithinFiveSeconds({ key: '', headers: { cookie: `${name}=${forged}` } });
  });

  it('opens only the workspaces its person is in', async () => {
    const person = await addPerson(server, owner, { role: 'owner' });
    const other = await server.otherWorkspace();
    for (const workspace of [other.workspaceId, '*', '%', "' or true --"]) {
      const headers = { cookie: person.cookie, 'sevenfold-workspace': workspace };
      expect((await server.call('GET', '/api/members', { key: '', headers })).status).toBe(403);
    }
  });

  it('comes as a cookie that no script reads and no other site sends', async () => {
    const { email, password } = await addPerson(server, owner, { role: 'member' });
    const answer = await server.call('POST', '/api/session', { key: '', body: { email, password } });
    expect(await answer.json()).toEqual({ ok: true });
    const [cookie = '', ...others] = answer.headers.getSetCookie();
    expect(others).toEqual([]);
    expect(cookie).toMatch(/; HttpOnly/i);
    expect(cookie).toMatch(/; SameSite=(Lax|Strict)/i);
    expect(cookie).not.toMatch(/; Domain=/i);
  });

  it('comes as a cookie for TLS only when PUBLIC_URL is https', async () => {
    const child = await startChild({ PUBLIC_URL: 'https://ai.oakhaven.example' });
    try {
      const [, email, password] = /Sign in as (\S+) with the password (\S+)/.exec(child.output()) ?? [];
      const answer = await fetch(`${child.url}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email, password }),
      });
      expect(answer.status).toBe(200);
      expect(answer.headers.getSetCookie().join()).toMatch(/^__Secure-\S+.*; Secure/i);
    } finally {
      await child.stop();
      child.remove();
    }
  });
});
