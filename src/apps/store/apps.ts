import { and, asc, count, desc, eq, inArray, max, sql } from 'drizzle-orm';
import { newId, type Tx } from '../../kernel/index.ts';
import type { AssistantDefinition } from '../contract.ts';
import { apps, runs, versions } from '../schema.ts';

export type VersionRow = typeof versions.$inferSelect;

const newest = sql<number>`(select max(v.number) from versions v where v.app_id = ${apps.id})`;

export interface AppRow {
  id: string;
  slug: string;
  kind: 'assistant';
  createdAt: Date;
  latest: VersionRow;
}

/** Apps with their newest version. */
export async function listApps(tx: Tx, slug?: string): Promise<AppRow[]> {
  const rows = await tx
    .select({ app: apps, latest: versions })
    .from(apps)
    .innerJoin(versions, and(eq(versions.appId, apps.id), eq(versions.number, newest)))
    .where(slug === undefined ? undefined : eq(apps.slug, slug))
    .orderBy(asc(apps.slug));
  return rows.map(({ app, latest }) => {
    const { id, kind, createdAt } = app;
    return { id, kind, createdAt, slug: app.slug, latest };
  });
}

export async function findApp(tx: Tx, slug: string): Promise<AppRow | undefined> {
  return (await listApps(tx, slug))[0];
}

/** How often each app was asked here. Apart from the rest, because it takes the longer the more an app is used. */
export async function countRuns(tx: Tx, slugs: readonly string[]): Promise<Map<string, number>> {
  if (slugs.length === 0) return new Map();
  const rows = await tx
    .select({ slug: runs.appSlug, count: count() })
    .from(runs)
    .where(and(inArray(runs.appSlug, [...slugs]), eq(runs.source, 'platform')))
    .groupBy(runs.appSlug);
  return new Map(rows.map((row) => [row.slug, row.count]));
}

/** The app's id, made if it is new; locked, so that two appliers number their versions one after the other. */
export async function ensureApp(tx: Tx, workspaceId: string, slug: string): Promise<string> {
  await tx
    .insert(apps)
    .values({ id: newId('app'), workspaceId, slug, kind: 'assistant' })
    .onConflictDoNothing();
  const rows = await tx.select({ id: apps.id }).from(apps).where(eq(apps.slug, slug)).for('update');
  return rows[0]?.id ?? '';
}

export async function latestVersion(tx: Tx, appId: string): Promise<VersionRow | undefined> {
  const rows = await tx
    .select()
    .from(versions)
    .where(eq(versions.appId, appId))
    .orderBy(desc(versions.number))
    .limit(1);
  return rows[0];
}

export async function addVersion(
  tx: Tx,
  values: {
    workspaceId: string;
    appId: string;
    definition: AssistantDefinition;
    collectionIds: string[];
    hash: string;
    createdBy: string;
  },
): Promise<number> {
  const rows = await tx
    .select({ n: max(versions.number) })
    .from(versions)
    .where(eq(versions.appId, values.appId));
  const number = (rows[0]?.n ?? 0) + 1;
  await tx.insert(versions).values({ id: newId('ver'), number, ...values });
  return number;
}

export function versionsOf(tx: Tx, appId: string): Promise<VersionRow[]> {
  return tx.select().from(versions).where(eq(versions.appId, appId)).orderBy(desc(versions.number));
}

export async function findVersion(tx: Tx, slug: string, number: number): Promise<VersionRow | undefined> {
  const rows = await tx
    .select({ version: versions })
    .from(versions)
    .innerJoin(apps, eq(apps.id, versions.appId))
    .where(and(eq(apps.slug, slug), eq(versions.number, number)));
  return rows[0]?.version;
}

export async function dropApp(tx: Tx, slug: string): Promise<boolean> {
  return (await tx.delete(apps).where(eq(apps.slug, slug)).returning({ id: apps.id })).length > 0;
}
