import { asc, eq, inArray, or, sql } from 'drizzle-orm';
import type { DataClass } from '../../gateway/index.ts';
import { newId, type Tx } from '../../kernel/index.ts';
import { datasets, evalRuns, evals } from '../schema.ts';

export type DatasetRow = typeof datasets.$inferSelect;

export function listDatasets(tx: Tx): Promise<DatasetRow[]> {
  return tx.select().from(datasets).orderBy(asc(datasets.slug));
}

export async function findDataset(tx: Tx, slug: string): Promise<DatasetRow | undefined> {
  return (await tx.select().from(datasets).where(eq(datasets.slug, slug)))[0];
}

/** Of a data set that may be gone by now. */
export async function datasetById(tx: Tx, id: string): Promise<DatasetRow | undefined> {
  return (await tx.select().from(datasets).where(eq(datasets.id, id)))[0];
}

/**
 * Every data set that an eval measures with, or once did.
 * @param others ids of those that a room above measures with
 */
export function measuredDatasets(tx: Tx, others: readonly string[] = []): Promise<DatasetRow[]> {
  const named = tx.select({ slug: sql<string>`${evals.definition}->>'dataset'` }).from(evals);
  const measured = tx.select({ id: evalRuns.datasetId }).from(evalRuns);
  return tx
    .select()
    .from(datasets)
    .where(
      or(
        inArray(datasets.slug, named),
        inArray(datasets.id, measured),
        others.length > 0 ? inArray(datasets.id, [...others]) : undefined,
      ),
    )
    .orderBy(asc(datasets.slug));
}

/** Makes the data set if there is none of that slug; says whether it did. */
export async function ensureDataset(
  tx: Tx,
  values: {
    workspaceId: string;
    slug: string;
    name: string;
    description: string;
    training?: boolean;
    dataClass?: DataClass | undefined;
  },
): Promise<{ created: boolean }> {
  const rows = await tx
    .insert(datasets)
    .values({ id: newId('ds'), ...values })
    .onConflictDoNothing()
    .returning({ id: datasets.id });
  return { created: rows.length > 0 };
}

/**
 * The version that may be changed now, with the data set locked until the transaction ends: a sealed version is left
 * as it is and the next one opened.
 */
export async function openVersion(tx: Tx, datasetId: string): Promise<number> {
  const rows = await tx.select().from(datasets).where(eq(datasets.id, datasetId)).for('update');
  const { version = 1, sealed = false } = rows[0] ?? {};
  const open = sealed ? version + 1 : version;
  await tx
    .update(datasets)
    .set({ version: open, sealed: false, updatedAt: sql`now()` })
    .where(eq(datasets.id, datasetId));
  return open;
}

/** From here on this version never changes. Locked, so that no change slips in between counting and sealing. */
export async function sealVersion(tx: Tx, datasetId: string): Promise<number> {
  const rows = await tx
    .update(datasets)
    .set({ sealed: true })
    .where(eq(datasets.id, datasetId))
    .returning({ version: datasets.version });
  return rows[0]?.version ?? 1;
}

export async function changeDataset(
  tx: Tx,
  id: string,
  change: { name?: string; description?: string; training?: boolean; dataClass?: DataClass },
): Promise<void> {
  await tx
    .update(datasets)
    .set({ ...change, updatedAt: sql`now()` })
    .where(eq(datasets.id, id));
}

export async function dropDataset(tx: Tx, slug: string): Promise<boolean> {
  return (await tx.delete(datasets).where(eq(datasets.slug, slug)).returning({ id: datasets.id })).length > 0;
}
