import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestProject } from 'vitest/node';
import { freePort } from '../../../src/kernel/database/cluster.ts';
import { sevenfold, temporaryDataDir } from '../../harness/process.ts';
import { findChromium } from './chromium.ts';

/** A server as `npm start` runs it, with the Oakhaven demo in it. */
export interface Demo {
  url: string;
  /** A key of an owner of the demo workspace. */
  key: string;
  /** By e-mail address. */
  passwords: Record<string, string>;
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** Undefined where there is no browser to look at it with. */
    demo: Demo | undefined;
  }
}

const KEY = 'sk-test-admin-key-for-the-browser-tests';
const PATIENCE_MS = 300_000;

/** One server and one demo for all the browser tests. */
export default async function setup(project: TestProject) {
  if (!findChromium()) {
    project.provide('demo', undefined);
    process.stderr.write(
      'The browser tests are skipped: there is no "chromium" on the PATH, and CHROMIUM names none.\n',
    );
    return;
  }
  const data = temporaryDataDir();
  const server = sevenfold(['start'], {
    SEVENFOLD_DATA_DIR: data.dir,
    SEVENFOLD_ADMIN_KEY: KEY,
    PORT: String(await freePort()),
    SHUTDOWN_SECONDS: '2',
    LOG_LEVEL: 'error',
    // The scripted model server of the tests.
    PROVIDER_HOSTS: '127.0.0.1',
  });
  const stop = async () => {
    server.child.kill('SIGTERM');
    await server.exit;
    await data.remove();
  };
  try {
    const url = await server.url();
    await seeded(url);
    project.provide('demo', { url, key: KEY, passwords: passwordsIn(data.dir) });
  } catch (error) {
    await stop();
    throw error;
  }
  return async () => {
    // A server that is gone by now took tests with it; what it said last tells why.
    if (server.child.exitCode !== null || server.child.signalCode !== null)
      process.stderr.write(`The server of the browser tests ended by itself:\n${server.output()}\n`);
    await stop();
  };
}

/**
 * The documents are read after the server has started; then the assistant is measured, and serves when it has passed. Its
 * second version is still being measured while the tests begin.
 */
async function seeded(url: string): Promise<void> {
  const get = async <T>(path: string): Promise<T[]> => {
    const answer = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${KEY}` } });
    return ((await answer.json()) as { data: T[] }).data;
  };
  for (let waited = 0; waited < PATIENCE_MS; waited += 250) {
    const collections = await get<{ pending: number }>('/api/collections');
    const apps = await get<{ servingVersion: number | null }>('/api/apps');
    const serving = apps.some(({ servingVersion }) => servingVersion !== null);
    if (serving && collections.every(({ pending }) => pending === 0)) return;
    await sleep(250);
  }
  throw new Error(`the demo was not ready in ${PATIENCE_MS / 1_000} s`);
}

/** What a fresh install writes down: an address, its password and its role a line. */
function passwordsIn(dir: string): Record<string, string> {
  const lines = readFileSync(join(dir, 'sign-in.txt'), 'utf8').split('\n');
  const pairs = lines.map((line) => line.trim().split(/\s+/));
  return Object.fromEntries(
    pairs.flatMap(([email, password]) => (email && password ? [[email, password]] : [])),
  );
}
