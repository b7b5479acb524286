import { asc, eq } from 'drizzle-orm';
import type { Tx } from '../kernel/index.ts';
import type { PolicyDefinition } from './contract.ts';
import { guardrailPolicies } from './schema.ts';

export type PolicyRow = typeof guardrailPolicies.$inferSelect;

export function allPolicies(tx: Tx): Promise<PolicyRow[]> {
  return tx.select().from(guardrailPolicies).orderBy(asc(guardrailPolicies.slug));
}

export async function findPolicy(tx: Tx, slug: string): Promise<PolicyRow | undefined> {
  return (await tx.select().from(guardrailPolicies).where(eq(guardrailPolicies.slug, slug)))[0];
}

/** Undefined if there already is one of that slug. */
export async function insertPolicy(
  tx: Tx,
  policy: { workspaceId: string; slug: string; definition: PolicyDefinition },
): Promise<PolicyRow | undefined> {
  return (await tx.insert(guardrailPolicies).values(policy).onConflictDoNothing().returning())[0];
}

export async function replacePolicy(
  tx: Tx,
  slug: string,
  definition: PolicyDefinition,
): Promise<PolicyRow | undefined> {
  const change = { definition, updatedAt: new Date() };
  return (
    await tx.update(guardrailPolicies).set(change).where(eq(guardrailPolicies.slug, slug)).returning()
  )[0];
}

export async function deletePolicy(tx: Tx, slug: string): Promise<boolean> {
  const gone = await tx.delete(guardrailPolicies).where(eq(guardrailPolicies.slug, slug)).returning();
  return gone.length > 0;
}
