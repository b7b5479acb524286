import { and, eq, exists, inArray, notExists, or, sql } from 'drizzle-orm';
import { type Actor, deleteBlob, newId, type Tx } from '../../kernel/index.ts';
import { collections, documents, files } from '../schema.ts';
import { fillsCollections, readableBy } from './access.ts';
import { type Page, type PageOf, readPage } from './page.ts';

export type FileRow = typeof files.$inferSelect;

export async function addFile(
  tx: Tx,
  values: Omit<typeof files.$inferInsert, 'id' | 'createdAt'>,
): Promise<FileRow> {
  const rows = await tx
    .insert(files)
    .values({ id: newId('file'), ...values })
    .returning();
  return rows[0] as FileRow;
}

/**
 * A file is for those who may read every document made from it; in no collection, for its uploader and those who fill them.
 * Experts measure, so they see what is there to measure with.
 */
function visibleTo(tx: Tx, actor: Actor) {
  const unreadable = tx
    .select({ one: sql`1` })
    .from(documents)
    .innerJoin(collections, eq(collections.id, documents.collectionId))
    .where(and(eq(documents.fileId, files.id), sql`not ${readableBy(actor)}`));
  if (fillsCollections(actor)) return notExists(unreadable);
  const used = tx.select({ one: sql`1` }).from(documents).where(eq(documents.fileId, files.id));
  const measures = actor.role === 'expert' ? eq(files.purpose, 'evals') : undefined;
  return and(notExists(unreadable), or(eq(files.createdBy, actor.id), exists(used), measures));
}

export async function findFile(tx: Tx, actor: Actor, id: string): Promise<FileRow | undefined> {
  return (
    await tx
      .select()
      .from(files)
      .where(and(eq(files.id, id), visibleTo(tx, actor)))
  )[0];
}

export function listFiles(
  tx: Tx,
  actor: Actor,
  page: PageOf & { purpose?: string | undefined },
): Promise<Page<FileRow>> {
  const purpose = page.purpose ? eq(files.purpose, page.purpose) : undefined;
  return readPage(files.id, page, ({ where, by, limit }) =>
    tx
      .select()
      .from(files)
      .where(and(visibleTo(tx, actor), where, purpose))
      .orderBy(by)
      .limit(limit),
  );
}

export async function setPurpose(tx: Tx, id: string, purpose: string): Promise<void> {
  await tx.update(files).set({ purpose }).where(eq(files.id, id));
}

/** Those of the ids that are files, whoever may read them. */
export async function liveFiles(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx
    .select({ id: files.id })
    .from(files)
    .where(inArray(files.id, [...ids]));
  return new Set(rows.map((row) => row.id));
}

/** Deletes files and their originals; documents made from them go by cascade. */
export async function deleteFiles(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const gone = await tx
    .delete(files)
    .where(inArray(files.id, [...ids]))
    .returning({ blobId: files.blobId });
  for (const { blobId } of gone) await deleteBlob(tx, blobId);
}

/** Those of the files that are in no collection any more. */
export async function unusedFiles(tx: Tx, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const used = tx.select({ one: sql`1` }).from(documents).where(eq(documents.fileId, files.id));
  const rows = await tx
    .select({ id: files.id })
    .from(files)
    .where(and(inArray(files.id, [...ids]), notExists(used)));
  return rows.map((row) => row.id);
}
