import { type SQL, sql } from 'drizzle-orm';
import type { Actor } from '../../kernel/index.ts';
import { collections, documents } from '../schema.ts';

/** A document's own groups, or its collection's. Needs both tables in the query. */
export const effectiveGroups = sql<string[]>`coalesce(${documents.groupIds}, ${collections.groupIds})`;

/** The row is for everybody, or for one of the actor's groups. Owners get no exception: content is content. */
export function readableBy(actor: Actor, groups: SQL | typeof collections.groupIds = effectiveGroups): SQL {
  return readableByGroups(sql`${sql.param([...actor.groups])}::text[]`, groups);
}

/** The same with the reader's groups as an array of their ids, which may be a placeholder. */
export function readableByGroups(
  reader: SQL,
  groups: SQL | typeof collections.groupIds = effectiveGroups,
): SQL {
  return sql`(cardinality(${groups}) = 0 or ${groups} && ${reader})`;
}

/** Whose business it is what is in a collection, see `policy.ts`. */
export function fillsCollections(actor: Actor): boolean {
  return managedBy(actor) || actor.role === 'builder';
}

/** Owners and admins see that something exists, to manage it, without reading it. */
export function managedBy(actor: Actor): boolean {
  return actor.role === 'owner' || actor.role === 'admin';
}
