import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { newId, type Tx } from '../../kernel/index.ts';
import type { BUILD_PHASES, TrainingPolicy, TrainingReport } from '../contract.ts';
import { tuningErrors } from '../errors.ts';
import {
  type StoredProblem,
  type StoredSkip,
  trainingPolicies,
  trainingSets,
  trainingVersions,
} from '../schema.ts';

export type TrainingSetRow = typeof trainingSets.$inferSelect;
export type TrainingVersionRow = typeof trainingVersions.$inferSelect;
type Phase = (typeof BUILD_PHASES)[number];

const OPEN = ['queued', 'building'] as const;
const there = isNull(trainingSets.deletedAt);

export function listTrainingSets(tx: Tx): Promise<TrainingSetRow[]> {
  return tx.select().from(trainingSets).where(there).orderBy(asc(trainingSets.slug));
}

export async function findTrainingSet(tx: Tx, slug: string): Promise<TrainingSetRow | undefined> {
  return (
    await tx
      .select()
      .from(trainingSets)
      .where(and(eq(trainingSets.slug, slug), there))
  )[0];
}

/** Also one that was deleted: models still say what they were made from. */
export async function trainingSetById(tx: Tx, id: string): Promise<TrainingSetRow | undefined> {
  return (await tx.select().from(trainingSets).where(eq(trainingSets.id, id)))[0];
}

