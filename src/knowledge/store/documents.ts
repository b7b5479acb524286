import { and, asc, desc, eq, ilike, inArray, or, type SQL, sql } from 'drizzle-orm';
import { type DataClass, strictest } from '../../gateway/index.ts';
import { type Actor, newId, type Tx } from '../../kernel/index.ts';
import type { DocumentOrder, DocumentStatus } from '../contract.ts';
import { collections, documents, files, ingestions, type Uploader } from '../schema.ts';
import { effectiveGroups, managedBy, readableBy, readableByGroups } from './access.ts';
import { type Page, type PageOf, readPage } from './page.ts';

const columns = {
  id: documents.id,
  collectionId: documents.collectionId,
  fileId: documents.fileId,
  ingestionId: documents.ingestionId,
  name: documents.name,
  title: documents.title,
  status: documents.status,
  reason: documents.reason,
  groupIds: documents.groupIds,
  effectiveGroups,
  ownClass: documents.dataClass,
  collectionClass: collections.dataClass,
  attributes: documents.attributes,
  language: documents.language,
  superseded: documents.superseded,
  pages: documents.pages,
  passageCount: documents.passageCount,
  bytes: documents.bytes,
  createdAt: documents.createdAt,
  readyAt: documents.readyAt,
};

export type DocumentRow = Awaited<ReturnType<typeof selectDocuments>>[number];

function selectDocuments(
  tx: Tx,
  where: SQL | undefined,
  limit = 10_000,
  order: SQL[] = [desc(documents.id)],
) {
  return tx
    .select(columns)
    .from(documents)
    .innerJoin(collections, eq(collections.id, documents.collectionId))
    .where(where)
    .orderBy(...order)
    .limit(limit);
}

const BY = {
  name: documents.name,
  status: documents.status,
  passages: documents.passageCount,
  bytes: documents.bytes,
  createdAt: documents.createdAt,
} as const;

/** An order with its cursor: what comes after the row with the id `after`, which need not be ready or match. */
function ordered(order: DocumentOrder | undefined, after: string | undefined): { by: SQL[]; from?: SQL } {
  const column = BY[(order?.replace('-', '') ?? 'createdAt') as keyof typeof BY];
  const down = order?.startsWith('-') ?? true;
  const way = down ? desc : asc;
  const row = sql`(select ${column}, ${documents.id} from ${documents} where ${documents.id} = ${after})`;
  const from = sql`(${column}, ${documents.id}) ${sql.raw(down ? '<' : '>')} ${row}`;
  return { by: [way(column), way(documents.id)], ...(after ? { from } : {}) };
}

export function listDocuments(
  tx: Tx,
  actor: Actor,
  page: {
    collectionId: string;
    after?: string;
    limit: number;
    status?: DocumentStatus | 'superseded';
    search?: string;
    order?: DocumentOrder;
  },
): Promise<DocumentRow[]> {
  const { by, from } = ordered(page.order, page.after);
  const pattern = page.search ? `%${page.search.replaceAll(/[\\%_]/g, '\\$&')}%` : undefined;
  return selectDocuments(
    tx,
    and(
      eq(documents.collectionId, page.collectionId),
      managedBy(actor) ? undefined : readableBy(actor),
      page.status === 'superseded' ? eq(documents.superseded, true) : undefined,
      page.status && page.status !== 'superseded' ? eq(documents.status, page.status) : undefined,
      from,
      pattern ? or(ilike(documents.name, pattern), ilike(documents.title, pattern)) : undefined,
    ),
    page.limit,
    by,
  );
}

/**
 * Documents the actor may read, by the ids of their files, part by part: of a collection, or of one ingestion into it. Not
 * by when they were put there: the cursor is a file's id, and may name one that is there no more.
 */
export function storeFiles(
  tx: Tx,
  actor: Actor,
  page: PageOf & {
    collectionId: string;
    ingestionId?: string;
    statuses?: readonly DocumentStatus[] | undefined;
  },
): Promise<Page<DocumentRow>> {
  const { collectionId, ingestionId, statuses } = page;
  return readPage(documents.fileId, page, ({ where, by, limit }) => {
    const wanted = and(
      eq(documents.collectionId, collectionId),
      ingestionId ? eq(documents.ingestionId, ingestionId) : undefined,
      statuses ? inArray(documents.status, [...statuses]) : undefined,
      readableBy(actor),
      where,
    );
    return selectDocuments(tx, wanted, limit, [by]);
  });
}

