import type { OutputOf } from '../kernel/contract.ts';
import type * as contract from './contract.ts';
import type { KeyRow } from './store/keys.ts';
import type { MemberRow } from './store/members.ts';

export function presentMember(row: MemberRow): OutputOf<typeof contract.updateMember> {
  const { id, name, email, role, status, groupIds, createdAt } = row;
  return { id, name, email, role, status, groupIds, createdAt: createdAt.toISOString() };
}

export function presentKey(row: KeyRow): OutputOf<typeof contract.listKeys>['data'][number] {
  return {
    ...row,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

export function presentInvitation<T extends { expiresAt: Date }>(row: T) {
  return { ...row, expiresAt: row.expiresAt.toISOString() };
}