/** Until the transaction ends nobody else makes one: two at once would both find the same slug free. */
export async function lockTrainingSets(tx: Tx, workspaceId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(7119, hashtext(${workspaceId}))`);
}

export async function addTrainingSet(
  tx: Tx,
  values: Omit<typeof trainingSets.$inferInsert, 'id'>,
): Promise<TrainingSetRow> {
  const rows = await tx
    .insert(trainingSets)
    .values({ id: newId('ts'), ...values })
    .returning();
  return rows[0] as TrainingSetRow;
}

export async function changeTrainingSet(
  tx: Tx,
  id: string,
  change: Partial<Pick<TrainingSetRow, 'name' | 'description' | 'recipe' | 'deletedAt'>>,
): Promise<void> {
  await tx
    .update(trainingSets)
    .set({ ...change, updatedAt: sql`now()` })
    .where(eq(trainingSets.id, id));
}

/**
 * The next version, with the set locked until the transaction ends: two builds at once get two numbers.
 * @param skipped what is known not to be in it before it is built
 * @throws when the set was deleted meanwhile: a version of it would be built, and be nowhere to be seen
 */
export async function addVersion(
  tx: Tx,
  set: TrainingSetRow,
  actor: TrainingVersionRow['actor'],
  skipped: StoredSkip[] = [],
): Promise<TrainingVersionRow> {
  const [still] = await tx
    .select({ deletedAt: trainingSets.deletedAt })
    .from(trainingSets)
    .where(eq(trainingSets.id, set.id))
    .for('update');
  if (!still || still.deletedAt) throw tuningErrors.erased({ what: 'The training set' });
  const last = await tx
    .select({ n: sql<number>`coalesce(max(${trainingVersions.number}), 0)::int` })
    .from(trainingVersions)
    .where(eq(trainingVersions.setId, set.id));
  const rows = await tx
    .insert(trainingVersions)
    .values({
      ...{ id: newId('tsv'), workspaceId: set.workspaceId, setId: set.id, number: (last[0]?.n ?? 0) + 1 },
      ...{ recipe: set.recipe, status: 'queued' as const, actor, skipped },
    })
    .returning();
  return rows[0] as TrainingVersionRow;
}

export function listVersions(tx: Tx, setIds: readonly string[]): Promise<TrainingVersionRow[]> {
  return tx
    .select()
    .from(trainingVersions)
    .where(inArray(trainingVersions.setId, [...setIds]))
    .orderBy(desc(trainingVersions.number));
}

/** Of each set the newest version, and how many there are. */
export async function latestVersions(tx: Tx, setIds: readonly string[]) {
  if (setIds.length === 0) return new Map<string, { latest: TrainingVersionRow; versions: number }>();
  const rows = await tx
    .selectDistinctOn([trainingVersions.setId])
    .from(trainingVersions)
    .where(inArray(trainingVersions.setId, [...setIds]))
    .orderBy(trainingVersions.setId, desc(trainingVersions.number));
  return new Map(rows.map((latest) => [latest.setId, { latest, versions: latest.number }]));
}

export async function findVersion(
  tx: Tx,
  setId: string,
  number: number,
): Promise<TrainingVersionRow | undefined> {
  return (
    await tx
      .select()
      .from(trainingVersions)
      .where(and(eq(trainingVersions.setId, setId), eq(trainingVersions.number, number)))
  )[0];
}

export async function versionById(tx: Tx, id: string): Promise<TrainingVersionRow | undefined> {
  return (await tx.select().from(trainingVersions).where(eq(trainingVersions.id, id)))[0];
}

/**
 * As it is now, locked until the transaction ends: what is deleted meanwhile waits to mark what comes of the version. Take
 * this lock before those of jobs and models, or two transactions wait for each other.
 */
export async function lockVersion(tx: Tx, id: string): Promise<TrainingVersionRow | undefined> {
  return (await tx.select().from(trainingVersions).where(eq(trainingVersions.id, id)).for('update'))[0];
}

/** Moves on only while it is open: what was cancelled stays cancelled, whatever a worker still does. */
export async function setBuilding(
  tx: Tx,
  id: string,
  change: { phase?: Phase; done?: number; total?: number; skipped?: StoredSkip[] },
): Promise<boolean> {
  const rows = await tx
    .update(trainingVersions)
    .set({ status: 'building', ...change })
    .where(and(eq(trainingVersions.id, id), inArray(trainingVersions.status, [...OPEN])))
    .returning({ id: trainingVersions.id });
  return rows.length > 0;
}

export async function endBuilding(
  tx: Tx,
  id: string,
  end:
    | { status: 'ready'; hash: string; report: TrainingReport }
    | { status: 'failed'; problem: StoredProblem; report?: TrainingReport }
    | { status: 'cancelled' },
): Promise<boolean> {
  const rows = await tx
    .update(trainingVersions)
    .set({ phase: 'done', finishedAt: sql`now()`, ...end })
    .where(and(eq(trainingVersions.id, id), inArray(trainingVersions.status, [...OPEN])))
    .returning({ id: trainingVersions.id });
  return rows.length > 0;
}

export async function markUsed(tx: Tx, id: string): Promise<void> {
  await tx.update(trainingVersions).set({ used: true }).where(eq(trainingVersions.id, id));
}

/** Versions that should be under way; needs system scope. */
export function openVersions(tx: Tx): Promise<{ id: string; workspaceId: string }[]> {
  return tx
    .select({ id: trainingVersions.id, workspaceId: trainingVersions.workspaceId })
    .from(trainingVersions)
    .where(inArray(trainingVersions.status, [...OPEN]));
}

export async function policyOf(tx: Tx): Promise<TrainingPolicy | undefined> {
  return (await tx.select({ policy: trainingPolicies.policy }).from(trainingPolicies))[0]?.policy;
}

export async function putPolicy(tx: Tx, workspaceId: string, policy: TrainingPolicy): Promise<void> {
  await tx
    .insert(trainingPolicies)
    .values({ workspaceId, policy })
    .onConflictDoUpdate({
      target: trainingPolicies.workspaceId,
      set: { policy, updatedAt: sql`now()` },
    });
}

/** Marks versions of which so many sources more are gone. */
export async function taintVersions(tx: Tx, gone: ReadonlyMap<string, number>): Promise<void> {
  for (const [id, sources] of gone)
    await tx
      .update(trainingVersions)
      .set({
        taintedAt: sql`coalesce(${trainingVersions.taintedAt}, now())`,
        taintedSources: sql`${trainingVersions.taintedSources} + ${sources}`,
      })
      .where(eq(trainingVersions.id, id));
}

/** Figures stay; texts of doubtful labels go with the examples they were of. */
export async function markErased(tx: Tx, id: string): Promise<void> {
  const { erasedAt, report } = trainingVersions;
  await tx
    .update(trainingVersions)
    .set({
      erasedAt: sql`coalesce(${erasedAt}, now())`,
      report: sql`case when ${report} -> 'noise' -> 'examples' is null then ${report}
        else jsonb_set(${report}, '{noise,examples}', '[]') end`,
    })
    .where(eq(trainingVersions.id, id));
}
