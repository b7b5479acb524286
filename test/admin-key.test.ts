import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureAdminKey } from '../src/identity/index.ts';
import { ADMIN_KEY, startServer, type TestServer } from './harness/server.ts';

describe('SEVENFOLD_ADMIN_KEY', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ LOG_LEVEL: 'silent' });
  });
  afterAll(() => server.stop());

  it('is made in the first workspace, whatever has become of that since', async () => {
    await server.otherWorkspace();
    await server.call('PATCH', '/api/workspace', { body: { name: 'Renamed' } });
    const key = 'sk-another-admin-key-for-tests';
    await ensureAdminKey(server.platform.identity, key);
    expect(await server.json('GET', '/api/me', { key })).toMatchObject({ workspace: { slug: 'main' } });
  });

  it('stays revoked when it is still set at the next start, which goes well', async () => {
    const owner = await server.key('owner');
    const { data } = await server.json<{ data: { id: string; hint: string }[] }>('GET', '/api/keys');
    const id = data.find(({ hint }) => hint === `${ADMIN_KEY.slice(0, 4)}…`)?.id;
    const revoke = () => server.call('DELETE', `/api/keys/${id}`, { key: owner });
    expect((await revoke()).status).toBe(204);
    await ensureAdminKey(server.platform.identity, ADMIN_KEY);
    expect((await server.call('GET', '/api/me')).status).toBe(401);
  });
});
