import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { type Running, start } from '../../src/api/start.ts';
import { findWorkspace, makeKey, makeWorkspace } from '../../src/identity/testing.ts';
import { ROLES, type Role, type Scope } from '../../src/kernel/contract.ts';
import { loadConfig } from '../../src/kernel/index.ts';

/** A real server on a free port with a database of its own. */
export interface TestServer extends Running {
  workspaceId: string;
  /** A key with this role (and these groups and scopes) in the first workspace. */
  key(role: Role, options?: { groupIds?: string[]; scopes?: Scope[]; workspaceId?: string }): Promise<string>;
  /** Another workspace, with a key of each role. */
  otherWorkspace(): Promise<{ workspaceId: string; keys: Record<Role, string> }>;
  /** A request with a bearer key; bodies that are not strings or forms are sent as JSON. */
  call(method: string, path: string, options?: CallOptions): Promise<Response>;
  /** The same, and the answer's JSON, which the test knows the shape of. */
  json<T>(method: string, path: string, options?: CallOptions): Promise<T>;
}

export interface CallOptions {
  key?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

export const ADMIN_KEY = 'sk-test-admin-key-for-tests-only';

export async function startServer(env: Record<string, string> = {}): Promise<TestServer> {
  const dir = mkdtempSync(join(tmpdir(), 'sevenfold-server-'));
  const DATABASE_URL = await createDatabase();
  const base = {
    SEVENFOLD_DATA_DIR: dir,
    DATABASE_URL,
    PORT: '0',
    SEVENFOLD_DEMO: 'off',
    LOG_LEVEL: 'error',
    // The scripted upstream is on loopback, where providers are refused unless they are listed.
    PROVIDER_HOSTS: '127.0.0.1',
  };
  const running = await start(
    loadConfig({ ...base, SEVENFOLD_ADMIN_KEY: ADMIN_KEY, SHUTDOWN_SECONDS: '2', ...env }),
    () => {},
  );
  const { identity, kernel } = running.platform;
  const workspace = await kernel.db.system((tx) => findWorkspace(tx, 'main'));
  const workspaceId = workspace?.id ?? '';
  const key: TestServer['key'] = (role, options = {}) => makeKey(identity, { workspaceId, role, ...options });
  const call: TestServer['call'] = (method, path, { key: bearer = ADMIN_KEY, body, headers = {} } = {}) => {
    const plain = typeof body === 'string' || body instanceof FormData;
    const json = body !== undefined && !plain;
    return fetch(`${running.url}${path}`, {
      method,
      headers: {
        ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
        ...(json ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      body: json ? JSON.stringify(body) : (body as string | FormData | undefined),
    });
  };
  return {
    ...running,
    workspaceId,
    key,
    call,
    json: async <T>(method: string, path: string, options?: CallOptions) =>
      (await (await call(method, path, options)).json()) as T,
    async otherWorkspace() {
      const id = await makeWorkspace(identity, `other-${randomBytes(4).toString('hex')}`);
      const entries = await Promise.all(
        ROLES.map(async (role) => [role, await key(role, { workspaceId: id })] as const),
      );
      return { workspaceId: id, keys: Object.fromEntries(entries) as Record<Role, string> };
    },
    async stop() {
      await running.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** A fresh database; its owner is no superuser, as in production. */
export async function createDatabase(): Promise<string> {
  const admin = inject('postgres');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: `${admin}/postgres` });
  await client.connect();
  const password = randomBytes(12).toString('hex');
  await client.query(`create role ${name} login password '${password}'`);
  await client.query(`create database ${name} owner ${name}`);
  await client.end();
  const url = new URL(`${admin}/${name}`);
  url.username = name;
  url.password = password;
  return url.toString();
}
