import { and, asc, desc, eq, gt, inArray, lt } from 'drizzle-orm';
import { newId, type Tx } from '../../kernel/index.ts';
import type { WIRE_STATUS } from '../contract-openai-runs.ts';
import { type WireError, wireEvalRuns } from '../schema-openai.ts';
import type { Page } from './wire-evals.ts';

export type WireRunRow = typeof wireEvalRuns.$inferSelect;
type Status = (typeof WIRE_STATUS)[number];

const OPEN: Status[] = ['queued', 'in_progress'];

export async function addWireRun(
  tx: Tx,
  values: Omit<typeof wireEvalRuns.$inferInsert, 'id' | 'status'>,
): Promise<string> {
  const id = newId('evalrun');
  await tx.insert(wireEvalRuns).values({ id, status: 'queued', ...values });
  return id;
}

export async function findWireRun(tx: Tx, id: string): Promise<WireRunRow | undefined> {
  return (await tx.select().from(wireEvalRuns).where(eq(wireEvalRuns.id, id)))[0];
}

export function listWireRuns(
  tx: Tx,
  evalId: string,
  page: Page & { status?: Status },
): Promise<WireRunRow[]> {
  const [way, beyond] = page.order === 'asc' ? [asc, gt] : [desc, lt];
  return tx
    .select()
    .from(wireEvalRuns)
    .where(
      and(
        eq(wireEvalRuns.evalId, evalId),
        page.after ? beyond(wireEvalRuns.id, page.after) : undefined,
        page.status ? eq(wireEvalRuns.status, page.status) : undefined,
      ),
    )
    .orderBy(way(wireEvalRuns.id))
    .limit(page.limit);
}

/** Moves on only from an open state: what was canceled stays canceled, whatever a worker still does. */
export async function setWireStatus(
  tx: Tx,
  id: string,
  status: Exclude<Status, 'queued'>,
  error: WireError | null = null,
): Promise<boolean> {
  const rows = await tx
    .update(wireEvalRuns)
    .set({ status, error })
    .where(and(eq(wireEvalRuns.id, id), inArray(wireEvalRuns.status, OPEN)))
    .returning({ id: wireEvalRuns.id });
  return rows.length > 0;
}

export async function dropWireRun(tx: Tx, id: string): Promise<void> {
  await tx.delete(wireEvalRuns).where(eq(wireEvalRuns.id, id));
}

/** Runs that should be under way; needs system scope. */
export function openWireRuns(tx: Tx): Promise<{ id: string; workspaceId: string }[]> {
  return tx
    .select({ id: wireEvalRuns.id, workspaceId: wireEvalRuns.workspaceId })
    .from(wireEvalRuns)
    .where(inArray(wireEvalRuns.status, OPEN));
}
