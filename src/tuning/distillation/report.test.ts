import { describe, expect, it } from 'vitest';
import type { ExampleRow } from '../../evals/index.ts';
import { Comparison } from './contract.ts';
import { breakEvenOf, figuresOf, savedShare } from './figures.ts';
import { pairsOf, reportOf } from './report.ts';
import type { AnswerRow } from './store.ts';

const comparison = Comparison.parse({
  name: 'Tickets',
  teacher: { model: 'up/big', instructions: 'Label it.' },
  student: { model: 'ft:small' },
  dataset: 'tickets',
  notWorseBy: 0.05,
  trainingDollars: 10,
  requestsPerMonth: 1_000,
});

const answer = (side: 'teacher' | 'student', n: number, over: Partial<AnswerRow> = {}): AnswerRow => ({
  ...{ id: `da_${side}${n}`, workspaceId: 'ws', distillationId: 'dist', exampleId: `ex_${n}`, side },
  ...{ answer: 'refund', score: 1, pass: true, error: null, durationMs: side === 'teacher' ? 800 : 4 },
  ...{ promptTokens: side === 'teacher' ? 900 : 20, completionTokens: side === 'teacher' ? 10 : 1 },
  costNanos: side === 'teacher' ? 2_000_000 : 0,
  ...over,
});
const example = (n: number, tags: string[] = []) =>
  ({ id: `ex_${n}`, item: { question: `q${n}`, answer: 'refund', tags } }) as unknown as ExampleRow;

function compared(n: number, lost: (i: number) => boolean, tags: (i: number) => string[] = () => []) {
  const examples = Array.from({ length: n }, (_, i) => example(i, tags(i)));
  const answers = examples.flatMap((_, i) => [
    answer('teacher', i),
    answer('student', i, lost(i) ? { pass: false, score: 0, answer: 'invoice' } : {}),
  ]);
  return reportOf({ comparison, datasetHash: 'd' }, pairsOf(examples, answers));
}

describe('the report of a distillation', () => {
  it('passes a student that is as good, with what it saves', () => {
    const report = compared(300, (i) => i % 100 === 0);
    expect(report.result).toBe('pass');
    expect(report.changes).toEqual({ gained: 0, lost: 3, bothPass: 297, bothFail: 0 });
    expect(report.difference.estimate).toBeCloseTo(-0.01, 9);
    // 21 tokens instead of 910.
    expect(report.saved.tokens?.estimate).toBeCloseTo(1 - 21 / 910, 9);
    expect(report.saved.dollars).toBe(1);
    expect(report.saved.time).toBeCloseTo(1 - 4 / 800, 9);
    expect(report.breakEven).toEqual({
      ...{ trainingDollars: 10, savedPerRequest: 0.002, requests: 5_000, months: 5 },
    });
    expect(report.sentence.en).toBe(
      'ft:small can replace up/big: 99 % of 300 examples pass (97.1–99.7 %), 1 point less than with up/big (−2.9 to 0.3), and it takes 97.7 % fewer tokens.',
    );
    expect(report.sentence.zh).toContain('ft:small 可以替代 up/big');
  });

  it('blocks one that is worse than allowed', () => {
    const report = compared(300, (i) => i % 5 === 0);
    expect(report.result).toBe('block');
    expect(report.sentence.en).toContain('is not good enough to replace');
  });

  it('does not decide on a handful, and says how many more it takes', () => {
    const report = compared(20, () => false);
    expect(report.result).toBe('inconclusive');
    expect(report.furtherExamples).toBeGreaterThan(10);
    expect(report.sentence.en).toContain(`about ${report.furtherExamples} more examples`);
  });

  it('blocks one that is as good overall and lost a slice', () => {
    const report = compared(
      1_000,
      (i) => i < 20,
      (i) => (i < 40 ? ['chinese'] : []),
    );
    expect(report.slices.find(({ tag }) => tag === 'chinese')?.result).toBe('worse');
    expect(report.result).toBe('block');
    expect(report.sentence.en).toContain('worse on "chinese"');
  });

  it('is the same when it is computed again, and another when an answer is another', () => {
    const hash = (lost: number) => compared(50, (i) => i === lost).hashes.outputs;
    expect(hash(1)).toBe(hash(1));
    expect(hash(1)).not.toBe(hash(2));
  });
});

describe('the figures of one side', () => {
  it('count per request and per passed one', () => {
    const figures = figuresOf([0, 1, 2, 3].map((n) => answer('teacher', n, n === 0 ? { pass: false } : {})));
    expect(figures.tokens.perRequest.estimate).toBe(910);
    expect(figures.tokens.perPassed).toBeCloseTo((910 * 4) / 3, 9);
    expect(figures.dollars.perRequest).toBeCloseTo(0.002, 12);
    expect(figures.dollars.perPassed).toBeCloseTo(0.008 / 3, 12);
    expect(figures.latency).toEqual({ p50: 800, p95: 800 });
  });

  it('say nothing of cost where a price is not known, and nothing is paid back then', () => {
    const teacher = figuresOf([answer('teacher', 1, { costNanos: null })]);
    const student = figuresOf([answer('student', 1)]);
    expect(teacher.dollars).toEqual({ perRequest: null, perPassed: null });
    expect(breakEvenOf(10, teacher, student, 100)).toMatchObject({ requests: null, months: null });
  });

  it('never pay back when the student costs more', () => {
    const teacher = figuresOf([answer('teacher', 1, { costNanos: 10 })]);
    const student = figuresOf([answer('student', 1, { costNanos: 20 })]);
    expect(breakEvenOf(10, teacher, student, undefined).requests).toBeNull();
  });
});

describe('the share of tokens saved', () => {
  it('is of the sums, with an interval around it', () => {
    const pairs = Array.from({ length: 200 }, (_, i) => [100 + (i % 7), 40 + (i % 5)] as const);
    const saved = savedShare(pairs);
    const sums = pairs.reduce(([a, b], [x, y]) => [a + x, b + y], [0, 0] as [number, number]);
    expect(saved?.estimate).toBeCloseTo(1 - sums[1] / sums[0], 12);
    expect(saved?.low).toBeLessThan(saved?.estimate ?? 0);
    expect(saved?.high).toBeGreaterThan(saved?.estimate ?? 1);
  });

  it('is unknown when the teacher took nothing', () => expect(savedShare([[0, 5]])).toBeNull());
});
