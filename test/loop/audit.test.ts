import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditor } from '../../src/governance/index.ts';
import { platformActor } from '../../src/kernel/index.ts';
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
  details: Record<string, unknown>;
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

  it('tells who was given what, who joined, and whose gate was changed', async () => {
    const invited = await server.json<{ token: string }>('POST', '/api/invitations', {
      body: { email: 'new.colleague@example.com', role: 'expert' },
    });
    const body = { token: invited.token, name: 'New Colleague', password: 'a long enough password' };
    expect((await server.call('POST', '/api/invitations/accept', { key: '', body })).status).toBe(200);
    const { data } = await server.json<{ data: { id: string; email: string }[] }>('GET', '/api/members');
    const member = data.find(({ email }) => email === 'new.colleague@example.com')?.id ?? '';
    await server.call('PATCH', `/api/members/${member}`, { body: { role: 'builder' } });
    const gate = { criteria: [{ grader: 'correct', measure: 'pass', at_least: 0.1 }] };
    const applied = await server.call('POST', '/api/apply', {
      body: [
        { kind: 'assistant', slug: 'told', name: 'Told', model: 'local/grounded', instructions: '' },
        { kind: 'dataset', slug: 'told-questions', name: 'Told', examples: [{ question: 'Why?' }] },
        {
          ...{ kind: 'eval', slug: 'told-eval', name: 'Told', app: 'told', dataset: 'told-questions', gate },
          graders: [{ name: 'correct', type: 'correct' }],
        },
      ],
    });
    expect(applied.status).toBe(200);

    const log = await entries();
    const of = (action: string) => log.find((entry) => entry.action === action && entry.outcome !== 'done');
    const done = (action: string) => log.find((entry) => entry.action === action && entry.outcome === 'done');
    expect(of('member.invite')?.details).toMatchObject({
      email: 'new.colleague@example.com',
      role: 'expert',
    });
    expect(done('invitation.accept')).toMatchObject({
      target: member,
      actorName: 'new.colleague@example.com',
      details: { role: 'expert' },
    });
    expect(of('member.change')).toMatchObject({ target: member, details: { role: 'builder' } });
    expect(done('eval.apply')).toMatchObject({
      target: 'told-eval',
      details: { gate: expect.objectContaining(gate) },
    });
    expect(done('assistant.apply')?.target).toBe('told');
    expect(JSON.stringify(log)).not.toContain('a long enough password');
  });

  it('does not call an act failed that was done, though its end could not be written', async () => {
    const { kernel } = server.platform;
    let writes = 0;
    const failing: typeof kernel.db.in = (workspaceId, work) => {
      writes += 1;
      return writes === 1 ? kernel.db.in(workspaceId, work) : Promise.reject(new Error('gone'));
    };
    const audit = auditor({ ...kernel, db: { ...kernel.db, in: failing } });
    const actor = platformActor(server.workspaceId);
    const act = { action: 'group.create', target: 'half-written', details: {} };
    expect(await audit.around(actor, act, async () => 'made')).toBe('made');
    const thrown = new Error('the act itself');
    writes = 0;
    await expect(audit.around(actor, act, () => Promise.reject(thrown))).rejects.toBe(thrown);
    const outcomes = (await entries()).filter(({ target }) => target === 'half-written');
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['attempted', 'attempted']);
  });

  it('shows that all of it was taken away', async () => {
    const { workspaceId, keys } = await server.otherWorkspace();
    const verify = () => server.json('POST', '/api/audit/verify', { key: keys.auditor, body: {} });
    expect(await verify()).toEqual({ entries: 1, problems: [] });
    await server.platform.kernel.db.system(async (tx) => {
      await tx.execute(sql`delete from audit_entries where workspace_id = ${workspaceId}`);
      await tx.execute(sql`delete from audit_heads where workspace_id = ${workspaceId}`);
    });
    expect(await verify()).toEqual({ entries: 0, problems: [{ seq: 1, problem: 'tail_cut' }] });
  });
});
