import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawnServer } from '../harness/child-server.ts';

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

export const JSON_TYPE = { 'content-type': 'application/json' };

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

const ADMIN_KEY = 'sk-benchmark-admin-key-of-the-gateway';

/** A card or an e-mail address is hidden from the model, and whoever tries to turn it is refused. */
const GUARDS = {
  name: 'Benchmark',
  rules: [
    { check: 'pii', where: ['input'], action: 'redact' },
    { check: 'injection', where: ['input'], action: 'block' },
  ],
};

/**
 * Ours with everything that a call costs: keys from the database, a limit, a budget, and every call written down.
 * @param guarded also looks for personal data and injections in what is asked, and brings pseudonyms back
 */
export async function ours(upstream: string, guarded = false): Promise<System> {
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
  if (guarded) await post('/api/guardrails/policies', { slug: 'default', definition: GUARDS });
  return {
    ...{
      name: guarded ? 'Sevenfold, PII + injection' : 'Sevenfold, counting',
      url: `${server.url}/v1/chat/completions`,
    },
    model: 'mock/gpt-4o-mini',
    pid: server.pid,
    headers: { ...JSON_TYPE, authorization: `Bearer ${ADMIN_KEY}` },
    async stop() {
      await server.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
