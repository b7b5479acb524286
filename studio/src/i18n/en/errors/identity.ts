export const identityErrors = {
  'identity.wrong_password': {
    what: 'The e-mail address or the password is not right.',
    todo: 'Try again, or ask an admin of your workspace for a new invitation.',
  },
  'identity.no_workspace': {
    what: 'Your account is in no workspace, or was suspended.',
    todo: 'Ask an admin to invite you.',
  },
  'identity.last_owner': {
    what: 'A workspace needs at least one active owner.',
    todo: 'Make somebody else an owner first.',
  },
  'identity.owners_only': {
    what: 'Only an owner can make, change or remove owners.',
    todo: 'Ask an owner of the workspace.',
  },
  'identity.role_too_high': {
    what: 'You cannot hand out the role {role}: it may do more than yours.',
    todo: 'Choose a role that may do at most what you may.',
  },
  'identity.unknown_group': {
    what: 'There is no group {id} that you may hand out.',
    todo: 'Choose another one; it may have been deleted.',
  },
  'identity.account_known': {
    what: '{email} has an account here already, whose password this invitation does not change.',
    todo: 'Type the password of that account. If you never made one, tell whoever runs this server.',
  },
  'identity.invitation_invalid': {
    what: 'This invitation was used, withdrawn, or is older than 7 days.',
    todo: 'Ask for a new one.',
  },
} as const;
