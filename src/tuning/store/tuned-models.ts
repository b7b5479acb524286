import { asc, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '../../kernel/index.ts';
import { tunedModels } from '../schema.ts';

export type TunedModelRow = typeof tunedModels.$inferSelect;

/** Models that were made from some versions of training sets, erased or not. */
export function modelsOfVersions(tx: Tx, versionIds: readonly string[]): Promise<TunedModelRow[]> {
  if (versionIds.length === 0) return Promise.resolve([]);
  return tx
    .select()
    .from(tunedModels)
    .where(inArray(tunedModels.versionId, [...versionIds]))
    .orderBy(asc(tunedModels.id));
}

/** Marks models of which so many sources more are gone. */
export async function taintModels(tx: Tx, gone: ReadonlyMap<string, number>): Promise<void> {
  for (const [versionId, sources] of gone)
    await tx
      .update(tunedModels)
      .set({
        taintedAt: sql`coalesce(${tunedModels.taintedAt}, now())`,
        taintedSources: sql`${tunedModels.taintedSources} + ${sources}`,
      })
      .where(eq(tunedModels.versionId, versionId));
}
