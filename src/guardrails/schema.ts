import { jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { workspaces } from '../identity/schema.ts';
import type { PolicyDefinition } from './contract.ts';

/** Which checks look at which texts of a workspace, and what follows from what they find. */
export const guardrailPolicies = pgTable(
  'guardrail_policies',
  {
    workspaceId: text()
      .notNull()
      .references(() => workspaces.workspaceId, { onDelete: 'cascade' }),
    slug: text().notNull(),
    definition: jsonb().$type<PolicyDefinition>().notNull(),
    updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.slug] })],
);
