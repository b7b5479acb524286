import { type Route, route } from '../kernel/index.ts';
import type { Identity } from './bag.ts';
import { changePassword } from './change-password.ts';
import * as contract from './contract.ts';
import { createKey } from './create-key.ts';
import { createWorkspace } from './create-workspace.ts';
import { getMe } from './get-me.ts';
import { acceptInvitation, inviteMember } from './invite-member.ts';
import * as manage from './manage.ts';
import * as may from './policy.ts';
import { signIn, signOut } from './sign-in.ts';
import { removeMember, updateMember } from './update-member.ts';

const routes: Route<Identity>[] = [
  route(contract.signIn, may.signIn, signIn),
  route(contract.signOut, may.signOut, signOut),
  route(contract.getMe, may.everyone, getMe),
  route(contract.changePassword, may.ownAccount, changePassword, { audited: 'account.password' }),
  route(contract.updateWorkspace, may.manageWorkspace, manage.updateWorkspace, {
    audited: 'workspace.change',
  }),
  route(contract.createWorkspace, may.createWorkspaces, createWorkspace, { audited: 'workspace.create' }),
  route(contract.listMembers, may.readPeople, manage.listMembers),
  route(contract.updateMember, may.managePeople, updateMember, {
    audited: 'member.change',
    tells: ['role', 'groupIds', 'status'],
  }),
  route(contract.removeMember, may.managePeople, removeMember, { audited: 'member.remove' }),
  route(contract.listInvitations, may.managePeople, manage.listInvitations),
  route(contract.inviteMember, may.managePeople, inviteMember, {
    audited: 'member.invite',
    tells: ['email', 'role', 'groupIds'],
  }),
  route(contract.revokeInvitation, may.managePeople, manage.revokeInvitation, {
    audited: 'invitation.withdraw',
  }),
  route(contract.acceptInvitation, may.acceptInvitation, acceptInvitation),
  route(contract.listGroups, may.readPeople, manage.listGroups),
  route(contract.createGroup, may.managePeople, manage.createGroup, { audited: 'group.create' }),
  route(contract.deleteGroup, may.managePeople, manage.deleteGroup, { audited: 'group.delete' }),
  route(contract.listKeys, may.readKeys, manage.listKeys),
  route(contract.createKey, may.makeKeys, createKey, {
    audited: 'key.create',
    tells: ['name', 'role', 'scopes', 'groupIds', 'expiresInDays'],
  }),
  route(contract.revokeKey, may.makeKeys, manage.revokeKey, { audited: 'key.revoke' }),
];

/** Whatever changes people, groups or keys makes what is remembered of keys worthless, however it ends. */
function forgetting(one: Route<Identity>): Route<Identity> {
  if (one.endpoint.at.startsWith('GET ')) return one;
  return {
    ...one,
    async run(bag, actor, input, call) {
      try {
        return await one.run(bag, actor, input, call);
      } finally {
        bag.knownKeys.forget();
      }
    },
  };
}

export const identityRoutes: Route<Identity>[] = routes.map(forgetting);
