import type { Role, Scope } from '../contract.ts';

/** Who is asking, in which workspace, and what they may do: the vocabulary that every policy speaks. */
export interface Actor {
  workspaceId: string;
  /** Stable id for records: `usr_…` for a person, `key_…` for a service key. */
  id: string;
  kind: 'person' | 'key';
  name: string;
  role: Role;
  /** Group ids that decide which documents are visible. */
  groups: readonly string[];
  /** A key's scopes; a signed-in person has all that the role allows. */
  scopes: readonly Scope[] | 'all';
  userId?: string;
  /** The member who asks, or who made the key: what a key makes is theirs too. */
  memberId?: string;
}

/** The platform itself, for what no person did. */
export function platformActor(workspaceId: string): Actor {
  const name = 'Sevenfold';
  return { workspaceId, id: 'sevenfold', kind: 'key', name, role: 'owner', groups: [], scopes: [] };
}

/** Who may do something. `scope` is what an API key needs beside the role. */
export interface Policy {
  roles: readonly Role[];
  scope: Scope;
}

/** For routes that are open on purpose; the reason is part of the declaration. */
export interface Open {
  open: string;
}

export function allow(scope: Scope, ...roles: Role[]): Policy {
  return { roles, scope };
}

export function open(reason: string): Open {
  return { open: reason };
}

/** Why this actor may not, as the words of the refusal; undefined when they may. */
export function refusal(policy: Policy, actor: Actor): string | undefined {
  if (!policy.roles.includes(actor.role)) return `one of the roles ${policy.roles.join(', ')}`;
  if (actor.scopes !== 'all' && !actor.scopes.includes(policy.scope))
    return `an API key with the scope ${policy.scope}`;
  return undefined;
}
