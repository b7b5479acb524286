import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type ChildServer, startChild } from '../harness/child.ts';
import { addPerson } from '../harness/people.ts';
import { rawRequest } from '../harness/raw.ts';
import { ADMIN_KEY, startServer, type TestServer } from '../harness/server.ts';
import { dumpTables } from './support/dump.ts';
import { type Input, pathOf, send } from './support/inputs.ts';
import { isMutation, listedRoutes, type RouteInfo } from './support/routes.ts';
import { settleInputs } from './support/settle-inputs.ts';
import { makeWorld, type World } from './support/world.ts';

/**
 * Keeps us from changes that another site makes through somebody's browser (Langflow CVE-2025-34291, Ray
 * CVE-2025-62593: foreign origins and rebound host names), and from bodies that set what only the server may set
 * (n8n CVE-2026-21858: a JSON body named a local file).
 */
// Walks every route; on a busy machine that takes longer than a test usually may.
vi.setConfig({ testTimeout: 120_000 });

let server: TestServer;
let world: World;
let routes: RouteInfo[];
let cookie: string;
let port: string;
beforeAll(async () => {
  server = await startServer();
  world = await makeWorld(server);
  routes = await listedRoutes(server);
  ({ cookie } = await addPerson(server, world.keys.owner, { role: 'admin' }));
  ({ port } = new URL(server.url));
});
afterAll(async () => {
  await world.close();
  await server.stop();
});

const json = { 'content-type': 'application/json' };

/** Mutations that let a request through to anything but the refusal of its origin. */
async function accepted(headers: Record<string, string>): Promise<string[]> {
  const credentials: Record<string, string>[] = [{ cookie }, { authorization: `Bearer ${ADMIN_KEY}` }];
  const tries = routes.filter(isMutation).flatMap(({ route, method, path }) =>
    credentials.map(async (credential) => {
      const all = { host: `localhost:${port}`, ...json, ...credential, ...headers };
      const answer = await rawRequest(server.url, { method, path: pathOf(path), headers: all, body: '{}' });
      const refused = answer.status === 403 && answer.body.includes('request.foreign_origin');
      return refused ? [] : [`${route}: ${answer.status}`];
    }),
  );
  return (await Promise.all(tries)).flat();
}

describe('every mutation', () => {
  it('is refused from a foreign origin, with a session and with a key', async () => {
    expect(await accepted({ origin: 'https://evil.example' })).toEqual([]);
    expect(await accepted({ origin: `http://localhost.evil.example:${port}` })).toEqual([]);
    expect(await accepted({ origin: `http://evil.example#localhost:${port}` })).toEqual([]);
  });

  it('is refused from the origin null, which sandboxed frames and files send', async () => {
    expect(await accepted({ origin: 'null' })).toEqual([]);
    expect(await accepted({ origin: '' })).toEqual([]);
  });

  it('is refused from another port on localhost', async () => {
    expect(await accepted({ origin: 'http://localhost:3000' })).toEqual([]);
    expect(await accepted({ origin: 'http://localhost' })).toEqual([]);
    expect(await accepted({ origin: 'http://127.0.0.1:8080' })).toEqual([]);
  });

  it('is refused under a host name that is not ours, which rebinding makes', async () => {
    const host = `rebind.evil.example:${port}`;
    expect(await accepted({ host, origin: `http://${host}` })).toEqual([]);
    expect(await accepted({ host })).toEqual([]);
    expect(await accepted({ host: `localhost.evil.example:${port}` })).toEqual([]);
    expect(await accepted({ host: `127.0.0.1.nip.example:${port}` })).toEqual([]);
  });
});

describe('what is not a mutation, or is our own', () => {
  it('is answered: a GET whatever its origin, and a change from the same origin', async () => {
    const bearer = { authorization: `Bearer ${ADMIN_KEY}` };
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { host: 'other.example' },
      { origin: 'null' },
    ];
    for (const headers of foreign) {
      const answer = await rawRequest(server.url, {
        method: 'GET',
        path: '/api/me',
        headers: { host: `localhost:${port}`, ...bearer, ...headers },
      });
      expect(answer.status).toBe(200);
    }
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`]) {
      const headers = { host, origin: `http://${host}`, ...bearer, ...json };
      const body = JSON.stringify({ query: 'returns' });
      const answer = await rawRequest(server.url, { method: 'POST', path: '/api/search', headers, body });
      expect([host, answer.status]).toEqual([host, 200]);
    }
  });

  it('never carries a CORS header, also when a browser asks beforehand', async () => {
    const asking = {
      origin: 'https://evil.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization, content-type',
    };
    for (const { method, path } of [
      ...routes,
      { method: 'GET', path: '/healthz' },
      { method: 'GET', path: '/' },
    ])
      for (const verb of ['OPTIONS', method]) {
        const headers = { host: `localhost:${port}`, authorization: `Bearer ${ADMIN_KEY}`, ...asking };
        const answer = await rawRequest(server.url, { method: verb, path: pathOf(path), headers });
        const cors = Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'));
        expect([verb, path, cors]).toEqual([verb, path, []]);
      }
  });
});

