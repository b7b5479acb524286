import { bcaInterval, bootstrapMean, seeded, wilson } from '../../evals/index.ts';
import type { Measure } from '../contract.ts';
import type { DistillationReport, SideFigures } from './contract.ts';
import type { AnswerRow } from './store.ts';

const SEED = 7117;
const NANOS = 1e9;

/** What one side took for all its answers, per request and per passed one. */
export function figuresOf(answers: readonly AnswerRow[]): SideFigures {
  const requests = answers.length;
  const passed = answers.filter(({ pass }) => pass).length;
  const tokens = answers.map(tokensOf);
  const total = sum(tokens);
  const nanos = answers.every(({ costNanos }) => costNanos !== null)
    ? sum(answers.map(({ costNanos }) => costNanos ?? 0))
    : null;
  const times = answers.map(({ durationMs }) => durationMs).sort((a, b) => a - b);
  const each = (all: number | null, n: number) => (all === null || n === 0 ? null : all / n);
  return {
    requests,
    passed,
    failed: answers.filter(({ error }) => error !== null).length,
    quality: { estimate: requests === 0 ? 0 : passed / requests, ...wilson(passed, requests, 0.95) },
    tokens: {
      prompt: sum(answers.map(({ promptTokens }) => promptTokens)),
      completion: sum(answers.map(({ completionTokens }) => completionTokens)),
      perRequest: meanOf(tokens),
      perPassed: each(total, passed),
    },
    dollars: {
      perRequest: each(nanos === null ? null : nanos / NANOS, requests),
      perPassed: each(nanos === null ? null : nanos / NANOS, passed),
    },
    latency: { p50: quantile(times, 0.5), p95: quantile(times, 0.95) },
  };
}

/**
 * The share that the student saves, 1 − Σ student / Σ teacher, with the BCa interval of its linearised mean over
 * examples (the delta method for a ratio of sums; Cochran, Sampling Techniques, 1977, ch. 6); null where the teacher
 * took nothing.
 * @param pairs tokens of teacher and student, an entry an example
 */
export function savedShare(pairs: readonly (readonly [number, number])[]): Measure | null {
  const ratio = (rows: readonly (readonly [number, number])[]) => {
    const teacher = sum(rows.map(([one]) => one));
    return teacher === 0 ? null : 1 - sum(rows.map(([, other]) => other)) / teacher;
  };
  const estimate = ratio(pairs);
  if (estimate === null) return null;
  const mean = sum(pairs.map(([one]) => one)) / pairs.length;
  const linear = pairs.map(([one, other]) => [estimate + (one - other - estimate * one) / mean]);
  const { low, high } = bcaInterval(bootstrapMean(linear, seeded(SEED)), 0.95);
  return { estimate, low, high };
}

/** When the training is paid back: after how many requests, and how many months at the expected traffic. */
export function breakEvenOf(
  trainingDollars: number,
  teacher: SideFigures,
  student: SideFigures,
  requestsPerMonth: number | undefined,
): DistillationReport['breakEven'] {
  const [before, after] = [teacher.dollars.perRequest, student.dollars.perRequest];
  const savedPerRequest = before === null || after === null ? null : before - after;
  const requests =
    savedPerRequest === null || savedPerRequest <= 0 ? null : Math.ceil(trainingDollars / savedPerRequest);
  const months = requests === null || requestsPerMonth === undefined ? null : requests / requestsPerMonth;
  return { trainingDollars, savedPerRequest, requests, months };
}

export function tokensOf({ promptTokens, completionTokens }: AnswerRow): number {
  return promptTokens + completionTokens;
}

function meanOf(values: readonly number[]): Measure {
  if (values.length === 0) return { estimate: 0, low: 0, high: 0 };
  const boot = bootstrapMean(
    values.map((value) => [value]),
    seeded(SEED),
  );
  const { low, high } = bcaInterval(boot, 0.95);
  return { estimate: boot.estimate, low, high };
}

/** Of sorted values, by the nearest rank. */
function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? 0;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
