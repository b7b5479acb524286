import { boolean, index, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** Better Auth's own tables; its adapter reads and writes them. They belong to no workspace: a person may be in several. */

const when = () => timestamp({ withTimezone: true });

export const users = pgTable('users', {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: boolean().notNull().default(false),
  image: text(),
  createdAt: when().notNull().defaultNow(),
  updatedAt: when().notNull().defaultNow(),
});

export const sessions = pgTable(
  'sessions',
  {
    id: text().primaryKey(),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    token: text().notNull().unique(),
    expiresAt: when().notNull(),
    ipAddress: text(),
    userAgent: text(),
    createdAt: when().notNull().defaultNow(),
    updatedAt: when().notNull().defaultNow(),
  },
  (t) => [index().on(t.userId)],
);

export const accounts = pgTable(
  'accounts',
  {
    id: text().primaryKey(),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    accountId: text().notNull(),
    providerId: text().notNull(),
    accessToken: text(),
    refreshToken: text(),
    idToken: text(),
    accessTokenExpiresAt: when(),
    refreshTokenExpiresAt: when(),
    scope: text(),
    password: text(),
    createdAt: when().notNull().defaultNow(),
    updatedAt: when().notNull().defaultNow(),
  },
  (t) => [index().on(t.userId)],
);

export const verifications = pgTable('verifications', {
  id: text().primaryKey(),
  identifier: text().notNull(),
  value: text().notNull(),
  expiresAt: when().notNull(),
  createdAt: when().notNull().defaultNow(),
  updatedAt: when().notNull().defaultNow(),
});
