import { type Role, SCOPES, type Scope } from '../kernel/contract.ts';
import { hashToken, newToken } from '../kernel/index.ts';
import type { Identity } from './bag.ts';
import { foundWorkspace } from './found-workspace.ts';
import { addKey } from './store/keys.ts';

/** A second door for the test harness: makes keys of any role without somebody who hands them out. */
export { findWorkspace } from './store/workspaces.ts';

export async function makeKey(
  bag: Identity,
  options: { workspaceId: string; role: Role; groupIds?: string[]; scopes?: Scope[] },
): Promise<string> {
  const { workspaceId, role, groupIds = [], scopes = [...SCOPES] } = options;
  const key = newToken('sk-7f-');
  const rest = { name: `test ${role}`, hint: 'test', memberId: null, expiresAt: null };
  await bag.db.system((tx) =>
    addKey(tx, workspaceId, { ...rest, hash: hashToken(key), role, scopes, groupIds }),
  );
  return key;
}

export function makeWorkspace(bag: Identity, slug: string): Promise<string> {
  return bag.db.system((tx) => foundWorkspace(bag, tx, { slug, name: slug }));
}
