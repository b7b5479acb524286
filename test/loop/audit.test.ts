import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type TestServer } from '../harness/server.ts';

const ENCRYPTION_KEY = '5a'.repeat(32);
const MAIN = new URL('../../src/main.ts', import.meta.url).pathname;

let server: TestServer;
let dir: string;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'sevenfold-audit-'));
  server = await startServer({ ENCRYPTION_KEY });
});
afterAll(async () => {
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
});

interface Entry {
  action: string;
  target: string;
  outcome: string;
  actorName: string;
}
const entries = async () => (await server.json<{ data: Entry[] }>('GET', '/api/audit?limit=500')).data;
const makeGroup = (slug: string) => server.call('POST', '/api/groups', { body: { slug, name: slug } });

/** The command line, with its exit code. */
async function sevenfold(...args: string[]): Promise<{ code: number; out: string }> {
  const env = { PATH: process.env.PATH, ENCRYPTION_KEY, SEVENFOLD_DATA_DIR: join(dir, 'elsewhere') };
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [MAIN, ...args], { env });
    return { code: 0, out: stdout };
  } catch (error) {
    const { code, stdout } = error as { code: number; stdout: string };
    return { code, out: stdout };
  }
}

describe('the audit log', () => {
  it('has each privileged act twice: attempted before anything happened, and how it ended', async () => {
    await makeGroup('night-shift');
    await makeGroup('night-shift');
    const log = (await entries()).filter((entry) => entry.action === 'group.create');
    expect(log.map((entry) => entry.outcome)).toEqual(['failed', 'attempted', 'done', 'attempted']);
    expect(JSON.stringify(log)).not.toContain(ENCRYPTION_KEY);
  });

  it('is checked offline from its export; an edit, a deletion and a cut tail show', async () => {
    for (let i = 0; i < 5; i += 1) await makeGroup(`team-${i}`);
    const file = join(dir, 'audit.jsonl');
    const text = await (await server.call('GET', '/api/audit/export')).text();
    writeFileSync(file, text);
    const whole = await sevenfold('audit', 'verify', file);
    expect(whole).toMatchObject({ code: 0, out: expect.stringContaining('intact') });

    const lines = text.trim().split('\n');
    const tampered = {
      edited: lines.map((line, i) => (i === 2 ? line.replace('group.', 'grove.') : line)),
      deleted: lines.toSpliced(3, 1),
      cut: lines.toSpliced(lines.length - 3, 2),
    };
    for (const [name, changed] of Object.entries(tampered)) {
      writeFileSync(file, changed.join('\n'));
      const found = await sevenfold('--json', 'audit', 'verify', file);
      expect(found.code, name).toBe(1);
      expect(JSON.parse(found.out).problems.length, name).toBeGreaterThan(0);
    }
    writeFileSync(file, 'not an export');
    expect(await sevenfold('audit', 'verify', file)).toMatchObject({ code: 1, out: '' });
  });

  it('shows a chain that was cut together with its end by an anchor kept elsewhere', async () => {
    const anchor = await server.json('GET', '/api/audit/anchor');
    const checked = await server.json<{ problems: unknown[] }>('POST', '/api/audit/verify', {
      body: { anchors: [anchor] },
    });
    expect(checked.problems).toEqual([]);
    const { seq } = anchor as { seq: number };
    const later = { ...(anchor as object), seq: seq + 7 };
    const lost = await server.json<{ problems: unknown[] }>('POST', '/api/audit/verify', {
      body: { anchors: [later] },
    });
    expect(lost.problems).toEqual([{ seq: seq + 7, problem: 'bad_head' }]);
  });

  it('refuses privileged acts while it cannot be written, and does nothing', async () => {
    const { pool } = server.platform.kernel.connection;
    await pool.query('alter table audit_entries rename to audit_entries_gone');
    const refused = await makeGroup('never-made');
    expect(refused.status).toBe(503);
    expect(await refused.json()).toMatchObject({ code: 'governance.audit_unavailable' });
    await pool.query('alter table audit_entries_gone rename to audit_entries');
    const groups = await server.json<{ data: { slug: string }[] }>('GET', '/api/groups');
    expect(groups.data.map((group) => group.slug)).not.toContain('never-made');
    expect((await makeGroup('never-made')).status).toBe(201);
  });
});
