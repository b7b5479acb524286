import type { Actor, Tx } from '../kernel/index.ts';
import { identityErrors } from './errors.ts';
import { existingGroups } from './store/groups.ts';

/** Groups open documents: owners and admins may hand out any group of the workspace, others only their own. */
export async function checkGroups(tx: Tx, actor: Actor, ids: readonly string[]): Promise<void> {
  const existing = await existingGroups(tx, ids);
  const manages = actor.role === 'owner' || actor.role === 'admin';
  for (const id of ids) {
    if (!existing.has(id) || (!manages && !actor.groups.includes(id)))
      throw identityErrors.unknown_group({ id });
  }
}
