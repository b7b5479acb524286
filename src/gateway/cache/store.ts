import { and, desc, eq, gt, lte, sql } from 'drizzle-orm';
import type { Tx } from '../../kernel/index.ts';
import { keptAnswers, routes } from '../schema.ts';

export type KeptRow = typeof keptAnswers.$inferInsert;

/** Questions of the same kind that are compared; the newest. */
const COMPARED = 200;

export async function findKept(tx: Tx, key: string): Promise<KeptRow | undefined> {
  const alive = and(eq(keptAnswers.key, key), gt(keptAnswers.expiresAt, sql`now()`));
  return (await tx.select().from(keptAnswers).where(alive))[0];
}

/** Questions that differ from one in their words alone. */
export function alikeQuestions(tx: Tx, scope: string) {
  return tx
    .select({ key: keptAnswers.key, question: keptAnswers.question, vector: keptAnswers.vector })
    .from(keptAnswers)
    .where(and(eq(keptAnswers.scope, scope), gt(keptAnswers.expiresAt, sql`now()`)))
    .orderBy(desc(keptAnswers.createdAt))
    .limit(COMPARED);
}

export async function insertKept(tx: Tx, rows: KeptRow[]): Promise<void> {
  const { answer, provider, model, scope, question, vector, size, createdAt, expiresAt } = keptAnswers;
  const columns = { answer, provider, model, scope, question, vector, size, createdAt, expiresAt };
  // One that no longer holds may still lie there.
  const set = Object.fromEntries(
    Object.entries(columns).map(([name, { name: column }]) => [name, sql.raw(`excluded."${snake(column)}"`)]),
  );
  await tx
    .insert(keptAnswers)
    .values(rows)
    .onConflictDoUpdate({ target: [keptAnswers.workspaceId, keptAnswers.key], set });
}

/** Forgets what a route has kept; how many answers. */
export async function deleteKept(tx: Tx, route: string): Promise<number> {
  const gone = await tx
    .delete(keptAnswers)
    .where(eq(keptAnswers.route, route))
    .returning({ key: keptAnswers.key });
  return gone.length;
}

/** From now on nothing that was kept before is found, in any process. False if there is no such route. */
export async function markEmptied(tx: Tx, slug: string): Promise<boolean> {
  const rows = await tx
    .update(routes)
    .set({ cacheEmptiedAt: new Date() })
    .where(eq(routes.slug, slug))
    .returning({ id: routes.id });
  return rows.length > 0;
}

/** Removes what no longer holds, and of each workspace what is beyond its share, the oldest first. */
export async function tidyKept(tx: Tx, mostBytes: number): Promise<void> {
  await tx.delete(keptAnswers).where(lte(keptAnswers.expiresAt, sql`now()`));
  await tx.execute(sql`delete from ${keptAnswers} k using (
    select workspace_id, key, sum(size) over (partition by workspace_id order by created_at desc, key) as held
    from ${keptAnswers}) s
    where s.held > ${mostBytes} and k.workspace_id = s.workspace_id and k.key = s.key`);
}

/** The name of a column as it stands in the database. */
function snake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
