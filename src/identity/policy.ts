import { allow, open } from '../kernel/index.ts';

/** Who may do what with people, groups and keys. */
export const everyone = allow('workspace:read', 'owner', 'admin', 'builder', 'expert', 'member', 'auditor');
export const readPeople = allow('workspace:read', 'owner', 'admin', 'builder', 'expert', 'auditor');
export const managePeople = allow('workspace:write', 'owner', 'admin');
export const manageWorkspace = allow('workspace:write', 'owner', 'admin');
export const createWorkspaces = allow('workspace:write', 'owner');
export const readKeys = allow('workspace:read', 'owner', 'admin', 'builder', 'auditor');
export const makeKeys = allow('workspace:write', 'owner', 'admin', 'builder');
export const ownAccount = allow(
  'workspace:write',
  'owner',
  'admin',
  'builder',
  'expert',
  'member',
  'auditor',
);

export const signIn = open('this is how a person becomes known');
export const signOut = open('ends whatever session came with the request; without one it does nothing');
export const acceptInvitation = open('the invitation token is the credential');
