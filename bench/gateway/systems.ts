import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../src/kernel/database/cluster.ts';
import { spawnServer } from '../harness/child-server.ts';
import { progress } from '../harness/report.ts';

/** Something that a request can be sent through. */
export interface System {
  name: string;
  url: string;
  headers: Record<string, string>;
  model: string;
  /** The process that serves. */
  pid: number;
  stop(): Promise<void>;
}

const JSON_TYPE = { 'content-type': 'application/json' };
const PORTKEY = '1.15.2';

/** Runs a program of this folder that prints its port first. */
export async function program(
  file: string,
  ...args: string[]
): Promise<{ child: ChildProcess; url: string }> {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = await once(child.stdout, 'data');
  return { child, url: `http://127.0.0.1:${String(port).trim()}/v1` };
}

export function direct(upstream: string, pid: number): System {
  const headers = { ...JSON_TYPE, authorization: 'Bearer sk-upstream' };
  return {
    name: 'direct',
    url: `${upstream}/chat/completions`,
    headers,
    model: 'mock-1',
    pid,
    stop: async () => {},
  };
}

export async function bareProxy(upstream: string): Promise<System> {
  const { child, url } = await program('./bare-proxy.ts', upstream);
  return {
    ...{ name: 'bare proxy', url: `${url}/chat/completions`, model: 'mock-1', pid: child.pid ?? 0 },
    headers: { ...JSON_TYPE, authorization: 'Bearer sk-bench' },
    stop: async () => void child.kill(),
  };
}

/** A plain install answers 500 on every stream, because its server's parts are not pinned. */
export async function portkey(upstream: string): Promise<System> {
  const home = fileURLToPath(new URL('../.cache/portkey', import.meta.url));
  const entry = join(home, 'node_modules/@portkey-ai/gateway/build/start-server.js');
  if (!existsSync(entry)) {
    progress(`installing Portkey's gateway ${PORTKEY} (once)`);
    mkdirSync(home, { recursive: true });
    const pins = { hono: '4.9.7', '@hono/node-server': '1.13.8' };
    const dependencies = { '@portkey-ai/gateway': PORTKEY, ...pins };
    writeFileSync(
      join(home, 'package.json'),
      JSON.stringify({ private: true, dependencies, overrides: pins }),
    );
    const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], {
      cwd: home,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (status !== 0) throw new Error("Portkey's gateway could not be installed");
  }
  const port = await freePort();
  const child = spawn(process.execPath, [entry, `--port=${port}`, '--headless'], {
    stdio: 'ignore',
    env: { ...process.env, TRUSTED_CUSTOM_HOSTS: '127.0.0.1,localhost' },
  });
  const url = `http://127.0.0.1:${port}`;
  await answers(url);
  return {
    ...{
      name: `Portkey ${PORTKEY}`,
      url: `${url}/v1/chat/completions`,
      model: 'mock-1',
      pid: child.pid ?? 0,
    },
    headers: {
      ...JSON_TYPE,
      authorization: 'Bearer sk-upstream',
      'x-portkey-provider': 'openai',
      'x-portkey-custom-host': upstream,
    },
    stop: async () => void child.kill('SIGKILL'),
  };
}

const ADMIN_KEY = 'sk-benchmark-admin-key-of-the-gateway';

/** Ours with everything that a call costs: keys from the database, a limit, a budget, and every call written down. */
export async function ours(upstream: string): Promise<System & { key: string; base: string }> {
  const dir = mkdtempSync(join(tmpdir(), 'sevenfold-bench-'));
  const server = await spawnServer(dir, {
    SEVENFOLD_DEMO: 'off',
    SEVENFOLD_ADMIN_KEY: ADMIN_KEY,
    LOG_LEVEL: 'error',
    PROVIDER_HOSTS: new URL(upstream).host,
  });
  await server.serving();
  const post = async (path: string, body: object) => {
    const headers = { ...JSON_TYPE, authorization: `Bearer ${ADMIN_KEY}` };
    const answer = await fetch(`${server.url}${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  };
  await post('/api/providers', { slug: 'mock', baseUrl: upstream, apiKey: 'sk-upstream' });
  await post('/api/limits', {
    name: 'All of it',
    subject: { of: 'workspace' },
    requestsPerMinute: 1e9,
    tokensPerMinute: 1e12,
    concurrent: 10_000,
    budget: { dollars: 1e6, period: 'month' },
  });
  return {
    ...{ name: 'Sevenfold, counting', url: `${server.url}/v1/chat/completions`, model: 'mock/gpt-4o-mini' },
    ...{ pid: server.pid, key: ADMIN_KEY, base: server.url },
    headers: { ...JSON_TYPE, authorization: `Bearer ${ADMIN_KEY}` },
    async stop() {
      await server.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function answers(url: string): Promise<void> {
  for (let n = 0; n < 200; n += 1) {
    const up = await fetch(url).then(
      () => true,
      () => false,
    );
    if (up) return;
    await sleep(50);
  }
  throw new Error(`${url} does not answer`);
}
