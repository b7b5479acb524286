import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ingest, makeCollection, type Progress, upload } from './harness/knowledge.ts';
import { sevenfold } from './harness/process.ts';
import { startServer, type TestServer } from './harness/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

describe('a worker that dies', () => {
  it('leaves its work to another, which has it within 30 seconds, each document once', async () => {
    const { config } = server.platform.kernel;
    const env = {
      SEVENFOLD_DATA_DIR: config.SEVENFOLD_DATA_DIR,
      DATABASE_URL: config.DATABASE_URL ?? '',
      LOG_LEVEL: 'error',
    };
    const id = await makeCollection(server, 'Taken over');
    await ingest(server, id, { 'first.md': 'The first page.' });
    const workers = [sevenfold(['worker'], env), sevenfold(['worker'], env)];
    await Promise.all(
      workers.map((worker) =>
        expect.poll(() => worker.output(), { timeout: 20_000 }).toContain('A worker is running'),
      ),
    );

    const files = (batch: number) =>
      Object.fromEntries(
        Array.from({ length: 40 }, (_, i) => [
          `${batch}-${i}.md`,
          `# Page ${i}\n\n${`Shelf ${i} holds timber. `.repeat(60)}`,
        ]),
      );
    const started = await Promise.all([0, 1, 2, 3].map((batch) => upload(server, id, files(batch))));
    await expect
      .poll(async () => (await progress(started)).some((one) => one.ready > 0), { timeout: 20_000 })
      .toBe(true);
    for (const worker of workers) worker.child.kill('SIGKILL');
    await expect
      .poll(async () => (await progress(started)).every((one) => one.status === 'done'), {
        timeout: 60_000,
        interval: 250,
      })
      .toBe(true);

    for (const one of await progress(started)) expect(one).toMatchObject({ ready: 40, failed: 0 });
    const rows = await server.platform.knowledge.index.count(server.workspaceId);
    const { data } = await server.json<{ data: { passages: number }[] }>(
      'GET',
      `/api/collections/${id}/documents?limit=1000`,
    );
    expect(data).toHaveLength(161);
    expect(rows).toBe(data.reduce((sum, document) => sum + document.passages, 0));
  }, 120_000);
});

function progress(started: Progress[]): Promise<Progress[]> {
  return Promise.all(started.map((one) => server.json<Progress>('GET', `/api/ingestions/${one.id}`)));
}
