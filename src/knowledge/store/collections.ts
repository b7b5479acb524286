import { and, asc, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { DataClass } from '../../gateway/index.ts';
import { type Actor, newId, type Tx } from '../../kernel/index.ts';
import { collections } from '../schema.ts';
import { managedBy, readableBy } from './access.ts';
import { type Page, type PageOf, readPage, type Slice } from './page.ts';

/**
 * Wrapped once more on purpose: Drizzle strips the table from columns that stand directly in a selected expression, and
 * a bare "id" inside the sub-query would be the document's.
 */
const collectionId = sql`${collections.id}`;
const countWhere = (condition: SQL) =>
  sql<number>`(select count(*)::int from documents d where d.collection_id = ${collectionId} and ${condition})`;

const columns = {
  id: collections.id,
  slug: collections.slug,
  name: collections.name,
  description: collections.description,
  groupIds: collections.groupIds,
  dataClass: collections.dataClass,
  metadata: collections.metadata,
  createdAt: collections.createdAt,
  lastActiveAt: collections.lastActiveAt,
  documents: countWhere(sql`d.status <> 'cancelled'`),
  failed: countWhere(sql`d.status = 'failed'`),
  pending: countWhere(sql`d.status in ('queued', 'reading')`),
  cancelled: countWhere(sql`d.status = 'cancelled'`),
  passages: sql<number>`(select coalesce(sum(d.passage_count), 0)::int from documents d where d.collection_id = ${collectionId})`,
  bytes: sql<number>`(select coalesce(sum(d.bytes), 0)::float8 from documents d where d.collection_id = ${collectionId})`,
};

export type CollectionRow = Awaited<ReturnType<typeof visibleCollections>>[number];

/** Collections the actor may read; with `managing`, owners and admins see the others' names too. */
export function visibleCollections(
  tx: Tx,
  actor: Actor,
  options: { managing?: boolean; ids?: readonly string[]; slice?: Slice } = {},
) {
  const all = options.managing && managedBy(actor);
  const { where, by = asc(collections.createdAt), limit = 100_000 } = options.slice ?? {};
  return tx
    .select(columns)
    .from(collections)
    .where(
      and(
        all ? undefined : readableBy(actor, collections.groupIds),
        options.ids ? inArray(collections.id, [...options.ids]) : undefined,
        where,
      ),
    )
    .orderBy(by)
    .limit(limit);
}

/** Those that the actor may read, by id, part by part. */
export function collectionsPage(tx: Tx, actor: Actor, page: PageOf): Promise<Page<CollectionRow>> {
  return readPage(collections.id, page, (slice) => visibleCollections(tx, actor, { slice }));
}

export async function findCollection(tx: Tx, actor: Actor, id: string): Promise<CollectionRow | undefined> {
  return (await visibleCollections(tx, actor, { managing: true, ids: [id] }))[0];
}

/** By name, slug or id, whoever may read it: a definition names what it uses, its readers are checked when it runs. */
export async function collectionsNamed(tx: Tx, names: readonly string[]) {
  if (names.length === 0) return [];
  const values = [...names];
  return tx
    .select({
      id: collections.id,
      slug: collections.slug,
      name: collections.name,
      dataClass: collections.dataClass,
    })
    .from(collections)
    .where(
      or(
        inArray(collections.id, values),
        inArray(collections.slug, values),
        inArray(collections.name, values),
      ),
    )
    .orderBy(asc(collections.createdAt));
}

export async function addCollection(
  tx: Tx,
  workspaceId: string,
  values: {
    slug: string;
    name: string;
    description?: string;
    groupIds?: string[];
    dataClass?: DataClass | undefined;
    metadata?: Record<string, string>;
  },
): Promise<string> {
  const id = newId('vs');
  await tx.insert(collections).values({ id, workspaceId, ...values });
  return id;
}

export async function changeCollection(
  tx: Tx,
  id: string,
  change: Partial<typeof collections.$inferInsert>,
): Promise<void> {
  if (Object.values(change).every((value) => value === undefined)) return;
  await tx.update(collections).set(change).where(eq(collections.id, id));
}

export async function dropCollection(tx: Tx, id: string): Promise<void> {
  await tx.delete(collections).where(eq(collections.id, id));
}

/** A slug that is still free in the workspace: the name in ASCII, with a number if need be. */
export async function freeSlug(tx: Tx, name: string): Promise<string> {
  const base = slugOf(name);
  const rows = await tx
    .select({ slug: collections.slug })
    .from(collections)
    .where(sql`${collections.slug} like ${`${base}%`}`);
  const taken = new Set(rows.map((row) => row.slug));
  let slug = base;
  for (let n = 2; taken.has(slug); n += 1) slug = `${base}-${n}`;
  return slug;
}

function slugOf(name: string): string {
  const ascii = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-');
  return ascii.replaceAll(/^-+|-+$/g, '').slice(0, 50) || 'collection';
}
