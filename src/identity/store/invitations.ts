import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Role } from '../../kernel/contract.ts';
import { newId, type Tx } from '../../kernel/index.ts';
import { invitations } from '../schema.ts';

const usable = and(isNull(invitations.acceptedAt), gt(invitations.expiresAt, sql`now()`));

export function openInvitations(tx: Tx) {
  return tx
    .select({
      id: invitations.id,
      email: invitations.email,
      role: invitations.role,
      groupIds: invitations.groupIds,
      expiresAt: invitations.expiresAt,
    })
    .from(invitations)
    .where(usable)
    .orderBy(desc(invitations.createdAt));
}

export async function addInvitation(
  tx: Tx,
  workspaceId: string,
  invitation: { email: string; role: Role; groupIds: string[]; tokenHash: string; expiresAt: Date },
): Promise<string> {
  const id = newId('inv');
  await tx.insert(invitations).values({ id, workspaceId, ...invitation });
  return id;
}

export async function deleteInvitation(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.delete(invitations).where(eq(invitations.id, id)).returning({ id: invitations.id });
  return rows.length > 0;
}

/** Whether there is such an invitation that can still be taken; needs system scope. */
export async function findInvitation(tx: Tx, tokenHash: string) {
  const { email, workspaceId, role } = invitations;
  const rows = await tx
    .select({ email, workspaceId, role })
    .from(invitations)
    .where(and(eq(invitations.tokenHash, tokenHash), usable));
  return rows[0];
}

/** Takes an invitation: marks it accepted and returns it, at most once; needs system scope. */
export async function takeInvitation(tx: Tx, tokenHash: string) {
  const rows = await tx
    .update(invitations)
    .set({ acceptedAt: sql`now()` })
    .where(and(eq(invitations.tokenHash, tokenHash), usable))
    .returning({
      workspaceId: invitations.workspaceId,
      email: invitations.email,
      role: invitations.role,
      groupIds: invitations.groupIds,
    });
  return rows[0];
}
