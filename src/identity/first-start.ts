import { randomBytes } from 'node:crypto';
import type { Role } from '../kernel/contract.ts';
import { SCOPES } from '../kernel/contract.ts';
import { hashToken } from '../kernel/index.ts';
import { ensurePerson } from './auth.ts';
import type { Identity } from './bag.ts';
import { foundWorkspace } from './found-workspace.ts';
import { addGroup } from './store/groups.ts';
import { addKey, keyByHash } from './store/keys.ts';
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
 * default credential. Returns the passwords, which are nowhere else in the clear.
 */
export async function createFirstWorkspace(
  bag: Identity,
  plan: FirstWorkspace,
): Promise<Credential[] | undefined> {
  if ((await bag.db.system(countWorkspaces)) > 0) return undefined;
  const credentials = plan.people.map(({ email, role }) => ({
    email,
    role,
    password: randomBytes(12).toString('base64url'),
  }));
  const userIds = new Map<string, string>();
  for (const [i, { email, password }] of credentials.entries()) {
    userIds.set(
      email,
      (await ensurePerson(bag.auth, { email, password, name: plan.people[i]?.name ?? email })).id,
    );
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
  });
  return credentials;
}

/** Creates the key of SEVENFOLD_ADMIN_KEY in the first workspace; starting again changes nothing. */
export async function ensureAdminKey(bag: Identity, key: string): Promise<void> {
  await bag.db.system(async (tx) => {
    if (await keyByHash(tx, hashToken(key))) return;
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
