import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ChildServer, startChild } from '../harness/child.ts';
import { clientOf, endedJob, type Job, type Model, makeDataset } from '../harness/tuning.ts';

/** A training job outlives the process that works on it, and ends in the same model. */

const WORDS = 'red blue tall small heavy light round square soft hard warm cold old new fast slow'.split(' ');
const LABELS = ['invoice', 'refund', 'delivery', 'repair', 'advice', 'order'];
const EXAMPLES = LABELS.flatMap((label, l) =>
  Array.from({ length: 100 }, (_, i) => ({
    question: `${label} of the ${WORDS[i % 16]} ${WORDS[(i * 7 + l) % 16]} thing number ${i * 17 + l} in ${WORDS[(i * 3) % 16]} boxes`,
    answer: label,
  })),
);

let first: ChildServer;
let second: ChildServer | undefined;
beforeAll(async () => {
  first = await startChild();
});
afterAll(async () => {
  await first.stop();
  await second?.stop();
  first.remove();
  second?.remove();
});

it('ends after kill -9 with each text embedded once and the same bytes', async () => {
  const server = clientOf(first.url);
  await makeDataset(server, 'mail', EXAMPLES);
  const recipe = { sources: [{ type: 'dataset', dataset: 'mail' }], nearDuplicates: 'group' };
  const body = { recipe, suffix: 'killed' };
  const { id } = await server.json<Job>('POST', '/api/tuning/jobs', { body });
  // It dies while the texts are embedded.
  const progress = async () => (await server.json<Job>('GET', `/api/tuning/jobs/${id}`)).progress.done;
  await expect.poll(progress, { timeout: 60_000, interval: 50 }).toBeGreaterThan(0);
  process.kill(first.pid, 'SIGKILL');

  second = await startChild({ DATABASE_URL: first.databaseUrl });
  const after = clientOf(second.url);
  const job = await endedJob(after, id);
  expect(job).toMatchObject({ status: 'succeeded', problem: null });
  const steps = job.curve.map((point) => point.step);
  expect(new Set(steps).size).toBe(steps.length);
  const killed = await after.json<Model>('GET', `/api/tuned-models/${job.model?.id}`);
  const { data } = await after.json<{ data: Model[] }>('GET', '/api/tuned-models');
  expect(data).toHaveLength(1);
  // Texts that are nearly the same stay in one split, so its size is what their groups make it.
  const { train = 0, validation = 0, test = 0 } = killed.report?.examples ?? {};
  expect(train + validation + test).toBe(EXAMPLES.length);

  const again = await after.json<Job>('POST', '/api/tuning/jobs', { body });
  const { model } = await endedJob(after, again.id);
  const calm = await after.json<Model>('GET', `/api/tuned-models/${model?.id}`);
  expect(calm.report?.examples).toEqual(killed.report?.examples);
  expect(calm.hash).toBe(killed.hash);
}, 400_000);
