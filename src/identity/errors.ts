import { defineErrors } from '../kernel/index.ts';

export const identityErrors = defineErrors('identity', {
  wrong_password: {
    status: 401,
    title: 'Sign-in failed',
    message: () => 'The e-mail address or the password is not right.',
    remedy: 'Try again, or ask an admin of your workspace for a new invitation.',
  },
  no_workspace: {
    status: 403,
    title: 'No workspace',
    message: () => 'This account is in no workspace, or was suspended.',
    remedy: 'Ask an admin to invite you.',
  },
  last_owner: {
    status: 409,
    title: 'The last owner stays',
    message: () => 'A workspace needs at least one active owner.',
    remedy: 'Make somebody else an owner first.',
  },
  owners_only: {
    status: 403,
    title: 'Only owners may',
    message: () => 'Only an owner can make, change or remove owners.',
    remedy: 'Ask an owner of the workspace.',
  },
  role_too_high: {
    status: 403,
    title: 'Role above your own',
    message: (p: { role: string }) => `You cannot hand out the role ${p.role}: it may do more than yours.`,
    remedy: 'Choose a role that may do at most what you may.',
  },
  unknown_group: {
    status: 400,
    title: 'Unknown group',
    message: (p: { id: string }) => `There is no group ${p.id} in this workspace that you may hand out.`,
    remedy: 'List the groups with GET /api/groups.',
  },
  account_known: {
    status: 409,
    title: 'This address has an account',
    message: (p: { email: string }) =>
      `${p.email} has an account here already, whose password this invitation does not change.`,
    remedy: 'Type the password of that account. If you never made one, tell whoever runs this server.',
  },
  invitation_invalid: {
    status: 400,
    title: 'Invitation not valid',
    message: () => 'This invitation was used, withdrawn, or is older than 7 days.',
    remedy: 'Ask for a new one.',
  },
});
