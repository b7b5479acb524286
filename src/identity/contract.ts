import { z } from 'zod';
import { endpoint, ROLES, SCOPES } from '../kernel/contract.ts';

const id = z.object({ id: z.string().max(64) });
const when = z.iso.datetime();
const list = <T extends z.ZodType>(item: T) => z.object({ data: z.array(item) });

export const Role = z.enum(ROLES);
export const Scope = z.enum(SCOPES);
const name = z.string().trim().min(1, 'must not be empty').max(120);
const email = z
  .email('must be an e-mail address')
  .max(254)
  .transform((value) => value.toLowerCase());
const password = z.string().min(10, 'must have at least 10 characters').max(256);
const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be lower-case letters, digits and hyphens');

export const Membership = z.object({
  workspace: z.object({ id: z.string(), slug: z.string(), name: z.string() }),
  role: Role,
});
export const Me = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  kind: z.enum(['person', 'key']),
  role: Role,
  workspace: z.object({ id: z.string(), slug: z.string(), name: z.string() }),
  groups: z.array(z.object({ id: z.string(), slug: z.string(), name: z.string() })),
  workspaces: z.array(Membership),
});

export const signIn = endpoint('POST /api/session', {
  summary: 'Sign in with e-mail and password; sets the session cookie',
  body: z.object({ email, password: z.string().max(256) }),
  output: z.object({ ok: z.literal(true) }),
});
export const signOut = endpoint('DELETE /api/session', { summary: 'Sign out', status: 204 });
export const getMe = endpoint('GET /api/me', {
  summary: 'Who am I, in which workspace, with which role',
  output: Me,
});
export const changePassword = endpoint('PUT /api/me/password', {
  summary: 'Change the own password; other sessions end',
  body: z.object({ current: z.string().max(256), next: password }),
  status: 204,
});

export const updateWorkspace = endpoint('PATCH /api/workspace', {
  summary: 'Rename the workspace; its slug stays',
  body: z.object({ name }),
  output: z.object({ id: z.string(), slug: z.string(), name: z.string() }),
});
export const createWorkspace = endpoint('POST /api/workspaces', {
  summary: 'Create a workspace; the caller becomes its owner',
  body: z.object({ name, slug }),
  output: z.object({ id: z.string(), slug: z.string(), name: z.string() }),
  status: 201,
});

export const Member = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: Role,
  status: z.enum(['active', 'suspended']),
  groupIds: z.array(z.string()),
  createdAt: when,
});
export const listMembers = endpoint('GET /api/members', { summary: 'List members', output: list(Member) });
export const updateMember = endpoint('PATCH /api/members/{id}', {
  summary: 'Change role, status or groups of a member; suspending ends every credential at once',
  params: id,
  body: z.object({
    role: Role.optional(),
    status: z.enum(['active', 'suspended']).optional(),
    groupIds: z.array(z.string()).max(200).optional(),
  }),
  output: Member,
});
export const removeMember = endpoint('DELETE /api/members/{id}', {
  summary: 'Remove a member',
  params: id,
  status: 204,
});

export const Invitation = z.object({
  id: z.string(),
  email: z.string(),
  role: Role,
  groupIds: z.array(z.string()),
  expiresAt: when,
});
export const listInvitations = endpoint('GET /api/invitations', {
  summary: 'List open invitations',
  output: list(Invitation),
});
export const inviteMember = endpoint('POST /api/invitations', {
  summary: 'Invite somebody; the answer holds the link to hand over, shown once',
  body: z.object({ email, role: Role, groupIds: z.array(z.string()).max(200).default([]) }),
  output: Invitation.extend({ token: z.string() }),
  status: 201,
});
export const revokeInvitation = endpoint('DELETE /api/invitations/{id}', {
  summary: 'Withdraw an invitation',
  params: id,
  status: 204,
});
export const acceptInvitation = endpoint('POST /api/invitations/accept', {
  summary: 'Accept an invitation and set a password',
  body: z.object({ token: z.string().max(200), name, password }),
  output: z.object({ email: z.string() }),
});

export const Group = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  members: z.number().int(),
});
export const listGroups = endpoint('GET /api/groups', { summary: 'List groups', output: list(Group) });
export const createGroup = endpoint('POST /api/groups', {
  summary: 'Create a group',
  body: z.object({ name, slug }),
  output: Group,
  status: 201,
});
export const deleteGroup = endpoint('DELETE /api/groups/{id}', {
  summary: 'Delete a group; documents that only it could read become readable by nobody',
  params: id,
  status: 204,
});

export const ApiKey = z.object({
  id: z.string(),
  name: z.string(),
  hint: z.string(),
  role: Role,
  scopes: z.array(Scope),
  groupIds: z.array(z.string()),
  createdBy: z.string().nullable(),
  expiresAt: when.nullable(),
  lastUsedAt: when.nullable(),
  createdAt: when,
});
export const listKeys = endpoint('GET /api/keys', {
  summary: 'List API keys that are not revoked',
  output: list(ApiKey),
});
export const createKey = endpoint('POST /api/keys', {
  summary: 'Create an API key; the key itself is in the answer once and never again',
  body: z.object({
    name,
    role: Role.default('member'),
    scopes: z
      .array(Scope)
      .min(1, 'must name at least one scope')
      .default([...SCOPES]),
    groupIds: z.array(z.string()).max(200).default([]),
    expiresInDays: z.number().int().min(1).max(3650).nullable().default(null),
  }),
  output: ApiKey.extend({ key: z.string() }),
  status: 201,
});
export const revokeKey = endpoint('DELETE /api/keys/{id}', {
  summary: 'Revoke an API key at once',
  params: id,
  status: 204,
});
