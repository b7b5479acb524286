import { type SQL, sql } from 'drizzle-orm';
import type { Actor } from '../../kernel/index.ts';
import { collections, documents } from '../schema.ts';

/** A document's own groups, or its collection's. Needs both tables in the query. */
export const effectiveGroups = sql<string[]>`coalesce(${documents.groupIds}, ${collections.groupIds})`;

/** The row is for everybody, or for one of the actor's groups. Owners get no exception: content is content. */
export function readableBy(actor: Actor, groups: SQL | typeof collections.groupIds = effectiveGroups): SQL {
  return sql`(cardinality(${groups}) = 0 or ${groups} && ${textArray(actor.groups)})`;
}

/** Owners and admins see that something exists, to manage it, without reading it. */
export function managedBy(actor: Actor): boolean {
  return actor.role === 'owner' || actor.role === 'admin';
}

function textArray(values: readonly string[]): SQL {
  return sql`array[${sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )}]::text[]`;
}
