import { asc, eq } from 'drizzle-orm';
import { newId, type Tx } from '../kernel/index.ts';
import { providers } from './schema.ts';

export type ProviderRow = typeof providers.$inferSelect;

export function allProviders(tx: Tx): Promise<ProviderRow[]> {
  return tx.select().from(providers).orderBy(asc(providers.createdAt));
}

export async function findProvider(tx: Tx, id: string): Promise<ProviderRow | undefined> {
  return (await tx.select().from(providers).where(eq(providers.id, id)))[0];
}

type NewProvider = Omit<typeof providers.$inferInsert, 'id' | 'createdAt'>;

export async function addProvider(tx: Tx, provider: NewProvider): Promise<ProviderRow> {
  const rows = await tx
    .insert(providers)
    .values({ id: newId('prov'), ...provider })
    .returning();
  return rows[0] as ProviderRow;
}

export async function changeProvider(tx: Tx, id: string, change: Partial<NewProvider>): Promise<void> {
  await tx.update(providers).set(change).where(eq(providers.id, id));
}

export async function deleteProvider(tx: Tx, id: string): Promise<boolean> {
  return (await tx.delete(providers).where(eq(providers.id, id)).returning({ id: providers.id })).length > 0;
}
