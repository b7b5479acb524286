import OpenAI from 'openai';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ChildServer, startChild } from '../harness/child.ts';
import { answeredBy, EXACT, ended, questionsEval } from '../harness/openai-evals.ts';
import { ADMIN_KEY } from '../harness/server.ts';
import { startUpstream, type Upstream } from '../harness/upstream.ts';

/** A run of an eval outlives the process that works on it, and counts every item once. */

const ITEMS = Array.from({ length: 240 }, (_, i) => ({
  item: { question: `What is number ${i}?`, answer: i % 3 === 0 ? 'Right' : 'Wrong' },
}));

let upstream: Upstream;
let first: ChildServer;
let second: ChildServer | undefined;
beforeAll(async () => {
  upstream = await startUpstream('Right');
  first = await startChild({ OPENAI_BASE_URL: upstream.url, OPENAI_API_KEY: 'sk-upstream-secret' });
});
afterAll(async () => {
  await first.stop();
  await second?.stop();
  await upstream.close();
  first.remove();
  second?.remove();
});

const numberIn = (text: string) => Number(/number (\d+)/.exec(text)?.[1]);
const clientOf = ({ url }: ChildServer) =>
  new OpenAI({ baseURL: `${url}/v1`, apiKey: ADMIN_KEY, maxRetries: 0 });

it('ends after kill -9 with every item measured once', async () => {
  // The first half is answered; the process dies while it waits for the second.
  upstream.reply = ({ raw }) => (numberIn(raw) < 120 ? { text: 'Right' } : { stall: '' });
  const client = clientOf(first);
  const { id: eval_id } = await client.evals.create(questionsEval([EXACT]));
  const run = await client.evals.runs.create(eval_id, {
    data_source: answeredBy('openai/scripted-1', ITEMS),
  });
  const counts = async () => (await client.evals.runs.retrieve(run.id, { eval_id })).result_counts;
  await expect.poll(counts, { timeout: 30_000 }).toMatchObject({ passed: 40, failed: 80, errored: 0 });
  await expect.poll(() => upstream.waiting(), { timeout: 10_000 }).toBe(8);
  process.kill(first.pid, 'SIGKILL');
  upstream.say('Right');

  const env = { OPENAI_BASE_URL: upstream.url, OPENAI_API_KEY: 'sk-upstream-secret' };
  second = await startChild({ ...env, DATABASE_URL: first.databaseUrl });
  const after = await ended(clientOf(second), run);
  expect(after).toMatchObject({
    status: 'completed',
    result_counts: { total: 240, passed: 80, failed: 160, errored: 0 },
    per_model_usage: [{ invocation_count: 240 }],
    per_testing_criteria_results: [{ passed: 80, failed: 160 }],
  });
  // Asked again are those that were under way, and nothing that was stored.
  const asked = upstream.requests.map(({ raw }) => numberIn(raw));
  expect(asked.length).toBe(ITEMS.length + 8);
  expect(new Set(asked).size).toBe(ITEMS.length);
  const places = new Set<number>();
  for await (const item of clientOf(second).evals.runs.outputItems.list(run.id, { eval_id, limit: 100 }))
    places.add(item.datasource_item_id);
  expect(places.size).toBe(ITEMS.length);
}, 120_000);