/** Documents that were not read, which the actor may manage: all of a collection, or those named. */
export function unread(
  tx: Tx,
  actor: Actor,
  collectionId: string,
  ids: readonly string[] | undefined,
): Promise<DocumentRow[]> {
  return selectDocuments(
    tx,
    and(
      eq(documents.collectionId, collectionId),
      inArray(documents.status, ['failed', 'cancelled']),
      ids ? inArray(documents.id, [...ids]) : undefined,
      managedBy(actor) ? undefined : readableBy(actor),
    ),
  );
}

/** Puts documents back into the queue, as part of another ingestion. */
export async function requeue(tx: Tx, ids: readonly string[], ingestionId: string): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(documents)
    .set({ status: 'queued', reason: null, ingestionId })
    .where(inArray(documents.id, [...ids]));
}

/** To manage it (its name and state); content needs `findReadable`. */
export async function findManaged(tx: Tx, actor: Actor, id: string): Promise<DocumentRow | undefined> {
  return (
    await selectDocuments(tx, and(eq(documents.id, id), managedBy(actor) ? undefined : readableBy(actor)))
  )[0];
}

export async function findReadable(tx: Tx, actor: Actor, id: string): Promise<DocumentRow | undefined> {
  return (await selectDocuments(tx, and(eq(documents.id, id), readableBy(actor))))[0];
}

export async function documentByFile(
  tx: Tx,
  actor: Actor,
  collectionId: string,
  fileId: string,
): Promise<DocumentRow | undefined> {
  const where = and(
    eq(documents.collectionId, collectionId),
    eq(documents.fileId, fileId),
    readableBy(actor),
  );
  return (await selectDocuments(tx, where))[0];
}

export async function documentsOfFile(tx: Tx, fileId: string): Promise<string[]> {
  const rows = await tx.select({ id: documents.id }).from(documents).where(eq(documents.fileId, fileId));
  return rows.map((row) => row.id);
}

export function documentsIn(tx: Tx, collectionId: string): Promise<DocumentRow[]> {
  return selectDocuments(tx, eq(documents.collectionId, collectionId), 1_000_000);
}

/**
 * Documents of this name, oldest first, with the hash of their original, to see whether an upload is new. Only those that
 * its uploader may see, or has uploaded: nobody replaces, or is told of, what is kept from them; but what was restricted
 * after it was uploaded stays so with the next version from the same hand.
 */
export function namedDocuments(
  tx: Tx,
  collectionId: string,
  name: string,
  { id, groups }: Pick<Uploader, 'id' | 'groups'>,
) {
  const theirs = sql`coalesce(${documents.uploader}->>'id', ${files.createdBy}) = ${id}`;
  return tx
    .select({
      id: documents.id,
      fileId: documents.fileId,
      status: documents.status,
      sha256: files.sha256,
      ingestionId: documents.ingestionId,
      ownClass: documents.dataClass,
      groupIds: documents.groupIds,
      ingestion: ingestions.status,
    })
    .from(documents)
    .innerJoin(files, eq(files.id, documents.fileId))
    .innerJoin(collections, eq(collections.id, documents.collectionId))
    .leftJoin(ingestions, eq(ingestions.id, documents.ingestionId))
    .orderBy(asc(documents.id))
    .where(
      and(
        eq(documents.collectionId, collectionId),
        eq(documents.name, name),
        groups ? or(readableByGroups(sql`${sql.param([...groups])}::text[]`), theirs) : undefined,
      ),
    );
}

export async function addDocument(
  tx: Tx,
  values: Pick<
    typeof documents.$inferInsert,
    | 'workspaceId'
    | 'collectionId'
    | 'fileId'
    | 'ingestionId'
    | 'name'
    | 'bytes'
    | 'groupIds'
    | 'attributes'
    | 'dataClass'
    | 'replacesNamesake'
    | 'uploader'
  >,
): Promise<string> {
  const id = newId('doc');
  await tx.insert(documents).values({ id, ...values });
  return id;
}

