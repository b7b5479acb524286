import { isDeepStrictEqual } from 'node:util';
import { asc, eq, sql } from 'drizzle-orm';
import { newId, type Tx } from '../../kernel/index.ts';
import type { EvalDefinition } from '../contract.ts';
import { evals } from '../schema.ts';

export type EvalRow = typeof evals.$inferSelect;

export function listEvals(tx: Tx): Promise<EvalRow[]> {
  return tx.select().from(evals).orderBy(asc(evals.slug));
}

export async function findEval(tx: Tx, slug: string): Promise<EvalRow | undefined> {
  return (await tx.select().from(evals).where(eq(evals.slug, slug)))[0];
}

export function evalsOfApp(tx: Tx, app: string): Promise<EvalRow[]> {
  return tx.select().from(evals).where(sql`${evals.definition}->>'app' = ${app}`).orderBy(asc(evals.slug));
}

/** Makes or replaces an eval; what ran keeps the definition it ran with. Says whether it is new. */
export async function putEval(tx: Tx, workspaceId: string, definition: EvalDefinition): Promise<boolean> {
  const { slug } = definition;
  const rows = await tx
    .insert(evals)
    .values({ id: newId('eval'), workspaceId, slug, definition })
    .onConflictDoUpdate({
      target: [evals.workspaceId, evals.slug],
      set: { definition, updatedAt: sql`now()` },
    })
    .returning({ created: sql<boolean>`xmax = 0` });
  return rows[0]?.created ?? false;
}

export async function dropEval(tx: Tx, slug: string): Promise<boolean> {
  return (await tx.delete(evals).where(eq(evals.slug, slug)).returning({ id: evals.id })).length > 0;
}

/** Whether a verdict under the one definition also counts under the other: graders, gate and data set are the same. */
export function sameDefinition(a: EvalDefinition, b: EvalDefinition): boolean {
  const judged = ({ app, dataset, graders, gate, repeats }: EvalDefinition) => ({
    app,
    dataset,
    graders,
    gate,
    repeats,
  });
  return isDeepStrictEqual(judged(a), judged(b));
}
