import { and, asc, desc, eq, gte, isNotNull, like, sql } from 'drizzle-orm';
import { newId, type Tx } from '../../kernel/index.ts';
import { budgetAlerts, limits, modelCalls } from '../schema.ts';
import type { LimitRule } from './contract.ts';

export type LimitRow = typeof limits.$inferSelect;

export function allLimits(tx: Tx): Promise<LimitRow[]> {
  return tx.select().from(limits).orderBy(asc(limits.createdAt));
}

export async function addLimitRow(tx: Tx, workspaceId: string, rule: LimitRule): Promise<LimitRow> {
  const rows = await tx
    .insert(limits)
    .values({ id: newId('lim'), workspaceId, rule })
    .returning();
  return rows[0] as LimitRow;
}

export async function changeLimitRow(tx: Tx, id: string, rule: LimitRule): Promise<LimitRow | undefined> {
  return (await tx.update(limits).set({ rule }).where(eq(limits.id, id)).returning())[0];
}

export async function deleteLimit(tx: Tx, id: string): Promise<boolean> {
  return (await tx.delete(limits).where(eq(limits.id, id)).returning({ id: limits.id })).length > 0;
}

/**
 * Keeps that a share of a budget is announced, as long as the period lasts; false when it was before.
 * @param mark the period is its second word
 */
export async function noteAlert(
  tx: Tx,
  { id, workspaceId }: LimitRow,
  mark: string,
  period: string,
): Promise<boolean> {
  const past = sql`split_part(${budgetAlerts.mark}, ' ', 2) < ${period}`;
  await tx.delete(budgetAlerts).where(and(eq(budgetAlerts.limitId, id), past));
  const noted = await tx
    .insert(budgetAlerts)
    .values({ workspaceId, limitId: id, mark })
    .onConflictDoNothing()
    .returning({ mark: budgetAlerts.mark });
  return noted.length > 0;
}

/** Whose calls a budget counts. */
export interface Spender {
  actorId?: string;
  memberId?: string;
  groupId?: string;
}

/** What the member or key has spent since then who has spent most. */
export async function mostSpentSince(tx: Tx, since: Date, of: 'member' | 'key'): Promise<number> {
  const who = of === 'member' ? modelCalls.memberId : modelCalls.actorId;
  const spent = sql<string>`coalesce(sum(${modelCalls.costNanos}), 0)`;
  const rows = await tx
    .select({ nanos: spent })
    .from(modelCalls)
    .where(and(gte(modelCalls.at, since), of === 'member' ? isNotNull(who) : like(who, 'key_%')))
    .groupBy(who)
    .orderBy(desc(spent))
    .limit(1);
  return Number(rows[0]?.nanos ?? 0);
}

/** Billionths of a dollar that were spent since then, as far as it has been written down. */
export async function spentSince(tx: Tx, since: Date, who: Spender): Promise<number> {
  const rows = await tx
    .select({ nanos: sql<string>`coalesce(sum(${modelCalls.costNanos}), 0)` })
    .from(modelCalls)
    .where(
      and(
        gte(modelCalls.at, since),
        who.actorId ? eq(modelCalls.actorId, who.actorId) : undefined,
        who.memberId ? eq(modelCalls.memberId, who.memberId) : undefined,
        who.groupId ? sql`${modelCalls.groups} ? ${who.groupId}` : undefined,
      ),
    );
  return Number(rows[0]?.nanos ?? 0);
}
