import { afterAll, beforeAll, expect, it } from 'vitest';
import { startServer, type TestServer } from './harness/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

it('go on when one of them fails at every beat', async () => {
  const { durable } = server.platform.kernel;
  let looked = 0;
  durable.reconcile('what always fails', () => Promise.reject(new Error('on purpose')));
  durable.reconcile('what comes after it', async () => {
    looked += 1;
  });
  await expect.poll(() => looked, { timeout: 30_000 }).toBeGreaterThan(1);
});
