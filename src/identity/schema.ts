import { index, pgTable, primaryKey, text, timestamp, unique } from 'drizzle-orm/pg-core';
import type { Role, Scope } from '../kernel/contract.ts';
import { users } from './schema-auth.ts';

const when = () => timestamp({ withTimezone: true });

/** The tenant. Its own id is also its workspace_id, so that row-level security covers it like everything else. */
export const workspaces = pgTable('workspaces', {
  workspaceId: text().primaryKey(),
  slug: text().notNull().unique(),
  name: text().notNull(),
  createdAt: when().notNull().defaultNow(),
});

const workspaceId = () =>
  text()
    .notNull()
    .references(() => workspaces.workspaceId, { onDelete: 'cascade' });

export const members = pgTable(
  'members',
  {
    id: text().primaryKey(),
    workspaceId: workspaceId(),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    role: text().$type<Role>().notNull(),
    status: text().$type<'active' | 'suspended'>().notNull().default('active'),
    createdAt: when().notNull().defaultNow(),
  },
  (t) => [unique().on(t.workspaceId, t.userId), index().on(t.userId)],
);

export const groups = pgTable(
  'groups',
  {
    id: text().primaryKey(),
    workspaceId: workspaceId(),
    slug: text().notNull(),
    name: text().notNull(),
    createdAt: when().notNull().defaultNow(),
  },
  (t) => [unique().on(t.workspaceId, t.slug)],
);

export const groupMembers = pgTable(
  'group_members',
  {
    workspaceId: workspaceId(),
    groupId: text()
      .notNull()
      .references(() => groups.id, { onDelete: 'cascade' }),
    memberId: text()
      .notNull()
      .references(() => members.id, { onDelete: 'cascade' }),
  },
  (t) => [primaryKey({ columns: [t.groupId, t.memberId] }), index().on(t.memberId)],
);

export const apiKeys = pgTable(
  'api_keys',
  {
    id: text().primaryKey(),
    workspaceId: workspaceId(),
    name: text().notNull(),
    hash: text().notNull().unique(),
    /** The first characters, so that people can tell their keys apart. */
    hint: text().notNull(),
    role: text().$type<Role>().notNull(),
    scopes: text().array().$type<Scope[]>().notNull(),
    groupIds: text().array().notNull(),
    /** Who made it; a key never outlives or outranks its maker. Null for SEVENFOLD_ADMIN_KEY. */
    memberId: text().references(() => members.id, { onDelete: 'cascade' }),
    expiresAt: when(),
    revokedAt: when(),
    lastUsedAt: when(),
    createdAt: when().notNull().defaultNow(),
  },
  (t) => [index().on(t.workspaceId)],
);

export const invitations = pgTable(
  'invitations',
  {
    id: text().primaryKey(),
    workspaceId: workspaceId(),
    email: text().notNull(),
    role: text().$type<Role>().notNull(),
    groupIds: text().array().notNull(),
    tokenHash: text().notNull().unique(),
    expiresAt: when().notNull(),
    acceptedAt: when(),
    createdAt: when().notNull().defaultNow(),
  },
  (t) => [index().on(t.workspaceId)],
);
