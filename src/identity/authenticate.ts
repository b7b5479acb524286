import { APIError } from 'better-auth/api';
import { type Actor, type HeaderReader, hashToken, type Soon } from '../kernel/index.ts';
import type { Identity } from './bag.ts';
import { identityErrors } from './errors.ts';
import { lower } from './rank.ts';
import { keyByHash, touchKey } from './store/keys.ts';
import { membershipsOf } from './store/members.ts';

/** Which of a person's workspaces a request is about: slug or id. Keys belong to one workspace anyway. */
const WORKSPACE_HEADER = 'sevenfold-workspace';

/**
 * Who sent a request with these headers: a bearer key, or a session cookie. Revoking, suspending or demoting takes
 * effect with the next request on every path: what this process remembers of keys is forgotten with each change made
 * through it, and after a second in any case, for the changes that another process makes.
 */
export function authenticate(bag: Identity, headers: HeaderReader): Soon<Actor | undefined> {
  const authorization = headers.get('authorization');
  if (authorization) {
    const token = /^Bearer\s+(\S+)$/i.exec(authorization)?.[1];
    return token ? bag.knownKeys.get(token, () => byKey(bag, token)) : undefined;
  }
  const cookie = headers.get('cookie');
  if (cookie === null) return undefined;
  return bySession(bag, headers instanceof Headers ? headers : new Headers({ cookie }), headers);
}

async function byKey(bag: Identity, token: string): Promise<Actor | undefined> {
  const key = await bag.db.system((tx) => keyByHash(tx, hashToken(token)));
  if (!key) return undefined;
  if (key.memberId !== null && key.makerStatus !== 'active') return undefined;
  const { makerRole } = key;
  // Auditors see what members and experts do not, and do less: neither role is below the other.
  if (key.role === 'auditor' && (makerRole === 'member' || makerRole === 'expert')) return undefined;
  // Owners and admins may hand out any group, others only those they are in, as long as they are in them.
  const anyGroup = makerRole === null || makerRole === 'owner' || makerRole === 'admin';
  if (key.stale) await bag.db.system((tx) => touchKey(tx, key.id));
  return {
    workspaceId: key.workspaceId,
    id: key.id,
    kind: 'key',
    name: key.name,
    role: makerRole ? lower(key.role, makerRole) : key.role,
    groups: anyGroup ? key.groupIds : key.groupIds.filter((id) => key.makerGroups.includes(id)),
    scopes: key.scopes,
    memberId: key.memberId ?? undefined,
  };
}

async function bySession(bag: Identity, cookies: Headers, headers: HeaderReader): Promise<Actor | undefined> {
  const session = await bag.auth.api.getSession({ headers: cookies }).catch(noSession);
  if (!session) return undefined;
  const memberships = await bag.db.system((tx) => membershipsOf(tx, session.user.id));
  const wanted = headers.get(WORKSPACE_HEADER);
  const membership = wanted
    ? memberships.find(({ workspace }) => workspace.slug === wanted || workspace.id === wanted)
    : memberships[0];
  if (!membership) throw identityErrors.no_workspace();
  return {
    workspaceId: membership.workspaceId,
    id: membership.id,
    kind: 'person',
    name: membership.name,
    role: membership.role,
    groups: membership.groupIds,
    scopes: 'all',
    userId: session.user.id,
    memberId: membership.id,
  };
}

/** What is wrong with a cookie signs nobody in; what is wrong here, such as a database away, must not sign everybody out. */
function noSession(error: unknown): null {
  if (error instanceof APIError && error.statusCode < 500) return null;
  throw error;
}