describe('PUBLIC_URL and ALLOWED_HOSTS', () => {
  let child: ChildServer;
  beforeAll(async () => {
    child = await startChild({
      PUBLIC_URL: 'https://ai.oakhaven.example',
      ALLOWED_HOSTS: 'sevenfold.internal, Sevenfold-2.internal',
    });
  });
  afterAll(async () => {
    await child.stop();
    child.remove();
  });

  const status = async (headers: Record<string, string>) => {
    const all = { authorization: `Bearer ${ADMIN_KEY}`, ...json, ...headers };
    const body = JSON.stringify({ query: 'returns' });
    return (await rawRequest(child.url, { method: 'POST', path: '/api/search', headers: all, body })).status;
  };

  it('are accepted as host and as origin', async () => {
    const origin = 'https://ai.oakhaven.example';
    expect(await status({ host: 'ai.oakhaven.example', origin })).toBe(200);
    expect(await status({ host: 'AI.oakhaven.example' })).toBe(200);
    expect(await status({ host: 'sevenfold.internal:7117', origin })).toBe(200);
    expect(await status({ host: 'sevenfold-2.internal', origin: 'http://sevenfold-2.internal' })).toBe(200);
  });

  it('open nothing else: no other name, no longer name, no other port of the public name', async () => {
    const host = 'ai.oakhaven.example';
    for (const origin of [
      'https://oakhaven.example',
      'https://ai.oakhaven.example.evil.example',
      'https://evil-ai.oakhaven.example',
      'https://ai.oakhaven.example:8443',
      'https://ai.oakhaven.example@evil.example',
    ])
      expect([origin, await status({ host, origin })]).toEqual([origin, 403]);
    expect(await status({ host: 'internal' })).toBe(403);
    expect(await status({ host: 'x.sevenfold.internal' })).toBe(403);
  });
});

describe('a body that names what only the server may set', () => {
  const PLANTED = 'planted_by_the_body';
  const OWNED = [
    'id',
    'workspaceId',
    'workspace_id',
    'createdBy',
    'created_by',
    'sha256',
    'blobId',
    'blob_id',
  ];
  const ALSO = [
    'status',
    'hash',
    'actorId',
    'sealedKey',
    'sealed_key',
    'source',
    'userId',
    'memberId',
    'path',
  ];
  const FIELDS = [...OWNED, ...ALSO, 'size', 'createdAt', 'tokenHash', 'restrictedTo', 'vector_store_id'];

  let inputs: Map<string, Input>;
  beforeAll(async () => {
    inputs = await settleInputs(server, routes, { world, shelf: world.open });
  });

  it('is refused, or the field is ignored: nothing of it is stored or answered', async () => {
    const place = { world, shelf: world.open };
    const answers: string[] = [];
    for (const { route, body: schema } of routes.filter(isMutation)) {
      const input = inputs.get(route);
      if (!input?.body || typeof input.body !== 'object') continue;
      const taken = Object.keys(schema?.properties ?? {});
      const planted = FIELDS.filter((field) => !taken.includes(field)).map((field) => [field, PLANTED]);
      const body = { ...Object.fromEntries(planted), ...input.body };
      const answer = await send(place, route, { key: world.keys.owner, input: { ...input, body } });
      const text = await answer.text();
      expect([route, answer.status < 500]).toEqual([route, true]);
      if (answer.ok && text.includes(PLANTED)) answers.push(route);
    }
    expect(answers).toEqual([]);
    for (const [table, rows] of await dumpTables(server.platform.kernel.config.DATABASE_URL ?? ''))
      expect([table, rows.includes(PLANTED)]).toEqual([table, false]);
  });

  it('is ignored in the fields of an upload too', async () => {
    for (const path of [`/api/collections/${world.open.collectionId}/files`, '/v1/files']) {
      const form = new FormData();
      for (const field of FIELDS) form.append(field, PLANTED);
      form.append('file', new Blob(['# Opening hours\n\nNine to six.']), 'hours.md');
      const answer = await server.call('POST', path, { key: world.keys.owner, body: form });
      expect(answer.ok).toBe(true);
      expect(await answer.text()).not.toContain(PLANTED);
    }
    for (const [table, rows] of await dumpTables(server.platform.kernel.config.DATABASE_URL ?? ''))
      expect([table, rows.includes(PLANTED)]).toEqual([table, false]);
  });

  it('cannot pass as a file: an upload route takes multipart only, the others JSON only', async () => {
    const file = { file: { path: '/etc/passwd', name: 'passwd' }, files: [{ filepath: '/etc/passwd' }] };
    for (const path of [`/api/collections/${world.open.collectionId}/files`, '/v1/files']) {
      const answer = await server.call('POST', path, { key: world.keys.owner, body: file });
      expect(answer.status).toBe(415);
    }
    for (const { route, takesFiles } of routes.filter(isMutation)) {
      const input = inputs.get(route);
      if (takesFiles || !input?.body) continue;
      const form = new FormData();
      form.append('slug', new Blob(['x']), '/etc/passwd');
      for (const body of [form, new URLSearchParams({ slug: 'x' }).toString()]) {
        const headers: Record<string, string> =
          body instanceof FormData ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
        const path = pathOf(route.split(' ')[1] ?? '', input.ids);
        const [method = ''] = route.split(' ');
        const answer = await server.call(method, path, { key: world.keys.owner, body, headers });
        expect([route, answer.status]).toEqual([route, 415]);
      }
    }
  });
});
