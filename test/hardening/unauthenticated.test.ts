import { existsSync, readFileSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type ChildServer, startChild } from '../harness/child.ts';
import { type RawRequest, rawRequest } from '../harness/raw.ts';
import { startServer, type TestServer } from '../harness/server.ts';
import { pathOf } from './support/inputs.ts';
import { listedRoutes, type RouteInfo } from './support/routes.ts';

/**
 * Keeps us from doing work for strangers (Langflow CVE-2025-3248: code ran before anybody asked who sent it) and from
 * being open by default (Ray CVE-2023-48022, Langflow CVE-2026-9103).
 */
// Walks every route; on a busy machine that takes longer than a test usually may.
vi.setConfig({ testTimeout: 120_000 });

describe('a request that nobody signed', () => {
  let server: TestServer;
  let guarded: RouteInfo[];
  beforeAll(async () => {
    server = await startServer();
    guarded = (await listedRoutes(server)).filter((route) => !route.open);
  });
  afterAll(() => server.stop());

  /** The status of each route for such a request, where it is not 401. */
  async function strays(request: Omit<RawRequest, 'method' | 'path'>): Promise<string[]> {
    const answers = await Promise.all(
      guarded.map(async ({ route, method, path }) => {
        const { status } = await rawRequest(server.url, {
          method,
          path: pathOf(path),
          timeoutMs: 5_000,
          ...request,
          headers: { host: 'localhost', ...request.headers },
        });
        return status === 401 ? [] : [`${route}: ${status}`];
      }),
    );
    return answers.flat();
  }

  it('is answered 401 before its body is parsed', async () => {
    const headers = { 'content-type': 'application/json' };
    expect(await strays({ body: '{"name": "unfinished', headers })).toEqual([]);
  });

  it('is answered 401 whatever content type it claims', async () => {
    const types = ['text/plain', 'application/x-python-code', 'multipart/form-data', 'application/yaml; a="'];
    for (const type of types)
      expect(await strays({ body: 'a: !!js/function x', headers: { 'content-type': type } })).toEqual([]);
  });

  it('is answered 401 without waiting for the 100 MB that it announces', async () => {
    const headers = { 'content-type': 'application/json', 'content-length': String(100 * 2 ** 20) };
    expect(await strays({ headers, unfinished: true })).toEqual([]);
  });

  it('is answered 401 without waiting for a body that never ends', async () => {
    const headers = { 'content-type': 'application/json', 'transfer-encoding': 'chunked' };
    expect(await strays({ headers, body: '{"name":', unfinished: true })).toEqual([]);
    const multipart = { ...headers, 'content-type': 'multipart/form-data; boundary=x' };
    const body = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.md"\r\n\r\nHe';
    expect(await strays({ headers: multipart, body, unfinished: true })).toEqual([]);
  });

  it('with a broken authorization header is answered 401 too', async () => {
    const broken = [
      'Bearer',
      'Bearer  ',
      'Basic YWRtaW46YWRtaW4=',
      'Bearer a b',
      `Bearer ${'a'.repeat(8_000)}`,
    ];
    for (const authorization of broken) expect(await strays({ headers: { authorization } })).toEqual([]);
    const forged = 'sevenfold.session_token=abcdefghijklmnopqrstuvwxyz012345.c2lnbmF0dXJl';
    expect(await strays({ headers: { cookie: forged } })).toEqual([]);
  });

  it('cannot sign itself up: there is no such route', async () => {
    const body = { email: 'mallory@example.com', password: 'correct horse battery', name: 'Mallory' };
    const paths = [
      ...['/api/auth/sign-up/email', '/api/auth/sign-in/email', '/api/auth/sign-up', '/auth/sign-up/email'],
      ...['/api/auth/forget-password', '/api/auth/reset-password', '/api/auth/admin/create-user'],
      ...['/api/sign-up', '/api/signup', '/api/register', '/api/users', '/api/members', '/sign-up/email'],
    ];
    for (const path of paths) {
      const { status } = await server.call('POST', path, { key: '', body });
      expect([path, status]).toEqual([path, 404]);
    }
    for (const path of ['/api/auth/ok', '/api/auth/get-session', '/api/auth/error', '/api/auth/reference'])
      expect((await server.call('GET', path, { key: '' })).status).toBe(404);
  });
});

