import { readFileSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { postmaster, sevenfold, temporaryDataDir } from './harness/process.ts';

const KEY = 'sk-start-test-key-0123456789';
const data = temporaryDataDir();
const env = {
  SEVENFOLD_DATA_DIR: data.dir,
  PORT: '0',
  SEVENFOLD_DEMO: 'off',
  SEVENFOLD_ADMIN_KEY: KEY,
  LOG_LEVEL: 'warn',
};
afterAll(() => data.remove());

const headers = { authorization: `Bearer ${KEY}` };

describe('starting, killing and starting again on one data directory', () => {
  it('starts with its own PostgreSQL, and refuses a second server there by name of the first', async () => {
    const first = sevenfold(['start'], env);
    const url = await first.url();
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(first.output()).toMatch(/Sign in as owner@sevenfold\.example with the password \S{12,}/);
    expect(statSync(join(data.dir, 'sign-in.txt')).mode & 0o077).toBe(0);

    const second = sevenfold(['start'], env);
    expect(await second.exit).toBe(1);
    expect(second.output()).toContain(`(process ${first.child.pid}) is using the data directory`);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);

    await fetch(`${url}/api/groups`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: '{"name":"Kept","slug":"kept"}',
    });
    first.child.kill('SIGKILL');
    await first.exit;
    expect(postmaster(data.dir)).toBeDefined();
  });

  it('takes over the PostgreSQL that a killed server left, with everything acknowledged in it', async () => {
    const again = sevenfold(['start'], env);
    const url = await again.url();
    const groups = await (await fetch(`${url}/api/groups`, { headers })).json();
    expect(JSON.stringify(groups)).toContain('"kept"');

    const pid = postmaster(data.dir) ?? 0;
    process.kill(pid, 'SIGKILL');
    // Its backends answer for a moment longer: only what a new one answers says that it came back.
    await expect.poll(() => postmaster(data.dir), { timeout: 15_000 }).not.toBe(pid);
    await expect
      .poll(async () => (await fetch(`${url}/api/groups`, { headers })).status, { timeout: 15_000 })
      .toBe(200);

    // As under `npm start`: the terminal signals the whole group, and npm passes it on.
    again.child.kill('SIGINT');
    again.child.kill('SIGTERM');
    expect(await again.exit).toBe(0);
    expect(postmaster(data.dir)).toBeUndefined();
  });

  it('stops at once when it is told so again, and takes its PostgreSQL with it', async () => {
    const third = sevenfold(['start'], env);
    const url = await third.url();
    // A request that is never sent to its end keeps it from stopping.
    const open = connect(Number(new URL(url).port), 'localhost');
    open.on('error', () => {});
    open.write(
      `POST /api/groups HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${KEY}\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n`,
    );
    await expect.poll(() => open.bytesWritten).toBeGreaterThan(0);
    await sleep(200);

    third.child.kill('SIGINT');
    await sleep(1_300);
    expect(third.child.exitCode).toBeNull();
    third.child.kill('SIGINT');
    expect(await third.exit).toBe(130);
    open.destroy();
    await expect.poll(() => postmaster(data.dir), { timeout: 10_000 }).toBeUndefined();
  });

  it('says what is wrong with a configuration and how to mend it, and does not start', async () => {
    const wrong = sevenfold(['start'], { ...env, PORT: 'eighty', DATABASE_URL: 'mysql://x' });
    expect(await wrong.exit).toBe(1);
    expect(wrong.output()).toMatch(
      /PORT must be a whole number[\s\S]*DATABASE_URL must start with postgresql:\/\//,
    );
    expect(wrong.output()).not.toContain('    at ');
  });

  it('tells a worker without a server what to do', async () => {
    const worker = sevenfold(['worker'], env);
    expect(await worker.exit).toBe(1);
    expect(worker.output()).toContain('Start one first');
  });

  it("keeps the command line's key readable by its owner only", () => {
    expect(statSync(join(data.dir, 'cli-key')).mode & 0o077).toBe(0);
    expect(readFileSync(join(data.dir, 'cli-key'), 'utf8')).toMatch(/^sk-7f-/);
  });
});
