import { and, asc, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import { newId, type Tx } from '../../kernel/index.ts';
import { wireEvalItems, wireEvalRuns, wireEvals } from '../schema-openai.ts';
import type { Page } from './wire-evals.ts';

export type WireItemRow = typeof wireEvalItems.$inferSelect;
export type NewItem = Pick<WireItemRow, 'item' | 'given' | 'restrictedTo'>;
/** What measuring an item found. */
export type Measured = Pick<WireItemRow, 'sample' | 'results' | 'usage' | 'restrictedTo'> & {
  status: NonNullable<WireItemRow['status']>;
};

export async function addWireItems(
  tx: Tx,
  run: { workspaceId: string; runId: string },
  items: readonly NewItem[],
): Promise<void> {
  const rows = items.map((item, n) => ({ id: newId('outputitem'), ...run, n, ...item }));
  for (let at = 0; at < rows.length; at += 1_000)
    await tx.insert(wireEvalItems).values(rows.slice(at, at + 1_000));
}

/** The next items that nobody has measured. */
export function waitingItems(tx: Tx, runId: string, limit: number): Promise<WireItemRow[]> {
  return tx
    .select()
    .from(wireEvalItems)
    .where(and(eq(wireEvalItems.runId, runId), isNull(wireEvalItems.status)))
    .orderBy(asc(wireEvalItems.n))
    .limit(limit);
}

/** Counts an item once, and none after its run was canceled: the second result, or one that comes late, is dropped. */
export async function setMeasured(tx: Tx, id: string, measured: Measured): Promise<void> {
  await tx
    .update(wireEvalItems)
    .set({ ...measured, measuredAt: sql`now()` })
    .where(
      and(
        eq(wireEvalItems.id, id),
        isNull(wireEvalItems.status),
        sql`exists (select 1 from wire_eval_runs r where r.id = ${wireEvalItems.runId} and r.status = 'in_progress')`,
      ),
    );
}

/** Measured items in the order of the data. */
export function listMeasured(
  tx: Tx,
  runId: string,
  page: Page & { status?: 'pass' | 'fail' | 'error' },
): Promise<WireItemRow[]> {
  const beyond = page.order === 'asc' ? sql`>` : sql`<`;
  const cursor = sql`(select i.n from wire_eval_items i where i.id = ${page.after})`;
  const { status, n } = wireEvalItems;
  return tx
    .select()
    .from(wireEvalItems)
    .where(
      and(
        eq(wireEvalItems.runId, runId),
        page.status ? eq(status, page.status) : isNotNull(status),
        page.after ? sql`${n} ${beyond} ${cursor}` : undefined,
      ),
    )
    .orderBy(page.order === 'asc' ? asc(n) : desc(n))
    .limit(page.limit);
}

export async function findMeasured(tx: Tx, runId: string, id: string): Promise<WireItemRow | undefined> {
  const { status } = wireEvalItems;
  const rows = await tx
    .select()
    .from(wireEvalItems)
    .where(and(eq(wireEvalItems.id, id), eq(wireEvalItems.runId, runId), isNotNull(status)));
  return rows[0];
}

/** Every item that an eval in OpenAI's format has measured with, once for each eval, however many runs had it. */
export function measuredItems(tx: Tx) {
  const { id, item, runId } = wireEvalItems;
  return tx
    .selectDistinctOn([wireEvals.id, item], { id, item, evalId: wireEvals.id, name: wireEvals.name })
    .from(wireEvalItems)
    .innerJoin(wireEvalRuns, eq(wireEvalRuns.id, runId))
    .innerJoin(wireEvals, eq(wireEvals.id, wireEvalRuns.evalId))
    .orderBy(asc(wireEvals.id), asc(item), asc(id));
}

/** What was sent as the content of these runs. */
export function contentOf(tx: Tx, runIds: readonly string[]) {
  const { runId, item, given, n } = wireEvalItems;
  return tx
    .select({ runId, item, given })
    .from(wireEvalItems)
    .where(inArray(runId, [...runIds]))
    .orderBy(asc(n));
}