describe('a fresh install', () => {
  let first: ChildServer;
  let second: ChildServer;
  beforeAll(async () => {
    // As somebody starts it who set nothing at all: the database inside of the data directory, no key from outside.
    const nothing = { DATABASE_URL: '', SEVENFOLD_ADMIN_KEY: '' };
    [first, second] = await Promise.all([startChild(nothing), startChild({ SEVENFOLD_ADMIN_KEY: '' })]);
  });
  afterAll(async () => {
    await Promise.all([first.stop(), second.stop()]);
    first.remove();
    second.remove();
  });

  const accounts = ({ dataDir }: ChildServer) =>
    readFileSync(join(dataDir, 'sign-in.txt'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(/\s+/));
  const signIn = (server: ChildServer, email: string, password: string) =>
    fetch(`${server.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });

  it('has no default credential: the passwords of two installs differ and guesses fail', async () => {
    const passwords = [...accounts(first), ...accounts(second)].map(([, password]) => password);
    expect(passwords.length).toBeGreaterThanOrEqual(2);
    expect(new Set(passwords).size).toBe(passwords.length);
    for (const password of passwords) expect(password).toMatch(/^[\w-]{16,}$/);
    const [owner = ''] = accounts(first)[0] ?? [];
    const guesses = ['', 'admin', 'password', 'sevenfold', 'changeme', 'owner', '1234567890', owner];
    for (const guess of guesses) expect((await signIn(first, owner, guess)).status).toBe(401);
    for (const email of ['admin@example.com', 'admin@sevenfold.example', 'root@localhost.example'])
      for (const guess of guesses) expect((await signIn(first, email, guess)).status).toBe(401);
    for (const key of ['admin', 'sk-test', 'sk-7f-', 'changeme', 'undefined', 'null', '*']) {
      const me = await fetch(`${first.url}/api/me`, { headers: { authorization: `Bearer ${key}` } });
      expect(me.status).toBe(401);
    }
    const [email = '', password = ''] = accounts(first)[0] ?? [];
    expect((await signIn(first, email, password)).status).toBe(200);
  });

  it('keeps its secrets in files that only its own user may read', () => {
    for (const name of ['sign-in.txt', 'cli-key', 'encryption.key', 'postgres.json'])
      expect([name, statSync(join(first.dataDir, name)).mode & 0o777]).toEqual([name, 0o600]);
  });

  it('listens on loopback only, its database too', async () => {
    const database = JSON.parse(readFileSync(join(first.dataDir, 'postgres.json'), 'utf8')).port as number;
    for (const port of [Number(new URL(first.url).port), database]) {
      if (existsSync('/proc/net/tcp')) expect(listening(port)).toEqual(['0100007F']);
      for (const address of outsideAddresses())
        expect([address, await accepts(address, port)]).toEqual([address, false]);
    }
  });

  it('answers the eleventh wrong password with 429 and says how long to wait', async () => {
    const email = 'rosa@oakhaven.example';
    for (let n = 0; n < 10; n += 1)
      expect((await signIn(second, n % 2 ? email : email.toUpperCase(), `wrong ${n}`)).status).toBe(401);
    const limited = await signIn(second, email, 'one more');
    expect(limited.status).toBe(429);
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(60);
  });

  it('counts wrong passwords that are sent all at once, before it tries them', async () => {
    const [email = '', password = ''] = accounts(second)[0] ?? [];
    const guesses = Array.from({ length: 40 }, (_, n) => `guess number ${n}`);
    const answers = await Promise.all([...guesses, password].map((guess) => signIn(second, email, guess)));
    const statuses = answers.map((answer) => answer.status);
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(10);
    expect(statuses.at(-1)).toBe(429);
  });
});

/** Local addresses (in hexadecimal) on which this machine listens at a port. */
function listening(port: number): string[] {
  const wanted = port.toString(16).toUpperCase().padStart(4, '0');
  return ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) =>
    existsSync(file)
      ? readFileSync(file, 'utf8')
          .split('\n')
          .map((line) => line.trim().split(/\s+/))
          .filter(([, local = '', , state]) => state === '0A' && local.endsWith(`:${wanted}`))
          .map(([, local = '']) => local.split(':')[0] ?? '')
      : [],
  );
}

function outsideAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address);
}

function accepts(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1_000 });
    const settle = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('connect', () => settle(true));
    socket.on('error', () => settle(false));
    socket.on('timeout', () => settle(false));
  });
}
