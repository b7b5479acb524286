import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { newId, type Tx } from '../kernel/index.ts';
import type { Stage } from './contract.ts';
import { type EndedHow, releases } from './schema.ts';

export type ReleaseRow = typeof releases.$inferSelect;

/** Those that serve first, then the past ones, newest first. */
export function listReleases(tx: Tx, app?: string): Promise<ReleaseRow[]> {
  return tx
    .select()
    .from(releases)
    .where(app === undefined ? undefined : eq(releases.appSlug, app))
    .orderBy(sql`${releases.endedAt} is not null`, desc(releases.id))
    .limit(500);
}

export function activeReleases(tx: Tx, app?: string): Promise<ReleaseRow[]> {
  return tx
    .select()
    .from(releases)
    .where(and(isNull(releases.endedAt), app === undefined ? undefined : eq(releases.appSlug, app)));
}

/** What a stage serves, or undefined. */
export async function atStage(tx: Tx, app: string, stage: Stage): Promise<ReleaseRow | undefined> {
  return (await activeReleases(tx, app)).find((row) => row.stage === stage);
}

/** All that ever served production, newest first. */
export function productionReleases(tx: Tx, app: string): Promise<ReleaseRow[]> {
  return tx
    .select()
    .from(releases)
    .where(and(eq(releases.appSlug, app), eq(releases.stage, 'production')))
    .orderBy(desc(releases.id));
}

const LOCK = 7119;

/**
 * Until the transaction ends nobody else changes what the app serves: two who decide at once would each decide by what
 * the other one is about to replace.
 */
export async function lockApp(tx: Tx, workspaceId: string, app: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${LOCK}, hashtext(${`${workspaceId}/${app}`}))`);
}

export async function everReleased(tx: Tx, app: string, version: number): Promise<boolean> {
  const rows = await tx
    .select({ id: releases.id })
    .from(releases)
    .where(and(eq(releases.appSlug, app), eq(releases.version, version)))
    .limit(1);
  return rows.length > 0;
}

export async function addRelease(
  tx: Tx,
  values: Omit<typeof releases.$inferInsert, 'id'>,
): Promise<ReleaseRow> {
  const rows = await tx
    .insert(releases)
    .values({ id: newId('rel'), ...values })
    .returning();
  return rows[0] as ReleaseRow;
}

/** Ends what a stage serves; true when it served something. */
export async function endStage(
  tx: Tx,
  app: string,
  stage: Stage,
  end: { by: string; how: EndedHow },
): Promise<boolean> {
  const rows = await tx
    .update(releases)
    .set({ endedAt: sql`now()`, endedBy: end.by, endedHow: end.how })
    .where(and(eq(releases.appSlug, app), eq(releases.stage, stage), isNull(releases.endedAt)))
    .returning({ id: releases.id });
  return rows.length > 0;
}

export async function endOne(tx: Tx, id: string, by: string): Promise<ReleaseRow | undefined> {
  const rows = await tx
    .update(releases)
    .set({ endedAt: sql`now()`, endedBy: by, endedHow: 'stopped' })
    .where(and(eq(releases.id, id), isNull(releases.endedAt)))
    .returning();
  return rows[0];
}

/** Ends and forgets all releases of an app that is being deleted; the audit log keeps that they were. */
export async function forgetApp(tx: Tx, app: string): Promise<void> {
  await tx.delete(releases).where(eq(releases.appSlug, app));
}
