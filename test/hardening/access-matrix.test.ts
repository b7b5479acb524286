import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ROLES, type Role, SCOPES } from '../../src/kernel/contract.ts';
import { addPerson } from '../harness/people.ts';
import { startServer, type TestServer } from '../harness/server.ts';
import { INPUTS, type Input, type Place, pathOf, send } from './support/inputs.ts';
import { listedRoutes, type RouteInfo, servedRoutes } from './support/routes.ts';
import { makeWorld, type World } from './support/world.ts';

/**
 * Keeps us from insecure direct object references and forgotten checks (Dify CVE-2026-41947, Open WebUI CVE-2026-45349,
 * LibreChat CVE-2026-31950): every route, streams and nested ids included, is tried with no key, a wrong key, every
 * role, a missing scope, another workspace, another member and from outside of a group. What must come out is written
 * in access-matrix.json, by hand; a route that is not in it fails.
 */
type Expected = 'allowed' | 403 | 404;
interface Guarded {
  scope: (typeof SCOPES)[number];
  /** Who may, separated by spaces; every other role is answered 403. */
  allowed: string;
  /** API keys are refused whatever their role: tried with sessions. */
  sessionsOnly?: boolean;
  otherWorkspace?: 404;
  /** Who is not in the group that may read the thing; `owner` stands for those who manage without reading. */
  outsideTheGroup?: Partial<Record<Role, Expected>>;
  otherMember?: 404;
}
type Entry = Guarded | { open: true };

const MATRIX: Record<string, Entry> = JSON.parse(
  readFileSync(new URL('./access-matrix.json', import.meta.url), 'utf8'),
);
const GUARDED = Object.entries(MATRIX).flatMap(([route, entry]) =>
  'open' in entry ? [] : [{ route, entry, roles: entry.allowed.split(' ') }],
);
/** Served without being in the document of the API: liveness, the document itself, the studio's files. */
const OUTSIDE_THE_API = ['GET /healthz', 'GET /openapi.json', 'GET /assets/{file}', 'GET /*'];

let server: TestServer;
let world: World;
let place: Place;
let listed: RouteInfo[];
// A hundred routes at a time; on a busy machine that takes longer than a test usually may.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });
beforeAll(async () => {
  server = await startServer();
  world = await makeWorld(server);
  place = { world, shelf: world.open };
  listed = await listedRoutes(server);
});
afterAll(async () => {
  await world.close();
  await server.stop();
});

const kept = new Map<string, Input>();
/** An input for calls that are refused: whoever is not let in uses nothing up, so that one will do for all of them. */
async function keptInput(route: string): Promise<Input> {
  const input = kept.get(route) ?? (await INPUTS[route]?.(place)) ?? {};
  kept.set(route, input);
  return input;
}

/** Tries many things and says all that is not as it should be at once. */
async function findings(tries: AsyncIterable<string | undefined>): Promise<string[]> {
  const out: string[] = [];
  for await (const finding of tries) if (finding) out.push(finding);
  return out;
}

function judge(what: string, expected: Expected | 401, status: number): string | undefined {
  const right = expected === 'allowed' ? status >= 200 && status < 300 : status === expected;
  return right ? undefined : `${what}: expected ${expected}, got ${status}`;
}

