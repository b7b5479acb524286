import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLOSE, ended, ITEMS, questionsEval } from '../harness/openai-evals.ts';
import { ADMIN_KEY, startServer, type TestServer } from '../harness/server.ts';
import { startUpstream, type Upstream } from '../harness/upstream.ts';

let server: TestServer;
let upstream: Upstream;
let client: OpenAI;
beforeAll(async () => {
  upstream = await startUpstream();
  server = await startServer({ OPENAI_BASE_URL: upstream.url, OPENAI_API_KEY: 'sk-upstream-secret' });
  client = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: ADMIN_KEY, maxRetries: 0 });
});
afterAll(async () => {
  await server.stop();
  await upstream.close();
});

describe('criteria that a model judges', () => {
  const input = [{ role: 'user' as const, content: 'Judge: {{item.question}} {{sample.output_text}}' }];
  const label = {
    ...{ type: 'label_model' as const, name: 'tone', model: 'openai/scripted-1', input },
    ...{ labels: ['kind', 'rude'], passing_labels: ['kind'] },
  };
  const score = {
    ...{ type: 'score_model' as const, name: 'worth', model: 'openai/scripted-1', input },
    ...{ range: [1, 5], pass_threshold: 4 },
  };

  it('take a label or a number, and nothing that is neither', async () => {
    const verdicts: Record<string, string[]> = {
      Paris: ['{"label": "kind"}', '{"result": 5}'],
      Rome: ['```json\n{"label": "rude"}\n```', '4'],
      Madrid: ['{"label": "friendly"}', '{"result": 3}'],
      Berlin: ['kind', '{"result": 9}'],
    };
    upstream.reply = ({ raw }) => {
      const city = Object.keys(verdicts).find((name) => raw.includes(name)) ?? '';
      return { text: verdicts[city]?.[raw.includes('"label"') ? 0 : 1] ?? '' };
    };
    const made = await client.evals.create(questionsEval([label, score]));
    const content = ITEMS.slice(0, 4).map((row) => ({ ...row, sample: { output_text: 'Said.' } }));
    const run = await client.evals.runs.create(made.id, {
      data_source: { type: 'jsonl', source: { type: 'file_content', content } },
    });
    expect(await ended(client, run)).toMatchObject({
      result_counts: { passed: 1, failed: 1, errored: 2, total: 4 },
      per_testing_criteria_results: [
        { testing_criteria: 'tone', passed: 2, failed: 1 },
        { testing_criteria: 'worth', passed: 2, failed: 1 },
      ],
      per_model_usage: [{ model_name: 'openai/scripted-1', invocation_count: 8, total_tokens: 144 }],
    });
    const items = await client.evals.runs.outputItems.list(run.id, { eval_id: made.id });
    const found = items.data.map(({ results }) =>
      results.map(({ score: n, error }) => (error ? 'error' : n)),
    );
    expect(found).toEqual([
      [1, 5],
      [0, 4],
      ['error', 3],
      [1, 'error'],
    ]);
    expect(items.data[0]?.results[0]?.sample).toMatchObject({ label: 'kind' });
    expect(items.data[3]?.results[1]?.error).toMatchObject({
      message: expect.stringContaining('not in the range from 1 to 5'),
    });
  });

  it('are judged with no key by local/zero-shot, and cosine by local/minilm', async () => {
    const cosine = { ...CLOSE, name: 'meaning', evaluation_metric: 'cosine' as const, pass_threshold: 0.6 };
    const local = {
      ...{
        ...label,
        model: 'local/zero-shot',
        input: [{ role: 'user' as const, content: '{{item.question}}' }],
      },
      ...{ labels: ['refund of money', 'weather'], passing_labels: ['refund of money'] },
    };
    const made = await client.evals.create(questionsEval([local, cosine]));
    const content = [
      [
        'When do I get my money back?',
        'The refund is paid in five days.',
        'The money is refunded within five days.',
      ],
      ['Will it rain tomorrow?', 'The refund is paid in five days.', 'It is sunny.'],
    ].map(([question, answer, output_text]) => ({ item: { question, answer }, sample: { output_text } }));
    const run = await client.evals.runs.create(made.id, {
      data_source: { type: 'jsonl', source: { type: 'file_content', content } },
    });
    await ended(client, run);
    const items = await client.evals.runs.outputItems.list(run.id, { eval_id: made.id });
    expect(items.data.map(({ results }) => results.map((result) => result.passed))).toEqual([
      [true, true],
      [false, false],
    ]);
  });
});
