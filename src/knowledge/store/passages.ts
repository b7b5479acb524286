import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import { strictest } from '../../gateway/index.ts';
import { type Actor, statement, type Tx } from '../../kernel/index.ts';
import { collections, documents, passages } from '../schema.ts';
import { effectiveGroups, readableByGroups } from './access.ts';

export type NewPassage = typeof passages.$inferInsert;

/** Replaces a document's passages. */
export async function replacePassages(tx: Tx, documentId: string, rows: NewPassage[]): Promise<void> {
  await tx.delete(passages).where(eq(passages.documentId, documentId));
  for (let i = 0; i < rows.length; i += 500) await tx.insert(passages).values(rows.slice(i, i + 500));
}

/** What a passage needs of its document. */
const ofDocument = {
  documentId: documents.id,
  collectionId: documents.collectionId,
  fileId: documents.fileId,
  documentName: documents.name,
  title: documents.title,
  language: documents.language,
  superseded: documents.superseded,
  attributes: documents.attributes,
  ownClass: documents.dataClass,
  collectionClass: collections.dataClass,
};

const ofPassage = {
  id: passages.id,
  documentId: passages.documentId,
  ordinal: passages.ordinal,
  headings: passages.headings,
  text: passages.text,
  start: passages.start,
  end: passages.end,
  page: passages.page,
};

export type PassageRow = Awaited<ReturnType<typeof readablePassages>>[number];

/**
 * Documents are looked up by primary key on purpose: joined, the planner misjudges the row-security condition and
 * visits every document of the workspace (25 ms instead of 1).
 */
const readable = statement((tx) => {
  const found = tx.$with('found').as(
    tx
      .select(ofPassage)
      .from(passages)
      .where(sql`${passages.id} = any(${sql.placeholder('ids')})`),
  );
  return tx
    .with(found)
    .select({ ...found._.selectedFields, ...ofDocument })
    .from(found)
    .innerJoin(documents, eq(documents.id, found.documentId))
    .innerJoin(collections, eq(collections.id, documents.collectionId))
    .where(
      and(
        sql`${documents.id} = any(array(select ${found.documentId} from ${found}))`,
        eq(documents.status, 'ready'),
        readableByGroups(sql`${sql.placeholder('groups')}::text[]`),
      ),
    )
    .prepare('readable_passages');
});

/**
 * Of the given passages, those the actor may read now. The index filters too, but it is a copy: what somebody lost the
 * right to a second ago must not be shown because the copy is older.
 */
export async function readablePassages(tx: Tx, actor: Actor, ids: readonly string[]) {
  const rows = await readable(tx).execute({ ids, groups: actor.groups });
  return rows.map(({ ownClass, collectionClass, ...passage }) => ({
    ...passage,
    dataClass: strictest(ownClass, collectionClass),
  }));
}

export function partsOf(tx: Tx, documentId: string) {
  return tx
    .select({
      id: passages.id,
      headings: passages.headings,
      start: passages.start,
      end: passages.end,
      page: passages.page,
    })
    .from(passages)
    .where(eq(passages.documentId, documentId))
    .orderBy(asc(passages.ordinal));
}

/** Passages in these collections: the search chooses its way by it. */
export async function countPassages(tx: Tx, collectionIds: readonly string[]): Promise<number> {
  if (collectionIds.length === 0) return 0;
  const rows = await tx
    .select({ n: sql<number>`coalesce(sum(${documents.passageCount}), 0)::int` })
    .from(documents)
    .where(inArray(documents.collectionId, [...collectionIds]));
  return rows[0]?.n ?? 0;
}

export async function countAllPassages(tx: Tx): Promise<number> {
  return tx.$count(passages);
}

/** A document that is being read anew is found by what it said before. */
const INDEXED: ReadonlySet<string> = new Set(['ready', 'reading']);

const forIndex = {
  id: passages.id,
  documentId: passages.documentId,
  collectionId: passages.collectionId,
  headings: passages.headings,
  text: passages.text,
  vector: passages.vector,
};

export type IndexableRow = Awaited<ReturnType<typeof indexableOf>>[number];

/**
 * Passages with what the index needs of their documents. A look-up of its own for the reason that `readablePassages`
 * gives: joined, each page of a rebuild visited every passage that was left (166 s for 100,000).
 */
async function withDocuments<Passage extends { documentId: string }>(tx: Tx, found: readonly Passage[]) {
  const ids = [...new Set(found.map((passage) => passage.documentId))];
  const known = await tx
    .select({
      documentId: documents.id,
      groups: effectiveGroups,
      title: documents.title,
      language: documents.language,
      status: documents.status,
    })
    .from(documents)
    .innerJoin(collections, eq(collections.id, documents.collectionId))
    .where(inArray(documents.id, ids));
  const byId = new Map(known.map((document) => [document.documentId, document]));
  return found.flatMap((passage) => {
    const document = byId.get(passage.documentId);
    return document ? [{ ...passage, ...document }] : [];
  });
}

/** Everything the index needs of a workspace's passages, page by page in order of id; `next` is where to go on. */
export async function indexable(tx: Tx, after: string, limit: number) {
  const page = await tx
    .select(forIndex)
    .from(passages)
    .where(gt(passages.id, after))
    .orderBy(asc(passages.id))
    .limit(limit);
  const rows = (await withDocuments(tx, page)).filter(({ status }) => INDEXED.has(status));
  return { rows, next: page.length < limit ? undefined : page.at(-1)?.id };
}

export async function indexableOf(tx: Tx, documentIds: readonly string[]) {
  const found = await tx
    .select(forIndex)
    .from(passages)
    .where(inArray(passages.documentId, [...documentIds]));
  return withDocuments(tx, found);
}