describe('the access matrix', () => {
  it('has an entry for every route that is served, and no other', () => {
    expect(Object.keys(MATRIX).sort()).toEqual(listed.map(({ route }) => route).sort());
    expect(servedRoutes(server).sort()).toEqual([...Object.keys(MATRIX), ...OUTSIDE_THE_API].sort());
  });

  it('names roles that there are, and what strangers get wherever a path holds an id', () => {
    const known: readonly string[] = ROLES;
    const holes = GUARDED.flatMap(({ route, entry, roles: allowed }) => {
      const roles = allowed.filter((role) => !known.includes(role));
      const strangers = /\{/.test(route) && entry.otherWorkspace !== 404 ? ['otherWorkspace'] : [];
      const knowledge = /collections|documents|passages|ingestions|files|vector_stores/.test(route);
      const group =
        knowledge && /\{/.test(route) && !entry.outsideTheGroup?.builder ? ['outsideTheGroup'] : [];
      const scope = SCOPES.includes(entry.scope) ? [] : ['scope'];
      return [...roles, ...strangers, ...group, ...scope].map((hole) => `${route}: ${hole}`);
    });
    expect(holes).toEqual([]);
  });

  it('is what the OpenAPI document says of each route', () => {
    const documented = listed.map(({ route, policy }) => [
      route,
      policy ? { scope: policy.scope, roles: [...policy.roles].sort() } : 'open',
    ]);
    const expected = [
      ...GUARDED.map(({ route, entry, roles }) => [route, { scope: entry.scope, roles: roles.sort() }]),
      ...Object.keys(MATRIX).flatMap((route) => ('open' in (MATRIX[route] ?? {}) ? [[route, 'open']] : [])),
    ];
    expect(Object.fromEntries(documented)).toEqual(Object.fromEntries(expected));
  });

  it('can be walked: there is a valid request for every route', () => {
    expect(Object.keys(INPUTS).sort()).toEqual(Object.keys(MATRIX).sort());
  });
});

describe('every route', () => {
  it('answers 401 to a request without a key and to one with a key that is not ours', async () => {
    async function* tries() {
      for (const { route } of GUARDED) {
        for (const key of ['', 'sk-7f-this-key-was-never-made-by-this-server']) {
          const { status } = await send(place, route, { key, input: await keptInput(route) });
          yield judge(`${route} with ${key ? 'a wrong key' : 'no key'}`, 401, status);
        }
      }
    }
    expect(await findings(tries())).toEqual([]);
  });

  it.each(ROLES)('lets the role %s do what the matrix says and nothing else', async (role) => {
    const session = (await addPerson(server, world.keys.owner, { role })).cookie;
    async function* tries() {
      for (const { route, entry, roles } of GUARDED) {
        const key = world.keys[role];
        const expected = roles.includes(role) ? 'allowed' : 403;
        const input = expected === 403 ? await keptInput(route) : undefined;
        if (!entry.sessionsOnly) {
          yield judge(`${route} as ${role}`, expected, (await send(place, route, { key, input })).status);
          continue;
        }
        const byKey = await send(place, route, { key, input });
        yield judge(`${route} with a key of the role ${role}`, 403, byKey.status);
        const bySession = await send(place, route, { key: '', headers: { cookie: session } });
        // A wrong password in the body is refused with 401 of its own; being let in is what counts here.
        const { status } = bySession;
        const letIn = status < 400 || (await bySession.text()).includes('identity.wrong_password');
        yield judge(`${route} signed in as ${role}`, expected, letIn ? 200 : status);
      }
    }
    expect(await findings(tries())).toEqual([]);
  });

  it('answers 403 to a key that has every scope but the one it needs', async () => {
    async function* tries() {
      for (const { route, entry, roles } of GUARDED) {
        const role = ROLES.find((one) => roles.includes(one)) ?? 'owner';
        const scopes = SCOPES.filter((scope) => scope !== entry.scope);
        const input = await keptInput(route);
        const { status } = await send(place, route, { key: await server.key(role, { scopes }), input });
        yield judge(`${route} without ${entry.scope}`, 403, status);
      }
    }
    expect(await findings(tries())).toEqual([]);
  });

  it("answers 404 to another workspace's owner who knows every id", async () => {
    const other = await server.otherWorkspace();
    async function* tries() {
      for (const { route, entry } of GUARDED) {
        if (!entry.otherWorkspace) continue;
        const input = await keptInput(route);
        const { status } = await send(place, route, { key: other.keys.owner, input });
        yield judge(`${route} from another workspace`, 404, status);
      }
    }
    expect(await findings(tries())).toEqual([]);
  });

  it('keeps what a group may read from those outside of it, whatever their role', async () => {
    const secret = { world, shelf: world.restricted };
    async function* tries() {
      for (const { route, entry } of GUARDED) {
        for (const role of ROLES) {
          const expected = entry.outsideTheGroup?.[role];
          if (!expected) continue;
          const { status } = await send(secret, route, { key: world.keys[role] });
          yield judge(`${route} as ${role} outside of the group`, expected, status);
        }
        if (!entry.outsideTheGroup) continue;
        const inside = await send(secret, route, { key: world.insiders.builder });
        yield judge(`${route} as builder of the group`, 'allowed', inside.status);
      }
    }
    expect(await findings(tries())).toEqual([]);
  });

  it("keeps a member's runs from another member", async () => {
    const key = await server.key('member');
    async function* tries() {
      for (const { route, entry } of GUARDED) {
        if (!entry.otherMember) continue;
        yield judge(`${route} as another member`, 404, (await send(place, route, { key })).status);
      }
    }
    expect(await findings(tries())).toEqual([]);
    expect(await server.json('GET', '/api/runs', { key })).toMatchObject({ data: [] });
  });
});

describe('ids in bodies and nested ids', () => {
  it('of another workspace are as unknown as invented ones', async () => {
    const { keys } = await server.otherWorkspace();
    const own = await server.json<{ id: string }>('POST', '/v1/vector_stores', {
      key: keys.owner,
      body: { name: 'Own' },
    });
    const { open, finance, app } = world;
    const post = async (path: string, body: unknown) =>
      (await server.call('POST', path, { key: keys.owner, body })).status;
    const store = `/v1/vector_stores/${own.id}`;
    const messages = [{ role: 'user', content: 'Within how many days may I return goods?' }];
    expect({
      file: await post(`${store}/files`, { file_id: open.fileId }),
      files: await post(`${store}/file_batches`, { file_ids: [open.fileId] }),
      newStore: await post('/v1/vector_stores', { name: 'Taken', file_ids: [open.fileId] }),
      search: await post('/api/search', { query: 'goods', collectionIds: [open.collectionId] }),
      chat: await post('/v1/chat/completions', { model: `app/${app}`, messages }),
      group: await post('/api/collections', { name: 'Ours', groupIds: [finance] }),
      keyGroup: await post('/api/keys', { name: 'Ours', groupIds: [finance] }),
      app: await post('/api/apply', { kind: 'assistant', slug: 'x', name: 'X', knowledge: ['handbook'] }),
    }).toEqual({
      ...{ file: 404, files: 404, newStore: 404, search: 404, chat: 404 },
      ...{ group: 400, keyGroup: 400, app: 400 },
    });
    const nested = [
      pathOf('/v1/vector_stores/{s}/files/{f}', { s: own.id, f: open.fileId }),
      pathOf('/v1/vector_stores/{s}/file_batches/{b}', { s: own.id, b: open.ingestionId }),
    ];
    for (const path of nested) expect((await server.call('GET', path, { key: keys.owner })).status).toBe(404);
  });

  it('in a path cannot be replaced by one of the same name in the body', async () => {
    const { open, restricted, keys } = world;
    const answer = await server.call('POST', `/v1/vector_stores/${open.collectionId}`, {
      key: keys.owner,
      body: { name: 'Handbook', vector_store_id: restricted.collectionId },
    });
    expect(await answer.json()).toMatchObject({ id: open.collectionId });
  });

  it('of restricted knowledge do not appear in the lists of those outside of the group', async () => {
    const { keys, restricted } = world;
    const lists = ['/api/collections', '/v1/vector_stores', '/v1/files'];
    for (const path of lists) {
      const text = await (await server.call('GET', path, { key: keys.builder })).text();
      for (const id of [restricted.collectionId, restricted.fileId, 'Salar', 'salar'])
        expect(text).not.toContain(id);
    }
    const found = await server.call('POST', '/api/search', {
      key: keys.owner,
      body: { query: 'salary bands of store managers' },
    });
    expect(await found.text()).not.toContain('41,000');
  });
});
