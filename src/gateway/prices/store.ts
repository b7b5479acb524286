import { and, desc, eq, isNull } from 'drizzle-orm';
import { newId, type Tx } from '../../kernel/index.ts';
import { prices } from '../schema.ts';
import type { NewPrice } from './contract.ts';

export type PriceRow = typeof prices.$inferSelect;

const holds = isNull(prices.until);

/** Those that hold now. */
export function presentPrices(tx: Tx): Promise<PriceRow[]> {
  return tx.select().from(prices).where(holds);
}

export function allPrices(tx: Tx): Promise<PriceRow[]> {
  return tx.select().from(prices).orderBy(desc(prices.since), desc(prices.id));
}

/** A row is never changed but for its end: calls refer to it. */
export async function addPrice(
  tx: Tx,
  values: NewPrice & { workspaceId: string; by: string },
): Promise<PriceRow> {
  const { provider, model } = values;
  const since = new Date();
  await tx
    .update(prices)
    .set({ until: since })
    .where(and(eq(prices.provider, provider), eq(prices.model, model), holds));
  const rows = await tx
    .insert(prices)
    .values({ id: newId('price'), since, ...values })
    .returning();
  return rows[0] as PriceRow;
}

export async function endPrice(tx: Tx, id: string): Promise<boolean> {
  const ended = await tx
    .update(prices)
    .set({ until: new Date() })
    .where(and(eq(prices.id, id), holds))
    .returning({ id: prices.id });
  return ended.length > 0;
}
