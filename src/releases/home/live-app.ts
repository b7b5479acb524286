import type { z } from 'zod';
import type { AppRow, DayOfTraffic } from '../../apps/index.ts';
import type { EvalRunRow } from '../../evals/index.ts';
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
    quality: qualityOf(known.runs, production),
    qualityTrend: known.runs.slice(-TREND).flatMap((run) => {
      const main = run.verdict?.criteria[0];
      return main ? [{ version: run.version, ...main.candidate }] : [];
    }),
    traffic: [...before, ...now].map(({ day, runs, abstained }) => ({ day, runs, abstained })),
    runs: sum(now.map((day) => day.runs)),
    costUsd: now.some((day) => day.costUsd !== null) ? sum(now.map((day) => day.costUsd ?? 0)) : null,
    abstentions: watch(tally(now, 'abstained'), tally(before, 'abstained')),
    complaints: watch(tally(now, 'thumbsDown'), tally(before, 'thumbsDown')),
  };
}

/** What the verdict behind the release measured first; a release without proof has no known quality. */
function qualityOf(runs: readonly EvalRunRow[], production: Release | null): Live['quality'] {
  const ids = production?.evidence.map((one) => one.evalRunId) ?? [];
  const run = runs.find((one) => ids.includes(one.id));
  const main = run?.verdict?.criteria[0];
  if (!run || !main) return null;
  return {
    grader: main.criterion.grader,
    ...main.candidate,
    examples: run.total / (run.baseline === null ? 1 : 2) / run.definition.repeats,
    evalRunId: run.id,
    measuredAt: (run.finishedAt ?? run.createdAt).toISOString(),
  };
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
