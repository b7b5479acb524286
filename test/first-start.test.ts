import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPlatform, type Platform } from '../src/api/platform.ts';
import { type Credential, createFirstWorkspace } from '../src/identity/index.ts';
import { loadConfig } from '../src/kernel/index.ts';
import { createDatabase } from './harness/server.ts';

describe('a first start that dies on the way', () => {
  const dir = mkdtempSync(join(tmpdir(), 'sevenfold-first-'));
  let platform: Platform;
  beforeAll(async () => {
    const env = { SEVENFOLD_DATA_DIR: dir, DATABASE_URL: await createDatabase(), LOG_LEVEL: 'error' };
    platform = await openPlatform(loadConfig(env), 'server');
  });
  afterAll(async () => {
    await platform.kernel.close();
    rmSync(dir, { recursive: true, force: true });
  });

  it('is done anew by the next one, whose passwords are those that work', async () => {
    const { identity } = platform;
    const people = [{ email: 'first@oakhaven.example', name: 'First', role: 'owner' as const, groups: [] }];
    const plan = { slug: 'main', name: 'Workspace', groups: [], people };
    const dies = () => {
      throw new Error('killed');
    };
    await expect(createFirstWorkspace(identity, plan, dies)).rejects.toThrow('killed');
    let kept: Credential[] = [];
    const made = await createFirstWorkspace(identity, plan, (credentials) => {
      kept = credentials;
    });
    expect(made).toEqual(kept);
    const [{ email, password } = { email: '', password: '' }] = kept;
    const body = { email, password };
    expect((await identity.auth.api.signInEmail({ body, asResponse: true })).status).toBe(200);
    expect(await createFirstWorkspace(identity, plan, dies)).toBeUndefined();
  });
});
