import { and, desc, eq, gt, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { Role, Scope } from '../../kernel/contract.ts';
import { newId, type Tx } from '../../kernel/index.ts';
import { apiKeys, members } from '../schema.ts';
import { users } from '../schema-auth.ts';

export interface NewKey {
  name: string;
  hash: string;
  hint: string;
  role: Role;
  scopes: Scope[];
  groupIds: string[];
  memberId: string | null;
  expiresAt: Date | null;
}

const columns = {
  id: apiKeys.id,
  name: apiKeys.name,
  hint: apiKeys.hint,
  role: apiKeys.role,
  scopes: apiKeys.scopes,
  groupIds: apiKeys.groupIds,
  createdBy: users.name,
  expiresAt: apiKeys.expiresAt,
  lastUsedAt: apiKeys.lastUsedAt,
  createdAt: apiKeys.createdAt,
};

export type KeyRow = Awaited<ReturnType<typeof liveKeys>>[number];

export function liveKeys(tx: Tx) {
  return tx
    .select(columns)
    .from(apiKeys)
    .leftJoin(members, eq(members.id, apiKeys.memberId))
    .leftJoin(users, eq(users.id, members.userId))
    .where(isNull(apiKeys.revokedAt))
    .orderBy(desc(apiKeys.createdAt));
}

export async function addKey(tx: Tx, workspaceId: string, key: NewKey): Promise<string> {
  const id = newId('key');
  await tx.insert(apiKeys).values({ id, workspaceId, ...key });
  return id;
}

export async function findKey(tx: Tx, id: string): Promise<KeyRow | undefined> {
  return (await liveKeys(tx)).find((key) => key.id === id);
}

export async function revokeKey(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx
    .update(apiKeys)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt)))
    .returning({ id: apiKeys.id });
  return rows.length > 0;
}

/** A usable key by its hash, with its maker's present role, status and groups; needs system scope. */
export async function keyByHash(tx: Tx, hash: string) {
  const rows = await tx
    .select({
      id: apiKeys.id,
      workspaceId: apiKeys.workspaceId,
      name: apiKeys.name,
      role: apiKeys.role,
      scopes: apiKeys.scopes,
      groupIds: apiKeys.groupIds,
      memberId: apiKeys.memberId,
      makerRole: members.role,
      makerStatus: members.status,
      makerGroups: sql<
        string[]
      >`coalesce((select array_agg(gm.group_id) from group_members gm where gm.member_id = ${apiKeys.memberId}), '{}')`,
      stale: sql<boolean>`coalesce(${apiKeys.lastUsedAt} < now() - interval '1 minute', true)`,
    })
    .from(apiKeys)
    .leftJoin(members, eq(members.id, apiKeys.memberId))
    .where(
      and(
        eq(apiKeys.hash, hash),
        isNull(apiKeys.revokedAt),
        or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, sql`now()`)),
      ),
    );
  return rows[0];
}

/** Whether this key was revoked; needs system scope. */
export async function wasRevoked(tx: Tx, hash: string): Promise<boolean> {
  const rows = await tx
    .select({ id: apiKeys.id })
    .from(apiKeys)
    .where(and(eq(apiKeys.hash, hash), isNotNull(apiKeys.revokedAt)));
  return rows.length > 0;
}

export async function touchKey(tx: Tx, id: string): Promise<void> {
  await tx.update(apiKeys).set({ lastUsedAt: sql`now()` }).where(eq(apiKeys.id, id));
}
