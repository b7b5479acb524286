import { describe, expect, it } from 'vitest';
import type { Client } from './client.ts';
import { compareEval } from './evals.ts';

const SAID = 'Version 2 is blocked.';
const run = {
  ...{ id: 'er_1', eval: 'handbook', evalName: 'Handbook', app: 'handbook', version: 2, baseline: 1 },
  definition: {
    ...{ kind: 'eval', slug: 'handbook', name: 'Handbook', app: 'handbook', dataset: 'questions' },
    graders: [{ name: 'correct', type: 'correct' }],
    gate: { criteria: [{ grader: 'correct', not_worse_by: 0 }] },
  },
  ...{ dataset: 'questions', datasetVersion: 1, status: 'done', total: 3_000, done: 3_000, errors: 0 },
  verdict: {
    ...{ result: 'pass', sentence: { en: SAID, zh: '' }, criteria: [], slices: [], seed: 1 },
    hashes: { version: '', baseline: '', dataset: '', graders: '', outputs: '' },
  },
  ...{ createdBy: 'Ada', createdAt: '2026-03-09T10:00:00Z', finishedAt: null },
};
const examples = Array.from({ length: 1_500 }, (_, i) => ({
  exampleId: `ex_${10_000 + i}`,
  item: { question: `Question ${i}?` },
  ...{ candidate: null, baseline: null, scores: { candidate: {}, baseline: {} } },
  change: i % 500 === 499 ? 'lost' : 'same_pass',
}));

/** Answers as the server does, a thousand examples at most at a time. */
const client: Client = {
  async json(_, path) {
    const { pathname, searchParams } = new URL(path, 'http://localhost');
    if (!pathname.endsWith('/results')) return run;
    const rest = examples.filter(({ exampleId }) => exampleId > (searchParams.get('after') ?? ''));
    const counts = { gained: 0, lost: 3, same_pass: 1_497, same_fail: 0, unjudged: 0 };
    return { data: rest.slice(0, 1_000), hasMore: rest.length > 1_000, counts };
  },
  send: () => Promise.reject(new Error('nothing is sent')),
};

describe('eval compare', () => {
  it('counts and lists what was lost beyond the first page of examples', async () => {
    const answers: { value: unknown; text: string }[] = [];
    const out = {
      ...{ json: false, write: () => undefined, progress: () => undefined, endProgress: () => undefined },
      answer: (value: unknown, text: string) => void answers.push({ value, text }),
    };
    await compareEval(client, out, 'er_1');
    const lines = ['Gained 0, lost 3:', ...[499, 999, 1_499].map((i) => `  - Question ${i}?`)];
    expect(answers[0]?.text).toBe([SAID, ...lines].join('\n'));
    expect(answers[0]?.value).toMatchObject({ counts: { lost: 3 }, examples: { length: 1_500 } });
  });
});
