import { strictest } from '../gateway/index.ts';
import type { OutputOf } from '../kernel/contract.ts';
import type * as contract from './contract.ts';
import type { CollectionRow } from './store/collections.ts';
import type { DocumentRow } from './store/documents.ts';
import type { IngestionRow } from './store/ingestions.ts';
import type { PassageRow } from './store/passages.ts';

export function presentCollection(row: CollectionRow): OutputOf<typeof contract.getCollection> {
  const { id, slug, name, description, groupIds, dataClass, documents, passages, failed, pending } = row;
  return {
    id,
    slug,
    name,
    description,
    groupIds,
    dataClass,
    documents,
    passages,
    failed,
    pending,
    createdAt: row.createdAt.toISOString(),
  };
}

export function presentDocument(row: DocumentRow): OutputOf<typeof contract.updateDocument> {
  const { id, fileId, name, title, status, reason, groupIds, language, superseded, pages, bytes } = row;
  return {
    id,
    fileId,
    name,
    title,
    status,
    reason,
    groupIds,
    ownClass: row.ownClass,
    dataClass: strictest(row.ownClass, row.collectionClass),
    language,
    superseded,
    pages,
    bytes,
    passages: row.passageCount,
    createdAt: row.createdAt.toISOString(),
    readyAt: row.readyAt?.toISOString() ?? null,
  };
}

export function presentIngestion(row: IngestionRow): OutputOf<typeof contract.getIngestion> {
  const { id, collectionId, status, total, ready, failed, skipped, cancelled } = row;
  return {
    id,
    collectionId,
    status,
    total,
    ready,
    failed,
    skipped,
    cancelled,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}

export function presentPassage(
  row: PassageRow,
): Omit<OutputOf<typeof contract.searchKnowledge>['data'][number], 'score'> {
  const { id, documentId, fileId, collectionId, documentName, title } = row;
  const { headings, text, start, end, page, dataClass } = row;
  return {
    ...{ id, documentId, fileId, collectionId, documentName, title },
    ...{ headings, text, start, end, page, dataClass },
  };
}
