import { and, desc, eq, gte, isNotNull, isNull, lt, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../../kernel/index.ts';
import { modelCalls as calls_ } from '../schema.ts';
import type { Dimension } from './contract.ts';

export type CallRow = typeof calls_.$inferSelect;

/** Which calls are meant; everything that is given must hold. */
interface Which extends Partial<Record<Exclude<Dimension, 'dataClass'>, string>> {
  dataClass?: CallRow['dataClass'];
  from?: Date | undefined;
  to?: Date | undefined;
}

export interface UsageFilter extends Which {
  from: Date;
  to: Date;
}

interface CallsAsked extends Which {
  limit: number;
  run?: string;
  after?: string;
  failed?: string;
}

/** Version 3 of one app has nothing to do with that of another. */
const VERSION = sql`${calls_.app} || '@' || ${calls_.version}`;
const COLUMNS: Record<Dimension, SQL> = {
  model: sql`${calls_.model}`,
  provider: sql`${calls_.provider}`,
  app: sql`${calls_.app}`,
  version: VERSION,
  actor: sql`${calls_.actorId}`,
  member: sql`${calls_.memberId}`,
  route: sql`${calls_.route}`,
  dataClass: sql`${calls_.dataClass}`,
  cache: sql`${calls_.cache}`,
  code: sql`${calls_.code}`,
  // One row a check that found something: the sums of checks overlap.
  finding: sql`jsonb_array_elements_text(case when ${calls_.findings} is null then '[null]'::jsonb else jsonb_path_query_array(${calls_.findings}, '$.keyvalue().key') end)`,
  // One row a group that a caller is in: the sums of groups overlap.
  group: sql`jsonb_array_elements_text(case when ${calls_.groups} = '[]'::jsonb then '[null]'::jsonb else ${calls_.groups} end)`,
};
const MOST_GROUPS = 200;

function where(which: Which): SQL | undefined {
  const { from, to, model, provider, app, version, actor, member, route, group } = which;
  const { dataClass, cache, finding, code } = which;
  return and(
    from ? gte(calls_.at, from) : undefined,
    to ? lt(calls_.at, to) : undefined,
    model ? eq(calls_.model, model) : undefined,
    provider ? eq(calls_.provider, provider) : undefined,
    app ? eq(calls_.app, app) : undefined,
    version ? sql`${VERSION} = ${version}` : undefined,
    actor ? eq(calls_.actorId, actor) : undefined,
    member ? eq(calls_.memberId, member) : undefined,
    route ? eq(calls_.route, route) : undefined,
    group ? sql`${calls_.groups} @> ${JSON.stringify([group])}::jsonb` : undefined,
    dataClass ? eq(calls_.dataClass, dataClass) : undefined,
    cache ? sql`${calls_.cache} = ${cache}` : undefined,
    finding ? sql`${calls_.findings} ? ${finding}` : undefined,
    code ? eq(calls_.code, code) : undefined,
  );
}

const number = (expression: SQL) => sql<number>`${expression}`.mapWith(Number);
const share = (q: number, column: SQL | typeof calls_.durationMs | typeof calls_.firstTokenMs) =>
  sql<
    number | null
  >`percentile_cont(${sql.raw(String(q))}) within group (order by ${column}) filter (where ${calls_.hedgeOf} is null)`;

/** What a hedged call took besides the answer is paid for, but is no request and took nobody's time. */
const CALL = sql`${calls_.hedgeOf} is null`;

const SUMS = {
  requests: number(sql`count(*) filter (where ${CALL})`),
  failed: number(sql`count(${calls_.code})`),
  promptTokens: number(sql`coalesce(sum(${calls_.promptTokens}), 0)`),
  cachedTokens: number(sql`coalesce(sum(${calls_.cachedTokens}), 0)`),
  completionTokens: number(sql`coalesce(sum(${calls_.completionTokens}), 0)`),
  dollars: number(sql`coalesce(sum(${calls_.costNanos}), 0) / 1e9`),
  unpriced: number(
    sql`count(*) filter (where ${calls_.costNanos} is null and ${calls_.code} is null and ${CALL})`,
  ),
  fromCache: number(sql`count(${calls_.cache})`),
  found: number(sql`count(${calls_.findings})`),
  p50: share(0.5, calls_.durationMs),
  p95: share(0.95, calls_.durationMs),
  firstTokenP50: share(0.5, calls_.firstTokenMs),
};

export type Sum = Awaited<ReturnType<typeof sums>>[number];

/** Sums over all calls, or one for each value of a dimension. */
export function sums(tx: Tx, filter: UsageFilter, by: Dimension | undefined) {
  const key = by ? sql<string | null>`${COLUMNS[by]}` : sql<string | null>`null::text`;
  const query = tx
    .select({ key: key.as('key'), ...SUMS })
    .from(calls_)
    .where(where(filter))
    .$dynamic();
  if (!by) return query;
  return query.groupBy(sql`1`).orderBy(desc(SUMS.dollars), desc(SUMS.requests)).limit(MOST_GROUPS);
}

/** Calls over time, with the steps in which there were none. */
export async function series(tx: Tx, filter: UsageFilter, step: 'hour' | 'day') {
  const unit = sql.raw(`'${step}'`);
  const bucket = sql`date_trunc(${unit}, ${calls_.at}, 'UTC')`;
  const rows = await tx
    .select({
      at: sql<Date>`${bucket}`.mapWith(calls_.at),
      requests: SUMS.requests,
      failed: SUMS.failed,
      dollars: SUMS.dollars,
      tokens: number(sql`coalesce(sum(${calls_.promptTokens} + ${calls_.completionTokens}), 0)`),
    })
    .from(calls_)
    .where(where(filter))
    .groupBy(sql`1`);
  const known = new Map(rows.map((row) => [row.at.getTime(), row]));
  const length = step === 'hour' ? 3_600_000 : 86_400_000;
  const first = Math.floor(filter.from.getTime() / length) * length;
  const count = Math.min(1_000, Math.ceil((filter.to.getTime() - first) / length));
  return Array.from({ length: count }, (_, i) => {
    const at = first + i * length;
    const { requests = 0, failed = 0, dollars = 0, tokens = 0 } = known.get(at) ?? {};
    return { at: new Date(at).toISOString(), requests, failed, dollars, tokens };
  });
}

export function calls(tx: Tx, asked: CallsAsked): Promise<CallRow[]> {
  const { limit, after, failed, run } = asked;
  return tx
    .select()
    .from(calls_)
    .where(
      and(
        where(asked),
        after ? lt(calls_.id, after) : undefined,
        run ? eq(calls_.run, run) : undefined,
        failed === 'true' ? isNotNull(calls_.code) : failed === 'false' ? isNull(calls_.code) : undefined,
      ),
    )
    .orderBy(desc(calls_.id))
    .limit(limit + 1);
}
