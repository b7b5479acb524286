import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SdkUpstream, startSdkUpstream } from '../harness/sdk-upstream.ts';
import { ADMIN_KEY, startServer, type TestServer } from '../harness/server.ts';

const SCRIPT = fileURLToPath(new URL('./conformance.py', import.meta.url));
const REQUIREMENTS = fileURLToPath(new URL('./requirements.txt', import.meta.url));
const HOME = fileURLToPath(new URL('../.tmp/python-sdk', import.meta.url));
/** The script's own list, so that none is left out here. */
const CHECKS = [...readFileSync(SCRIPT, 'utf8').matchAll(/^def (check_\w+)/gm)].map(([, name]) => name ?? '');

/** A Python with the SDKs in it; a string says why there is none. Made once and kept. */
function python(): { path: string } | string {
  const path = join(HOME, 'bin/python');
  const wanted = readFileSync(REQUIREMENTS, 'utf8');
  const ready = join(HOME, 'installed.txt');
  if (existsSync(ready) && readFileSync(ready, 'utf8') === wanted) return { path };
  const run = (command: string, ...args: string[]) => spawnSync(command, args, { timeout: 240_000 });
  if (run('python3', '-m', 'venv', HOME).status !== 0) return 'python3 with venv is not here';
  if (run(path, '-m', 'pip', 'install', '--quiet', '-r', REQUIREMENTS).status !== 0)
    return `${wanted.trim().replaceAll('\n', ', ')} could not be installed`;
  writeFileSync(ready, wanted);
  return { path };
}

const found = python();
if (typeof found === 'string') process.stderr.write(`The Python SDKs are not tested: ${found}.\n`);

describe.skipIf(typeof found === 'string')('the official Python SDKs, unchanged', () => {
  let server: TestServer;
  let upstream: SdkUpstream;
  const outcomes = new Map<string, string>();

  beforeAll(async () => {
    if (typeof found === 'string') return;
    upstream = await startSdkUpstream();
    server = await startServer();
    await server.json('POST', '/api/providers', { body: { slug: 'up', baseUrl: upstream.url } });
    const definition = { kind: 'assistant', slug: 'unreleased', name: 'A', model: 'up/echo', knowledge: [] };
    await server.json('POST', '/api/apply', { body: definition });
    const limited = await server.key('member');
    const me = await server.json<{ id: string }>('GET', '/api/me', { key: limited });
    await server.json('POST', '/api/limits', {
      body: { name: 'One', subject: { of: 'key', id: me.id }, requestsPerMinute: 1 },
    });
    const keys = {
      admin: ADMIN_KEY,
      limited,
      reader: await server.key('member', { scopes: ['knowledge:read'] }),
    };
    const env = { PATH: process.env.PATH, SEVENFOLD_URL: server.url, SEVENFOLD_KEYS: JSON.stringify(keys) };
    const { stdout } = await promisify(execFile)(found.path, [SCRIPT], { env, timeout: 120_000 });
    for (const line of stdout.trim().split('\n')) {
      const { check, ok, why }: { check: string; ok: boolean; why?: string } = JSON.parse(line);
      outcomes.set(check, ok ? 'ok' : (why ?? 'failed'));
    }
  }, 180_000);
  afterAll(async () => {
    await server?.stop();
    await upstream?.close();
  });

  it.each(CHECKS)('%s', (name) => expect(outcomes.get(name)).toBe('ok'));

  it('ends at the upstream what its client has left, streaming or not', async () => {
    await expect.poll(() => [upstream.waiting(), upstream.left()], { timeout: 5_000 }).toEqual([0, 2]);
  });
});
