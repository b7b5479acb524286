import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { ListedReleases, Release } from '../../src/releases/contract.ts';
import { applied } from '../harness/evals.ts';
import { startServer, type TestServer } from '../harness/server.ts';

/** Where a roll-back leads, and when it is refused. */

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

let slug = '';
beforeEach(async () => {
  slug = `app-${Math.random().toString(36).slice(2, 10)}`;
  for (const instructions of ['One.', 'Two.', 'Three.', 'Four.'])
    await applied(server, [{ kind: 'assistant', slug, name: slug, model: 'local/grounded', instructions }]);
});

type Row = z.infer<typeof Release>;
async function serve(version: number): Promise<Row> {
  const answer = await server.call('POST', `/api/apps/${slug}/releases`, {
    body: { version, override: 'a test of something else' },
  });
  expect(answer.status).toBe(201);
  return (await answer.json()) as Row;
}
const back = (expected = {}) =>
  server.call('POST', `/api/apps/${slug}/rollback`, { body: { reason: 'It answers badly.', ...expected } });
const wentBackTo = async (expected = {}) => ((await (await back(expected)).json()) as Partial<Row>).version;
const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;
const listed = () => server.json<z.infer<typeof ListedReleases>>('GET', `/api/releases?app=${slug}`);

describe('rolling back', () => {
  it('goes one further each time, and never to what was rolled back', async () => {
    for (const version of [1, 2, 3]) await serve(version);
    expect((await listed()).rollback).toEqual({ from: 3, to: 2 });
    expect(await wentBackTo()).toBe(2);
    expect((await listed()).rollback).toEqual({ from: 2, to: 1 });
    expect(await wentBackTo()).toBe(1);
    expect((await listed()).rollback).toBeNull();
    expect(await codeOf(await back())).toBe('releases.nothing_before');
  });

  it('passes by what was rolled back also once another version was released', async () => {
    for (const version of [1, 2, 3]) await serve(version);
    expect(await wentBackTo()).toBe(2);
    await serve(4);
    expect(await wentBackTo()).toBe(2);
    expect(await wentBackTo()).toBe(1);
  });

  it('goes back to a version that was released once more after its roll-back, and then replaced', async () => {
    for (const version of [1, 2]) await serve(version);
    expect(await wentBackTo()).toBe(1);
    for (const version of [2, 3]) await serve(version);
    expect(await wentBackTo()).toBe(2);
  });

  it('does not bring back what was stopped', async () => {
    await serve(1);
    await serve(2);
    const { id } = await serve(3);
    expect((await server.call('DELETE', `/api/releases/${id}`)).status).toBe(204);
    expect((await listed()).rollback).toEqual({ from: null, to: 2 });
    expect(await wentBackTo({ from: null, to: 2 })).toBe(2);
    expect(await wentBackTo()).toBe(1);
  });

  it('is refused when what serves, or what would, is not what the caller saw', async () => {
    for (const version of [1, 2, 3]) await serve(version);
    expect(await codeOf(await back({ from: 3, to: 1 }))).toBe('releases.moved_on');
    expect(await codeOf(await back({ from: null }))).toBe('releases.moved_on');
    const both = await Promise.all([back({ from: 3, to: 2 }), back({ from: 3, to: 2 })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { data } = await listed();
    expect(data.filter((one) => one.endedAt === null).map((one) => one.version)).toEqual([2]);
  });
});
