import { sql } from 'drizzle-orm';
import type { Tx } from '../../kernel/index.ts';
import { modelCalls } from '../schema.ts';

export type CallRow = Required<typeof modelCalls.$inferInsert>;

/**
 * Writes rows as one parameter: a row each with a parameter a column costs PostgreSQL more than the calls themselves, and
 * ends at 65,535 parameters. The names in JSON are the columns'. Rows come again when nobody heard of their commit: refused
 * as doubles, they would hold up for ever all that come after them.
 */
export async function insertCalls(tx: Tx, rows: readonly EncodedCall[]): Promise<void> {
  const json = Buffer.from(`[${rows.join(',')}]`);
  await tx.execute(
    sql`insert into ${modelCalls} select * from json_populate_recordset(null::${modelCalls}, convert_from(${json}, 'UTF8')::json) on conflict do nothing`,
  );
}

/**
 * A row as it is sent, without what it has not. Each is encoded when its call ends: all of them at once would hold up the
 * calls in between.
 */
export type EncodedCall = string;

export function encodeCall(row: CallRow): EncodedCall {
  return JSON.stringify({
    id: row.id,
    workspace_id: row.workspaceId,
    at: row.at,
    actor_id: row.actorId,
    member_id: row.memberId ?? undefined,
    groups: row.groups,
    app: row.app ?? undefined,
    version: row.version ?? undefined,
    route: row.route ?? undefined,
    provider: row.provider,
    model: row.model,
    path: row.path,
    stream: row.stream,
    status: row.status,
    code: row.code ?? undefined,
    attempts: row.attempts,
    prompt_tokens: row.promptTokens,
    cached_tokens: row.cachedTokens,
    completion_tokens: row.completionTokens,
    cost_nanos: row.costNanos ?? undefined,
    duration_ms: row.durationMs,
    first_token_ms: row.firstTokenMs ?? undefined,
    cache: row.cache ?? undefined,
    data_class: row.dataClass,
    findings: row.findings ?? undefined,
    price: row.price ?? undefined,
    run: row.run ?? undefined,
    usage_source: row.usageSource ?? undefined,
    hedge_of: row.hedgeOf ?? undefined,
  });
}
