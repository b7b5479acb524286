import type { Role } from '../kernel/contract.ts';

/** A higher rank may do everything a lower one may. An auditor reads everything and changes nothing. */
const RANK: Record<Role, number> = { auditor: 0, member: 1, expert: 2, builder: 3, admin: 4, owner: 5 };

/** True when somebody with `own` may hand out `role`. Auditors see what members do not, so admins appoint them. */
export function mayHandOut(own: Role, role: Role): boolean {
  if (role === 'auditor') return RANK[own] >= RANK.admin;
  return RANK[own] >= RANK[role];
}

/** The lower of two roles. */
export function lower(a: Role, b: Role): Role {
  return RANK[a] <= RANK[b] ? a : b;
}
