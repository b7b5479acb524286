import OpenAI, { toFile } from 'openai';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ADMIN_KEY, startServer, type TestServer } from '../harness/server.ts';
import { MAIL, wireEnded } from '../harness/tuning.ts';

vi.setConfig({ testTimeout: 180_000 });

/** OpenAI's fine-tuning with its own client, of which only base URL and key are changed. */

let server: TestServer;
let client: OpenAI;
beforeAll(async () => {
  server = await startServer();
  client = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: ADMIN_KEY, maxRetries: 0 });
});
afterAll(() => server.stop());

const chat = MAIL.map(({ question, answer }) => ({
  messages: [
    { role: 'system', content: 'Name the department.' },
    { role: 'user', content: question },
    { role: 'assistant', content: answer },
  ],
}));
const upload = async (lines: readonly unknown[]) => {
  const text = lines.map((line) => JSON.stringify(line)).join('\n');
  return (
    await client.files.create({ file: await toFile(Buffer.from(text), 'mail.jsonl'), purpose: 'fine-tune' })
  ).id;
};
const base = 'local/minilm-classifier';

describe('client.fineTuning.jobs', () => {
  it('makes a model of an uploaded file, which answers', async () => {
    const training_file = await upload(chat);
    const created = await client.fineTuning.jobs.create({
      ...{ model: base, training_file, suffix: 'Mail Desk', seed: 11 },
      method: { type: 'supervised', supervised: { hyperparameters: { n_epochs: 3, batch_size: 'auto' } } },
      metadata: { team: 'returns' },
    });
    expect(created).toMatchObject({
      ...{
        object: 'fine_tuning.job',
        model: base,
        training_file,
        validation_file: null,
        fine_tuned_model: null,
      },
      ...{ seed: 11, metadata: { team: 'returns' }, error: null, trained_tokens: null, finished_at: null },
      hyperparameters: { n_epochs: 3, batch_size: 'auto', learning_rate_multiplier: 'auto' },
      method: { type: 'supervised' },
    });
    expect(['validating_files', 'queued', 'running']).toContain(created.status);
    const job = await wireEnded(client, created.id);
    expect(job.status).toBe('succeeded');
    expect(job.fine_tuned_model).toMatch(/^ft:local\/minilm-classifier:mail-desk:\w{10}$/);
    expect(job.trained_tokens).toBeGreaterThan(100);
    expect(job.finished_at).toBeGreaterThanOrEqual(job.created_at);

    const answer = await client.chat.completions.create({
      model: job.fine_tuned_model ?? '',
      messages: [{ role: 'user', content: 'I want the money back for the bicycle that broke' }],
    });
    expect(answer.choices[0]?.message.content).toBe('refund');

    const metrics: OpenAI.FineTuning.FineTuningJobEvent[] = [];
    const messages: string[] = [];
    for await (const event of client.fineTuning.jobs.listEvents(job.id, { limit: 5 })) {
      if (event.type === 'metrics') metrics.push(event);
      else messages.push(event.message);
    }
    expect(messages[0]).toBe('The job has successfully completed');
    expect(messages.at(-1)).toBe(`Created fine-tuning job on ${base}`);
    expect(metrics.length).toBeGreaterThan(1);
    expect(metrics[0]?.data).toMatchObject({ step: expect.any(Number), train_loss: expect.any(Number) });
    const [result = ''] = job.result_files;
    const csv = await (await client.files.content(result)).text();
    expect(csv.split('\n')[0]).toContain('step,train_loss');
    expect(csv.trim().split('\n').length - 1).toBe(metrics.length);

    const checkpoints = await client.fineTuning.jobs.checkpoints.list(job.id);
    for (const one of checkpoints.data) expect(one.fine_tuning_job_id).toBe(job.id);

    const found: string[] = [];
    for await (const one of client.fineTuning.jobs.list({ metadata: { team: 'returns' } }))
      found.push(one.id);
    expect(found).toEqual([job.id]);
    const none = await client.fineTuning.jobs.list({ metadata: { team: 'nobody' } });
    expect(none.data).toEqual([]);
  });

  it('takes a validation file, cancels, pauses and goes on', async () => {
    const training_file = await upload(chat.slice(0, 24));
    const validation_file = await upload(chat.slice(24));
    const create = () => client.fineTuning.jobs.create({ model: base, training_file, validation_file });
    const paused = await client.fineTuning.jobs.pause((await create()).id);
    expect(paused.status).toBe('paused');
    await expect(client.fineTuning.jobs.pause(paused.id)).rejects.toMatchObject({ status: 409 });
    const cancelled = await client.fineTuning.jobs.cancel((await create()).id);
    expect(cancelled.status).toBe('cancelled');
    expect((await client.fineTuning.jobs.retrieve(cancelled.id)).fine_tuned_model).toBeNull();
    const resumed = await client.fineTuning.jobs.resume(paused.id);
    expect(['validating_files', 'queued', 'running']).toContain(resumed.status);
    const job = await wireEnded(client, paused.id);
    expect(job).toMatchObject({ status: 'succeeded', validation_file });
    const { sevenfold } = job as unknown as { sevenfold: { training_set: string; version: number } };
    const version = await server.json<{ report: { splits: unknown } }>(
      'GET',
      `/api/training-sets/${sevenfold.training_set}/versions/${sevenfold.version}`,
    );
    expect(version.report.splits).toMatchObject({ validation: 6 });
  });

  it('learns several labels of a large file, whatever comes first in its messages', async () => {
    // Too long to be learned from, so that nothing is computed on them.
    const line = (n: number) => ({
      messages: [
        { content: `${'word '.repeat(4_100)}${n}`, role: 'user' },
        { content: n % 3 ? '["a","b"]' : '["a"]', role: 'assistant' },
      ],
    });
    const training_file = await upload(Array.from({ length: 60 }, (_, n) => line(n)));
    const job = await client.fineTuning.jobs.create({ model: base, training_file });
    const { sevenfold } = job as unknown as { sevenfold: { training_set: string } };
    const set = await server.json<{ recipe: { task: string } }>(
      'GET',
      `/api/training-sets/${sevenfold.training_set}`,
    );
    expect(set.recipe.task).toBe('multi');
    await client.fineTuning.jobs.cancel(job.id);
  });

  it("fails in OpenAI's words", async () => {
    const broken = await upload([{ messages: [{ role: 'user', content: 'a' }] }, { nothing: true }]);
    const created = await client.fineTuning.jobs.create({ model: base, training_file: broken });
    const job = await wireEnded(client, created.id);
    expect(job).toMatchObject({
      status: 'failed',
      error: {
        code: 'invalid_training_file',
        param: 'training_file',
        message: expect.stringContaining('Line 2'),
      },
    });
    const file = await upload(chat);
    const refusal = (params: Partial<OpenAI.FineTuning.JobCreateParams>) =>
      client.fineTuning.jobs.create({ model: base, training_file: file, ...params }).then(
        () => 'taken',
        (error) => [error.status, error.code],
      );
    const before = await server.json<{ data: unknown[] }>('GET', '/api/training-sets');
    expect(await refusal({ model: 'gpt-4o-mini' })).toEqual([404, 'model_not_found']);
    const recipe = { sources: [{ type: 'file', file }] };
    expect(
      (await server.call('POST', '/api/tuning/jobs', { body: { base: 'local/none', recipe } })).status,
    ).toBe(404);
    // What is refused leaves no training set behind.
    expect(await server.json('GET', '/api/training-sets')).toEqual(before);
    expect(await refusal({ training_file: 'file-none' })).toEqual([404, 'request.not_found']);
    expect(await refusal({ method: { type: 'dpo' } })).toEqual([400, 'tuning.unsupported_method']);
    await expect(client.fineTuning.jobs.retrieve('ftjob-none')).rejects.toMatchObject({ status: 404 });
  });
});
