import type { Role } from './endpoints.ts';

/**
 * Who may do what, so that nobody is shown what would be refused. The server decides; this mirrors the rooms' policy.ts,
 * and a test compares it with the server's own OpenAPI document.
 */
const EVERYBODY: readonly Role[] = ['owner', 'admin', 'builder', 'expert', 'member', 'auditor'];
/** Experts own what is right: they keep data sets, accept examples and measure. */
const CURATORS: readonly Role[] = ['owner', 'admin', 'builder', 'expert'];
const BUILDERS: readonly Role[] = ['owner', 'admin', 'builder'];
const MANAGERS: readonly Role[] = ['owner', 'admin'];

export const MAY = {
  ask: ['owner', 'admin', 'builder', 'expert', 'member'],
  giveFeedback: ['owner', 'admin', 'builder', 'expert', 'member'],
  buildAssistants: BUILDERS,
  seeVersions: ['owner', 'admin', 'builder', 'expert', 'auditor'],
  writeKnowledge: BUILDERS,
  seePeople: ['owner', 'admin', 'builder', 'expert', 'auditor'],
  managePeople: MANAGERS,
  seeKeys: ['owner', 'admin', 'builder', 'auditor'],
  makeKeys: BUILDERS,
  seeProviders: ['owner', 'admin', 'builder', 'auditor'],
  manageProviders: MANAGERS,
  seeUsage: ['owner', 'admin', 'builder', 'auditor'],
  manageRoutes: MANAGERS,
  checkTexts: ['owner', 'admin', 'builder', 'expert', 'member'],
  manageWorkspace: MANAGERS,
  createWorkspaces: ['owner'],
  seeRuns: EVERYBODY,
  seeEvals: [...CURATORS, 'auditor'],
  curate: CURATORS,
  deleteEvals: BUILDERS,
  release: BUILDERS,
  seeTuning: [...CURATORS, 'auditor'],
  tune: BUILDERS,
  readAudit: ['owner', 'admin', 'auditor'],
} satisfies Record<string, readonly Role[]>;

export type Deed = keyof typeof MAY;

export function may(role: Role, deed: Deed): boolean {
  const roles: readonly Role[] = MAY[deed];
  return roles.includes(role);
}

const RANK: Record<Role, number> = { auditor: 0, member: 1, expert: 2, builder: 3, admin: 4, owner: 5 };

/** Roles that somebody may give to others: none above their own, and auditors only by admins. */
export function rolesToHandOut(own: Role): Role[] {
  return [...EVERYBODY].filter((role) =>
    role === 'auditor' ? RANK[own] >= RANK.admin : RANK[own] >= RANK[role],
  );
}
