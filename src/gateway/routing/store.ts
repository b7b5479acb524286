import { asc, eq } from 'drizzle-orm';
import { newId, type Tx } from '../../kernel/index.ts';
import { routes } from '../schema.ts';
import type { RouteDefinition } from './contract.ts';

export type RouteRow = typeof routes.$inferSelect;

export function allRoutes(tx: Tx): Promise<RouteRow[]> {
  return tx.select().from(routes).orderBy(asc(routes.slug));
}

/** Undefined when the workspace has a route of that name. */
export async function addRouteRow(
  tx: Tx,
  workspaceId: string,
  definition: RouteDefinition,
): Promise<RouteRow | undefined> {
  const { slug } = definition;
  const rows = await tx
    .insert(routes)
    .values({ id: newId('route'), workspaceId, slug, definition })
    .onConflictDoNothing()
    .returning();
  return rows[0];
}

export async function changeRouteRow(tx: Tx, definition: RouteDefinition): Promise<RouteRow | undefined> {
  const rows = await tx
    .update(routes)
    .set({ definition, updatedAt: new Date() })
    .where(eq(routes.slug, definition.slug))
    .returning();
  return rows[0];
}

export async function deleteRoute(tx: Tx, slug: string): Promise<boolean> {
  return (await tx.delete(routes).where(eq(routes.slug, slug)).returning({ id: routes.id })).length > 0;
}
