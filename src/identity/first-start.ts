import { randomBytes } from 'node:crypto';
import type { Role } from '../kernel/contract.ts';
import { SCOPES } from '../kernel/contract.ts';
import { hashToken } from '../kernel/index.ts';
import { ensurePerson, renewPassword } from './auth.ts';
import type { Identity } from './bag.ts';
import { foundWorkspace } from './found-workspace.ts';
import { addGroup } from './store/groups.ts';
import { addKey, keyByHash, wasRevoked } from './store/keys.ts';
import { addMember, setMemberGroups } from './store/members.ts';
import { countWorkspaces, workspaceIds } from './store/workspaces.ts';

export interface FirstPerson {
  email: string;
  name: string;
  role: Role;
  /** Group slugs. */
  groups: string[];
}

export interface FirstWorkspace {
  slug: string;
  name: string;
  groups: { slug: string; name: string }[];
  people: FirstPerson[];
}

export interface Credential {
  email: string;
  password: string;
  role: Role;
}

/**
 * Makes the first workspace and its people with random passwords, when there is none yet: a fresh install has no
 * default credential. The passwords are nowhere else in the clear, so they are handed to `keep` before the workspace is
 * there: a start that dies on the way is done anew by the next one, which would otherwise find it and know no password.
 */
export async function createFirstWorkspace(
  bag: Identity,
  plan: FirstWorkspace,
  keep: (credentials: Credential[]) => void,
): Promise<Credential[] | undefined> {
  if ((await bag.db.system(countWorkspaces)) > 0) return undefined;
  const credentials = plan.people.map(({ email, role }) => ({
    email,
    role,
    password: randomBytes(12).toString('base64url'),
  }));
  const userIds = new Map<string, string>();
  for (const [i, { email, password }] of credentials.entries()) {
    const name = plan.people[i]?.name ?? email;
    const { id, hadPassword } = await ensurePerson(bag.auth, { email, password, name });
    // Of a start that died before it could tell anybody.
    if (hadPassword) await renewPassword(bag.auth, id, password);
    userIds.set(email, id);
  }
  await bag.db.system(async (tx) => {
    const workspaceId = await foundWorkspace(bag, tx, { slug: plan.slug, name: plan.name });
    const groupIds = new Map<string, string>();
    for (const group of plan.groups) groupIds.set(group.slug, (await addGroup(tx, workspaceId, group)).id);
    for (const person of plan.people) {
      const memberId = await addMember(tx, workspaceId, userIds.get(person.email) ?? '', person.role);
      await setMemberGroups(
        tx,
        workspaceId,
        memberId,
        person.groups.map((slug) => groupIds.get(slug) ?? ''),
      );
    }
    keep(credentials);
  });
  return credentials;
}

/**
 * Creates the key of SEVENFOLD_ADMIN_KEY in the first workspace; starting again changes nothing. One that somebody has
 * revoked stays so, and the server starts without it.
 */
export async function ensureAdminKey(bag: Identity, key: string): Promise<void> {
  await bag.db.system(async (tx) => {
    if (await keyByHash(tx, hashToken(key))) return;
    if (await wasRevoked(tx, hashToken(key))) {
      bag.log.warn('SEVENFOLD_ADMIN_KEY is a key that was revoked; set it to another one, or remove it');
      return;
    }
    const [workspaceId] = await workspaceIds(tx);
    if (!workspaceId) return;
    await addKey(tx, workspaceId, {
      name: 'SEVENFOLD_ADMIN_KEY',
      hash: hashToken(key),
      hint: `${key.slice(0, 4)}…`,
      role: 'owner',
      scopes: [...SCOPES],
      groupIds: [],
      memberId: null,
      expiresAt: null,
    });
  });
}
