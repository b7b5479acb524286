import { and, eq, gte, sql } from 'drizzle-orm';
import type { Tx } from '../../kernel/index.ts';
import { runs } from '../schema.ts';

/** One day of an app's production: how many runs, how they ended, what people said, what it cost. */
export interface DayOfTraffic {
  app: string;
  /** ISO date in UTC. */
  day: string;
  runs: number;
  abstained: number;
  thumbsDown: number;
  costUsd: number | null;
}

/** Runs per app and day since a moment; days without runs are left out. */
export function trafficSince(tx: Tx, since: Date): Promise<DayOfTraffic[]> {
  const day = sql<string>`to_char(${runs.startedAt} at time zone 'UTC', 'YYYY-MM-DD')`;
  const count = sql`count(*)`;
  return tx
    .select({
      app: runs.appSlug,
      day: day.as('day'),
      runs: sql<number>`${count}::int`,
      abstained: sql<number>`(${count} filter (where ${runs.status} = 'abstained'))::int`,
      thumbsDown: sql<number>`(${count} filter (where exists (
        select 1 from feedback f where f.run_id = "runs"."id" and f.thumb = 'down')))::int`,
      costUsd: sql<number | null>`sum(${runs.costUsd})`,
    })
    .from(runs)
    .where(and(gte(runs.startedAt, since), eq(runs.source, 'platform')))
    .groupBy(runs.appSlug, sql`2`)
    .orderBy(runs.appSlug, sql`2`);
}
