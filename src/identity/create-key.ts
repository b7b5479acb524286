import type { InputOf, OutputOf } from '../kernel/contract.ts';
import { type Actor, errors, hashToken, newToken } from '../kernel/index.ts';
import type { Identity } from './bag.ts';
import { checkGroups } from './check-groups.ts';
import type * as contract from './contract.ts';
import { identityErrors } from './errors.ts';
import { presentKey } from './present.ts';
import { mayHandOut } from './rank.ts';
import { addKey, findKey } from './store/keys.ts';

const DAY_MS = 86_400_000;

/** Makes a key that acts with at most its maker's role. Only its hash is kept. */
export async function createKey(
  bag: Identity,
  actor: Actor,
  input: InputOf<typeof contract.createKey>,
): Promise<OutputOf<typeof contract.createKey>> {
  if (!mayHandOut(actor.role, input.role)) throw identityErrors.role_too_high({ role: input.role });
  const excess =
    actor.scopes === 'all' ? undefined : input.scopes.find((scope) => !actor.scopes.includes(scope));
  if (excess) throw errors.forbidden({ need: `a key that itself has the scope ${excess}` });
  const key = newToken('sk-7f-');
  const expiresAt = input.expiresInDays === null ? null : new Date(Date.now() + input.expiresInDays * DAY_MS);
  return bag.db.in(actor.workspaceId, async (tx) => {
    await checkGroups(tx, actor, input.groupIds);
    const end = actor.kind === 'key' ? (await findKey(tx, actor.id))?.expiresAt : undefined;
    // One that outlives its maker would make the maker's end mean nothing.
    if (end && (expiresAt === null || expiresAt > end))
      throw errors.forbidden({
        need: `a key that itself is valid as long; this one ends on ${end.toISOString()}`,
      });
    const id = await addKey(tx, actor.workspaceId, {
      name: input.name,
      hash: hashToken(key),
      hint: `${key.slice(0, 10)}…`,
      role: input.role,
      scopes: input.scopes,
      groupIds: input.groupIds,
      memberId: actor.memberId ?? null,
      expiresAt,
    });
    const row = await findKey(tx, id);
    if (!row) throw errors.not_found({ what: 'The key' });
    return { ...presentKey(row), key };
  });
}
