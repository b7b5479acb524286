export const roles = {
  owner: 'Owner',
  admin: 'Admin',
  builder: 'Builder',
  expert: 'Expert',
  member: 'Member',
  auditor: 'Auditor',
} as const;
