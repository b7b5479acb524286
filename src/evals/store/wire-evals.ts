import { asc, desc, eq, sql } from 'drizzle-orm';
import { newId, type Tx } from '../../kernel/index.ts';
import { wireEvals } from '../schema-openai.ts';

export type WireEvalRow = typeof wireEvals.$inferSelect;

export interface Page {
  after?: string;
  limit: number;
  order: 'asc' | 'desc';
}

export async function addWireEval(
  tx: Tx,
  values: Omit<typeof wireEvals.$inferInsert, 'id'>,
): Promise<WireEvalRow> {
  const rows = await tx
    .insert(wireEvals)
    .values({ id: newId('eval'), ...values })
    .returning();
  return rows[0] as WireEvalRow;
}

export async function findWireEval(tx: Tx, id: string): Promise<WireEvalRow | undefined> {
  return (await tx.select().from(wireEvals).where(eq(wireEvals.id, id)))[0];
}

/** A page of evals in the order of their making or of their last change. */
export function listWireEvals(
  tx: Tx,
  page: Page & { order_by: 'created_at' | 'updated_at' },
): Promise<WireEvalRow[]> {
  const column = page.order_by === 'updated_at' ? wireEvals.updatedAt : wireEvals.createdAt;
  const [way, beyond] = page.order === 'asc' ? [asc, sql`>`] : [desc, sql`<`];
  // Compared in the database: a time that went through JavaScript has lost its microseconds.
  const cursor = sql`(select ${sql.identifier(page.order_by)}, id from wire_evals where id = ${page.after})`;
  return tx
    .select()
    .from(wireEvals)
    .where(page.after ? sql`(${column}, ${wireEvals.id}) ${beyond} ${cursor}` : undefined)
    .orderBy(way(column), way(wireEvals.id))
    .limit(page.limit);
}

export async function changeWireEval(
  tx: Tx,
  id: string,
  change: { name?: string; metadata?: Record<string, string> },
): Promise<WireEvalRow | undefined> {
  const rows = await tx
    .update(wireEvals)
    .set({ ...change, updatedAt: sql`now()` })
    .where(eq(wireEvals.id, id))
    .returning();
  return rows[0];
}

/** With its runs and their items, by cascade. */
export async function dropWireEval(tx: Tx, id: string): Promise<boolean> {
  return (await tx.delete(wireEvals).where(eq(wireEvals.id, id)).returning({ id: wireEvals.id })).length > 0;
}
