import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import { deleteBlob, putBlob, readBlob, type Tx } from '../../kernel/index.ts';
import { modelCards, tunedModels, tunedPredictions } from '../schema.ts';
import { dropCheckpoints } from './tuning-jobs.ts';

export type TunedModelRow = typeof tunedModels.$inferSelect;
export type PredictionRow = typeof tunedPredictions.$inferSelect;
export type CardRow = typeof modelCards.$inferSelect;

/** Keeps a model with its artefact; the step that does may run twice, so the second time changes nothing. */
export async function addTunedModel(
  tx: Tx,
  values: Omit<typeof tunedModels.$inferInsert, 'blobId'>,
  artefact: Uint8Array | undefined,
): Promise<boolean> {
  const rows = await tx
    .insert(tunedModels)
    .values(values)
    .onConflictDoNothing()
    .returning({ id: tunedModels.id });
  if (rows.length === 0 || !artefact) return rows.length > 0;
  const bytes = (async function* () {
    yield artefact;
  })();
  const { id: blobId, sha256, size } = await putBlob(tx, values.workspaceId, bytes);
  await tx
    .update(tunedModels)
    .set({ blobId, hash: sha256, bytes: size })
    .where(eq(tunedModels.id, values.id));
  return true;
}

export async function findTunedModel(tx: Tx, id: string): Promise<TunedModelRow | undefined> {
  return (await tx.select().from(tunedModels).where(eq(tunedModels.id, id)))[0];
}

/** One that can be called, by the name that callers use. */
export async function modelNamed(tx: Tx, name: string): Promise<TunedModelRow | undefined> {
  return (
    await tx
      .select()
      .from(tunedModels)
      .where(and(eq(tunedModels.name, name), isNull(tunedModels.erasedAt)))
  )[0];
}

export function listTunedModels(
  tx: Tx,
  page: { after?: string | undefined; limit: number },
): Promise<TunedModelRow[]> {
  return tx
    .select()
    .from(tunedModels)
    .where(page.after ? lt(tunedModels.id, page.after) : undefined)
    .orderBy(desc(tunedModels.id))
    .limit(page.limit);
}

/** Names that can be called here. */
export function servedModels(tx: Tx): Promise<Pick<TunedModelRow, 'name' | 'createdAt' | 'method'>[]> {
  const { name, createdAt, method } = tunedModels;
  return tx
    .select({ name, createdAt, method })
    .from(tunedModels)
    .where(isNull(tunedModels.erasedAt))
    .orderBy(asc(tunedModels.id));
}

/** Names that were models here and must not be called any more. */
export async function erasedNames(tx: Tx): Promise<string[]> {
  const rows = await tx
    .select({ name: tunedModels.name })
    .from(tunedModels)
    .where(isNotNull(tunedModels.erasedAt));
  return rows.map(({ name }) => name);
}

export async function artefactOf(tx: Tx, row: TunedModelRow): Promise<Uint8Array | undefined> {
  return row.blobId === null ? undefined : readBlob(tx, row.blobId);
}

/** Models that were made from some versions of training sets, erased or not. */
export function modelsOfVersions(tx: Tx, versionIds: readonly string[]): Promise<TunedModelRow[]> {
  if (versionIds.length === 0) return Promise.resolve([]);
  return tx
    .select()
    .from(tunedModels)
    .where(inArray(tunedModels.versionId, [...versionIds]))
    .orderBy(asc(tunedModels.id));
}

/** Marks models of which so many sources more are gone; returns them as they are then. */
export async function taintModels(tx: Tx, gone: ReadonlyMap<string, number>): Promise<TunedModelRow[]> {
  const tainted: TunedModelRow[] = [];
  for (const [versionId, sources] of gone)
    tainted.push(
      ...(await tx
        .update(tunedModels)
        .set({
          taintedAt: sql`coalesce(${tunedModels.taintedAt}, now())`,
          taintedSources: sql`${tunedModels.taintedSources} + ${sources}`,
        })
        .where(eq(tunedModels.versionId, versionId))
        .returning()),
    );
  return tainted;
}

/** Erases the artefact, the predictions and the checkpoints; the row stays and says what the model was. */
export async function eraseArtefact(tx: Tx, row: TunedModelRow): Promise<void> {
  await tx
    .update(tunedModels)
    .set({ blobId: null, erasedAt: sql`coalesce(${tunedModels.erasedAt}, now())` })
    .where(eq(tunedModels.id, row.id));
  await tx.delete(tunedPredictions).where(eq(tunedPredictions.modelId, row.id));
  if (row.blobId) await deleteBlob(tx, row.blobId);
  await dropCheckpoints(tx, row.jobId);
}

export async function addPredictions(
  tx: Tx,
  rows: readonly (typeof tunedPredictions.$inferInsert)[],
): Promise<void> {
  for (let at = 0; at < rows.length; at += 1_000)
    await tx
      .insert(tunedPredictions)
      .values(rows.slice(at, at + 1_000))
      .onConflictDoNothing();
}

export function listPredictions(
  tx: Tx,
  modelId: string,
  filter: {
    actual?: string | undefined;
    predicted?: string | undefined;
    wrong?: boolean | undefined;
    after: number;
    limit: number;
  },
): Promise<PredictionRow[]> {
  const { actual, predicted, wrong, after, limit } = filter;
  return tx
    .select()
    .from(tunedPredictions)
    .where(
      and(
        eq(tunedPredictions.modelId, modelId),
        actual === undefined ? undefined : sql`${tunedPredictions.actual} ? ${actual}`,
        predicted === undefined ? undefined : sql`${tunedPredictions.predicted} ? ${predicted}`,
        wrong === undefined ? undefined : eq(tunedPredictions.right, !wrong),
      ),
    )
    .orderBy(asc(tunedPredictions.n))
    .offset(after)
    .limit(limit);
}

export async function addCard(
  tx: Tx,
  card: Omit<typeof modelCards.$inferInsert, 'createdAt'>,
): Promise<void> {
  await tx.insert(modelCards).values(card).onConflictDoNothing();
}

/** Versions of a model's card, newest first. */
export function cardsOf(tx: Tx, modelId: string): Promise<CardRow[]> {
  return tx
    .select()
    .from(modelCards)
    .where(eq(modelCards.modelId, modelId))
    .orderBy(desc(modelCards.version));
}

export async function cardVersions(tx: Tx, modelIds: readonly string[]): Promise<Map<string, number>> {
  if (modelIds.length === 0) return new Map();
  const rows = await tx
    .select({ id: modelCards.modelId, version: sql<number>`max(${modelCards.version})::int` })
    .from(modelCards)
    .where(inArray(modelCards.modelId, [...modelIds]))
    .groupBy(modelCards.modelId);
  return new Map(rows.map((row) => [row.id, row.version]));
}