export async function changeDocument(
  tx: Tx,
  id: string,
  change: Partial<typeof documents.$inferInsert>,
): Promise<void> {
  if (Object.keys(change).length > 0) await tx.update(documents).set(change).where(eq(documents.id, id));
}

export async function dropDocuments(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.delete(documents).where(inArray(documents.id, [...ids]));
}

export async function documentText(tx: Tx, id: string): Promise<string> {
  const rows = await tx.select({ text: documents.text }).from(documents).where(eq(documents.id, id));
  return rows[0]?.text ?? '';
}

/** The next documents of an ingestion that wait to be read, oldest first. */
export function waiting(tx: Tx, ingestionId: string, limit: number) {
  return tx
    .select({
      id: documents.id,
      collectionId: documents.collectionId,
      fileId: documents.fileId,
      blobId: files.blobId,
      mediaType: files.mediaType,
      createdBy: files.createdBy,
      name: documents.name,
      groupIds: documents.groupIds,
      ownClass: documents.dataClass,
      attributes: documents.attributes,
      replacesNamesake: documents.replacesNamesake,
      uploader: documents.uploader,
    })
    .from(documents)
    .innerJoin(files, eq(files.id, documents.fileId))
    .where(and(eq(documents.ingestionId, ingestionId), inArray(documents.status, ['queued', 'reading'])))
    .orderBy(asc(documents.id))
    .limit(limit);
}

/** Languages the ready documents of some collections are written in. */
export async function languagesIn(tx: Tx, collectionIds: readonly string[]): Promise<string[]> {
  if (collectionIds.length === 0) return [];
  const rows = await tx
    .selectDistinct({ language: documents.language })
    .from(documents)
    .where(and(inArray(documents.collectionId, [...collectionIds]), eq(documents.status, 'ready')));
  return rows.flatMap((row) => (row.language ? [row.language] : []));
}

/** The groups that may read each of these documents; an empty list is everybody. */
export async function groupsOfDocuments(tx: Tx, ids: readonly string[]): Promise<string[][]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select({ groups: effectiveGroups })
    .from(documents)
    .innerJoin(collections, eq(collections.id, documents.collectionId))
    .where(inArray(documents.id, [...ids]));
  return rows.map((row) => row.groups);
}

/** The classes that count for some documents. */
export async function classesOfDocuments(tx: Tx, ids: readonly string[]): Promise<DataClass[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select({ own: documents.dataClass, inherited: collections.dataClass })
    .from(documents)
    .innerJoin(collections, eq(collections.id, documents.collectionId))
    .where(inArray(documents.id, [...ids]));
  return rows.map(({ own, inherited }) => strictest(own, inherited));
}

/**
 * A hash of what some collections hold: content, names, readers, classes, and whether it is in force. Two equal hashes mean that
 * an assistant over them stands on the same ground.
 */
export async function stateOfDocuments(tx: Tx, collectionIds: readonly string[]): Promise<string> {
  if (collectionIds.length === 0) return '';
  const line = sql`concat_ws(' ', ${documents.name}, ${files.sha256}, ${documents.superseded}, ${effectiveGroups}::text,
    nullif(concat_ws('/', nullif(${collections.dataClass}, 'internal'), ${documents.dataClass}), ''))`;
  const rows = await tx
    .select({
      state: sql<
        string | null
      >`md5(string_agg(${line}, chr(10) order by ${documents.name}, ${documents.id}))`,
    })
    .from(documents)
    .innerJoin(collections, eq(collections.id, documents.collectionId))
    .innerJoin(files, eq(files.id, documents.fileId))
    .where(and(inArray(documents.collectionId, [...collectionIds]), eq(documents.status, 'ready')));
  return rows[0]?.state ?? '';
}

/** How many documents could not be read, by collection, of those the actor may read or manage. */
export function failedDocuments(tx: Tx, actor: Actor): Promise<{ collectionId: string; count: number }[]> {
  return tx
    .select({ collectionId: documents.collectionId, count: sql<number>`count(*)::int` })
    .from(documents)
    .innerJoin(collections, eq(collections.id, documents.collectionId))
    .where(and(eq(documents.status, 'failed'), managedBy(actor) ? undefined : readableBy(actor)))
    .groupBy(documents.collectionId);
}
