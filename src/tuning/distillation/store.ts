import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { newId, type Tx } from '../../kernel/index.ts';
import { distillations, distilledAnswers, distilledMoves } from '../schema-distillation.ts';

export type DistillationRow = typeof distillations.$inferSelect;
export type AnswerRow = typeof distilledAnswers.$inferSelect;
export type MoveRow = typeof distilledMoves.$inferSelect;

const OPEN = ['queued', 'running'] as const;
/** Spelled out: a bare "id" in the sub-query would be the answer's. */
const done = sql<number>`(select count(*)::int from distilled_answers a where a.distillation_id = "distillations"."id")`;

export async function addDistillation(
  tx: Tx,
  values: Omit<typeof distillations.$inferInsert, 'id' | 'status'>,
): Promise<string> {
  const id = newId('dist');
  await tx.insert(distillations).values({ id, status: 'queued', ...values });
  return id;
}

export async function listDistillations(tx: Tx, id?: string) {
  const rows = await tx
    .select({ row: distillations, done })
    .from(distillations)
    .where(id ? eq(distillations.id, id) : undefined)
    .orderBy(desc(distillations.id))
    .limit(200);
  return rows.map((one) => ({ ...one.row, done: one.done }));
}

export async function findDistillation(tx: Tx, id: string) {
  return (await listDistillations(tx, id))[0];
}

/** Moves on only from an open state: what was cancelled stays cancelled, whatever a worker still does. */
export async function setDistillation(
  tx: Tx,
  id: string,
  change: Pick<DistillationRow, 'status'> & Partial<Pick<DistillationRow, 'report' | 'problem'>>,
): Promise<boolean> {
  const rows = await tx
    .update(distillations)
    .set({ ...change, ...(change.status === 'running' ? {} : { finishedAt: sql`now()` }) })
    .where(and(eq(distillations.id, id), inArray(distillations.status, [...OPEN])))
    .returning({ id: distillations.id });
  return rows.length > 0;
}

/** Comparisons that should be under way; needs system scope. */
export function openDistillations(tx: Tx): Promise<{ id: string; workspaceId: string }[]> {
  return tx
    .select({ id: distillations.id, workspaceId: distillations.workspaceId })
    .from(distillations)
    .where(inArray(distillations.status, [...OPEN]));
}

/** Data sets that figures of a comparison rest on, or are about to. */
export async function comparedDatasets(tx: Tx): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ id: distillations.datasetId })
    .from(distillations)
    .where(inArray(distillations.status, [...OPEN, 'done']));
  return rows.map(({ id }) => id);
}

/** Counts an answer once: the second of the same example and side is dropped. */
export async function addAnswer(
  tx: Tx,
  values: Omit<typeof distilledAnswers.$inferInsert, 'id'>,
): Promise<void> {
  await tx
    .insert(distilledAnswers)
    .values({ id: newId('da'), ...values })
    .onConflictDoNothing();
}

export function answersOf(tx: Tx, distillationId: string): Promise<AnswerRow[]> {
  return tx.select().from(distilledAnswers).where(eq(distilledAnswers.distillationId, distillationId));
}

export async function addMove(
  tx: Tx,
  values: Omit<typeof distilledMoves.$inferInsert, 'id'>,
): Promise<MoveRow> {
  const rows = await tx
    .insert(distilledMoves)
    .values({ id: newId('move'), ...values })
    .returning();
  return rows[0] as MoveRow;
}

export function movesOf(tx: Tx, ids: readonly string[]): Promise<MoveRow[]> {
  return tx
    .select()
    .from(distilledMoves)
    .where(inArray(distilledMoves.distillationId, [...ids]))
    .orderBy(desc(distilledMoves.id));
}

/** The newest that has not been rolled back. */
export async function lastMove(tx: Tx, distillationId: string): Promise<MoveRow | undefined> {
  return (
    await tx
      .select()
      .from(distilledMoves)
      .where(and(eq(distilledMoves.distillationId, distillationId), isNull(distilledMoves.rolledBackAt)))
      .orderBy(desc(distilledMoves.id))
      .limit(1)
  )[0];
}

export async function endMove(tx: Tx, id: string): Promise<void> {
  await tx.update(distilledMoves).set({ rolledBackAt: sql`now()` }).where(eq(distilledMoves.id, id));
}
