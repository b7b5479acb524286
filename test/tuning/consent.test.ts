import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startServer, type TestServer } from '../harness/server.ts';
import { built, holding } from '../harness/tuning.ts';

vi.setConfig({ testTimeout: 180_000 });

/** What is asked with "sevenfold-training: no" never enters a training set, by whatever way. */

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  const app = { kind: 'assistant', slug: 'desk', name: 'Desk', model: 'local/grounded' };
  await server.call('POST', '/api/apply', { body: app });
});
afterAll(() => server.stop());

/** Asks, and says what it should have been; returns the run's id. */
async function corrected(question: string, headers: Record<string, string> = {}): Promise<string> {
  const messages = [{ role: 'user', content: question }];
  const answer = await server.call('POST', '/v1/chat/completions', {
    body: { model: 'app/desk@1', messages },
    headers,
  });
  const { sevenfold } = (await answer.json()) as { sevenfold: { run_id: string } };
  const body = { thumb: 'down', correction: 'refund' };
  await server.call('PUT', `/api/runs/${sevenfold.run_id}/feedback`, { body });
  return sevenfold.run_id;
}

it('is counted and left out, from runs, from proposals and from the data sets they went into', async () => {
  await corrected('May I send back the sofa that broke');
  await corrected('The canary wants its money back', { 'sevenfold-training': 'no' });
  const fromRuns = await built(server, 'runs', { sources: [{ type: 'runs', app: 'desk' }] });
  expect(fromRuns.report).toMatchObject({
    ...{ candidates: 2, kept: 1, leftOut: [{ reason: 'not_for_training', count: 1 }] },
    bySource: [{ source: 'correction', kept: 1, leftOut: 1 }],
  });
  await server.call('POST', '/api/datasets', { body: { slug: 'desk', name: 'Desk' } });
  const { data } = await server.json<{ data: { id: string }[] }>('GET', '/api/proposals');
  expect(data).toHaveLength(2);
  for (const { id } of data)
    await server.call('POST', `/api/proposals/${id}/accept`, { body: { dataset: 'desk' } });
  for (const [slug, source] of [
    ['proposals', { type: 'proposals', app: 'desk' }],
    ['dataset', { type: 'dataset', dataset: 'desk' }],
  ] as const) {
    const { report } = await built(server, slug, { sources: [source] });
    expect(report).toMatchObject({ kept: 1, leftOut: [{ reason: 'not_for_training', count: 1 }] });
  }
  const found = await holding(server, 'canary');
  expect(found).toContain('public.examples');
  expect(found).not.toContain('public.training_examples');
});

it('follows the policy of the workspace', async () => {
  const policy = { runs: 'none', dataClasses: ['public', 'internal'] };
  await server.call('PUT', '/api/tuning/policy', { body: policy });
  const none = await built(server, 'none', { sources: [{ type: 'runs', app: 'desk' }] });
  expect(none).toMatchObject({ status: 'failed', problem: { code: 'tuning.nothing_left' } });
  expect(none.report?.leftOut).toEqual([{ reason: 'no_consent', count: 2 }]);
  await server.call('PUT', '/api/tuning/policy', {
    body: { ...policy, runs: 'feedback', dataClasses: ['public'] },
  });
  const classes = await built(server, 'classes', { sources: [{ type: 'runs', app: 'desk' }] });
  expect(classes.report?.leftOut).toEqual([
    { reason: 'not_for_training', count: 1 },
    { reason: 'data_class', count: 1 },
  ]);
});

it('refuses a word that is neither yes nor no', async () => {
  const answer = await server.call('POST', '/v1/chat/completions', {
    body: { model: 'app/desk@1', messages: [{ role: 'user', content: 'Hello' }] },
    headers: { 'sevenfold-training': 'never' },
  });
  expect(answer.status).toBe(400);
});
