import { inArray, sql } from 'drizzle-orm';
import type { Tx } from '../../kernel/index.ts';
import { wireEvalItems } from '../schema-openai.ts';

export interface WireCounts {
  counts: { runId: string; total: number; passed: number; failed: number; errored: number }[];
  /** By the criterion's place among the eval's criteria, from 1. */
  criteria: { runId: string; place: number; passed: number; failed: number }[];
  usage: {
    runId: string;
    model: string;
    invocations: number;
    prompt: number;
    completion: number;
    total: number;
  }[];
}

/** How far runs have come: their items, each criterion, and what every model was used for. */
export async function countsOf(tx: Tx, runIds: readonly string[]): Promise<WireCounts> {
  if (runIds.length === 0) return { counts: [], criteria: [], usage: [] };
  const { runId, status, results, usage } = wireEvalItems;
  const these = inArray(runId, [...runIds]);
  const number = (expression: ReturnType<typeof sql>) => sql<number>`(${expression})::int`;
  const counts = await tx
    .select({
      runId,
      total: number(sql`count(*)`),
      passed: number(sql`count(*) filter (where ${status} = 'pass')`),
      failed: number(sql`count(*) filter (where ${status} = 'fail')`),
      errored: number(sql`count(*) filter (where ${status} = 'error')`),
    })
    .from(wireEvalItems)
    .where(these)
    .groupBy(runId);
  const passed = sql`(r.result->>'passed')::boolean`;
  const judged = sql`r.result->'error' = 'null'::jsonb`;
  const criteria = await tx
    .select({
      runId,
      place: number(sql`r.place`),
      passed: number(sql`count(*) filter (where ${judged} and ${passed})`),
      failed: number(sql`count(*) filter (where ${judged} and not ${passed})`),
    })
    .from(wireEvalItems)
    .crossJoinLateral(sql`jsonb_array_elements(${results}) with ordinality as r(result, place)`)
    .where(these)
    .groupBy(runId, sql`r.place`);
  // Floats: a sum of bigints would come back as text.
  const tokens = (name: 'prompt' | 'completion' | 'total') =>
    sql<number>`sum((u.call->>${name}::text)::float8)`;
  const spent = await tx
    .select({
      runId,
      model: sql<string>`u.call->>'model'`,
      invocations: number(sql`count(*)`),
      prompt: tokens('prompt'),
      completion: tokens('completion'),
      total: tokens('total'),
    })
    .from(wireEvalItems)
    .crossJoinLateral(sql`jsonb_array_elements(${usage}) as u(call)`)
    .where(these)
    .groupBy(runId, sql`u.call->>'model'`)
    .orderBy(sql`u.call->>'model'`);
  return { counts, criteria, usage: spent };
}
