import type { z } from 'zod';
import type { AppRow, DayOfTraffic } from '../../apps/index.ts';
import { type EvalRunRow, headline, unitOf } from '../../evals/index.ts';
import type { LiveApp, Release } from '../contract.ts';
import { type Tally, watch } from './watch.ts';

type Live = z.infer<typeof LiveApp>;

const DAY_MS = 86_400_000;
const WEEK = 7;
/** How many verdicts make a trend worth looking at. */
const TREND = 8;

/** One row of the home page: what serves, how good it is, how sure that is, and what production says. */
export function liveApp(
  app: AppRow,
  known: { releases: Release[]; runs: EvalRunRow[]; traffic: DayOfTraffic[]; today: Date },
): Live {
  const at = (stage: Release['stage']) => known.releases.find((one) => one.stage === stage) ?? null;
  const production = at('production');
  const week = (from: number, to: number) => known.traffic.filter(between(known.today, from, to));
  const measured = known.runs.flatMap(measuredBy);
  const proof = proofOf(measured, production);
  const [now, before] = [week(0, WEEK), week(WEEK, 2 * WEEK)];
  const tally = (days: DayOfTraffic[], what: 'abstained' | 'thumbsDown'): Tally => ({
    hits: sum(days.map((day) => day[what])),
    n: sum(days.map((day) => day.runs)),
  });
  return {
    slug: app.slug,
    name: app.latest.definition.name,
    latestVersion: app.latest.number,
    production,
    canary: at('canary'),
    staging: at('staging'),
    quality: proof ? qualityOf(proof) : null,
    qualityTrend: trendOf(measured, proof ?? measured.at(-1)),
    traffic: [...before, ...now].map(({ day, runs, abstained }) => ({ day, runs, abstained })),
    runs: sum(now.map((day) => day.runs)),
    costUsd: now.some((day) => day.costUsd !== null) ? sum(now.map((day) => day.costUsd ?? 0)) : null,
    abstentions: watch(tally(now, 'abstained'), tally(before, 'abstained')),
    complaints: watch(tally(now, 'thumbsDown'), tally(before, 'thumbsDown')),
  };
}

type Found = NonNullable<EvalRunRow['verdict']>['criteria'][number];

/** A run with the criterion that stands for its verdict. */
interface Measured {
  run: EvalRunRow;
  found: Found;
  criterion: Found['criterion'];
}

function measuredBy(run: EvalRunRow): Measured[] {
  const found = headline(run.verdict?.criteria ?? []);
  return found ? [{ run, found, criterion: found.criterion }] : [];
}

/** The run behind the release whose verdict is shown; a release without proof has no known quality. */
function proofOf(measured: readonly Measured[], production: Release | null): Measured | undefined {
  const ids = production?.evidence.map((one) => one.evalRunId) ?? [];
  return headline(measured.filter(({ run }) => ids.includes(run.id)));
}

function qualityOf({ run, found, criterion }: Measured): NonNullable<Live['quality']> {
  return {
    grader: criterion.grader,
    unit: unitOf(criterion, run.definition.graders),
    ...found.candidate,
    examples: found.examples ?? run.total / (run.baseline === null ? 1 : 2) / run.definition.repeats,
    evalRunId: run.id,
    measuredAt: (run.finishedAt ?? run.createdAt).toISOString(),
  };
}

/** Only what can be put on one scale: the same eval, the same grader, the same measure. */
function trendOf(measured: readonly Measured[], main: Measured | undefined): Live['qualityTrend'] {
  if (!main) return [];
  const { grader, measure } = main.criterion;
  const unit = unitOf(main.criterion, main.run.definition.graders);
  return measured
    .filter(({ run }) => run.evalSlug === main.run.evalSlug)
    .flatMap(({ run }) => {
      const found = run.verdict?.criteria.find(
        ({ criterion }) => criterion.grader === grader && criterion.measure === measure,
      );
      return found && unitOf(found.criterion, run.definition.graders) === unit
        ? [{ version: run.version, unit, ...found.candidate }]
        : [];
    })
    .slice(-TREND);
}

/** Days that lie `from` to `to` days back; today counts as 0. */
function between(today: Date, from: number, to: number) {
  const start = Date.parse(today.toISOString().slice(0, 10));
  return ({ day }: DayOfTraffic) => {
    const back = (start - Date.parse(day)) / DAY_MS;
    return back >= from && back < to;
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
