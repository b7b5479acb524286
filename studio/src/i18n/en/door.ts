/** Signing in and joining. */
export const door = {
  sign_in: 'Sign in',
  email: 'E-mail',
  password: 'Password',
  first_time: 'No account yet? Ask an admin of your workspace for an invitation.',
  join: 'Join the workspace',
  join_how: 'Choose a name and a password. If you already have an account here, enter its password.',
  join_submit: 'Join',
  name: 'Your name',
  new_password: 'Password',
  password_hint: 'At least 10 characters.',
  password_short: 'The password has fewer than 10 characters.',
  no_token: 'This link is not complete. Open it again from your invitation, or ask for a new one.',
} as const;
