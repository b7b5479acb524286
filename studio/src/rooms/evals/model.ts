import { CircleCheck, CircleQuestionMark, CircleX, type LucideIcon } from 'lucide-react';
import type { ItemOf, Result } from '../../client/endpoints.ts';
import type { Tone } from '../../parts/badge.tsx';

export type Eval = ItemOf<'GET /api/evals'>;
export type EvalRun = ItemOf<'GET /api/eval-runs'>;
export type Definition = Eval['definition'];
export type Grader = Definition['graders'][number];
export type Criterion = Definition['gate']['criteria'][number];
export type Verdict = NonNullable<EvalRun['verdict']>;
export type CriterionVerdict = Verdict['criteria'][number];
export type Slice = Verdict['slices'][number];
export type Outcome = Verdict['result'];
export type Compared = Result<'GET /api/eval-runs/{id}/results'>['data'][number];

export const RESULT_LOOKS: Record<Outcome, { icon: LucideIcon; tone: Tone }> = {
  pass: { icon: CircleCheck, tone: 'good' },
  block: { icon: CircleX, tone: 'bad' },
  inconclusive: { icon: CircleQuestionMark, tone: 'warn' },
};

/** Whether an eval run is still under way. */
export function underWay({ status }: Pick<EvalRun, 'status'>): boolean {
  return status === 'queued' || status === 'running';
}

export function compares(criterion: Criterion): boolean {
  return 'not_worse_by' in criterion || 'better_by' in criterion;
}

/** The criterion that stands for a verdict: a share of passes if there is one. As the server's headline. */
export function headline<T extends { criterion: Pick<Criterion, 'measure'> }>(
  criteria: readonly T[],
): T | undefined {
  return criteria.find(({ criterion }) => criterion.measure === 'pass') ?? criteria[0];
}

/** What a criterion is measured in. */
export type Unit = 'share' | 'ms' | 'usd' | 'score';

export function unitOf(criterion: Criterion, graders: readonly Grader[]): Unit {
  if (criterion.measure === 'pass') return 'share';
  const type = graders.find(({ name }) => name === criterion.grader)?.type;
  return type === 'latency' ? 'ms' : type === 'cost' ? 'usd' : 'score';
}

/** Where the interval has to lie: at a value, or at a difference to the baseline. Of time and money less is better. */
export function boundOf(criterion: Criterion, unit: Unit): number {
  const less = unit === 'ms' || unit === 'usd';
  if ('at_least' in criterion) return criterion.at_least;
  if ('at_most' in criterion) return criterion.at_most;
  if ('better_by' in criterion) return less ? -criterion.better_by : criterion.better_by;
  return less ? criterion.not_worse_by : -criterion.not_worse_by;
}
