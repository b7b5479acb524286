import { type Tx, toFailure } from '../../kernel/index.ts';
import type { IngestInput, Knowledge } from '../bag.ts';
import { removeFiles } from '../remove-files.ts';
import type { Uploader } from '../schema.ts';
import { toBytes } from '../search/index-rows.ts';
import { refreshIndex } from '../search/refresh-index.ts';
import { changeDocument, dropDocuments, namedDocuments, waiting } from '../store/documents.ts';
import { deleteFiles, unusedFiles } from '../store/files.ts';
import { isRunning } from '../store/ingestions.ts';
import { replacePassages } from '../store/passages.ts';
import { markStale } from '../store/stale.ts';
import { acceptFile, FROM_CONTAINER } from './accept-file.ts';
import { type Reading, readDocument, type WaitingDocument } from './read-document.ts';

const BATCH = 16;

/**
 * Reads the next documents of an ingestion: parse, cut, embed, store, index, and only then call them ready. Each stage
 * can be done again after a crash and changes nothing the second time. Returns false when nothing is left.
 */
export async function ingestBatch(bag: Knowledge, input: IngestInput, signal: AbortSignal): Promise<boolean> {
  const { workspaceId, ingestionId } = input;
  const documents = await bag.db.in(workspaceId, async (tx) =>
    (await isRunning(tx, ingestionId)) ? waiting(tx, ingestionId, BATCH) : [],
  );
  if (documents.length === 0) return false;
  const ready: WaitingDocument[] = [];
  for (const document of documents) {
    if (signal.aborted) return false;
    if (await readAndStore(bag, input, document, signal)) ready.push(document);
  }
  await refreshIndex(bag, workspaceId);
  await bag.db.in(workspaceId, async (tx) => {
    for (const document of ready) {
      await changeDocument(tx, document.id, { status: 'ready', readyAt: new Date() });
      // In one transaction: a crash in between would leave both versions, and nobody would look again.
      if (document.replacesNamesake) await retireNamesakes(bag, tx, workspaceId, document);
    }
  });
  return true;
}

/**
 * A defect on one document fails that document and lets the rest go on; a lost database, or a process that leaves, stops
 * and repeats the step.
 */
async function readAndStore(
  bag: Knowledge,
  input: IngestInput,
  document: WaitingDocument,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    const reading = await readDocument(bag, input.workspaceId, document);
    // The parsing process ends with this one; that says nothing about the document.
    signal.throwIfAborted();
    return await store(bag, input, document, reading);
  } catch (error) {
    if (signal.aborted || toFailure(error).code === 'request.database_unavailable') throw error;
    bag.log.error({ err: error, document: document.id }, 'a document could not be ingested');
    await bag.db.in(input.workspaceId, (tx) =>
      changeDocument(tx, document.id, { status: 'failed', reason: 'crashed' }),
    );
    return false;
  }
}

/** Stores what reading gave; true when the document only has to be indexed to be ready. */
async function store(
  bag: Knowledge,
  input: IngestInput,
  document: WaitingDocument,
  reading: Reading,
): Promise<boolean> {
  const { workspaceId, ingestionId } = input;
  const read = reading.document;
  const embeddings = read ? await bag.minilm.embed(read.passages.map((passage) => passage.searchText)) : [];
  return bag.db.in(workspaceId, async (tx) => {
    // Cancelled or deleted while it was read: leave it as the person left it.
    if (!(await isRunning(tx, ingestionId))) return false;
    for (const entry of reading.entries) {
      const prefix = read ? `${document.name}/` : '';
      await acceptFile(tx, {
        workspaceId,
        ingestionId,
        collectionId: document.collectionId,
        groupIds: document.groupIds,
        dataClass: document.ownClass,
        uploader: uploaderOf(document),
        ...{
          name: `${prefix}${entry.name}`,
          mediaType: 'application/octet-stream',
          attributes: {},
          createdBy: FROM_CONTAINER,
        },
        bytes: once(entry.bytes),
      });
    }
    if (reading.failure) {
      await changeDocument(tx, document.id, { status: 'failed', reason: reading.failure });
      return false;
    }
    if (!read) {
      // An archive is only a way to send files; they are documents now, it is none.
      await dropDocuments(tx, [document.id]);
      await deleteFiles(tx, await unusedFiles(tx, [document.fileId]));
      return false;
    }
    const rows = read.passages.map((passage, i) => ({
      id: passage.id,
      workspaceId,
      collectionId: document.collectionId,
      documentId: document.id,
      ordinal: passage.ordinal,
      headings: passage.headings,
      text: passage.text,
      start: passage.start,
      end: passage.end,
      page: passage.page ?? null,
      vector: toBytes(embeddings[i]?.vector ?? new Float32Array()),
    }));
    await replacePassages(tx, document.id, rows);
    await changeDocument(tx, document.id, {
      status: 'reading',
      title: read.title ?? null,
      text: read.text,
      language: read.language ?? null,
      superseded: read.superseded,
      attributes: read.attributes,
      pages: read.pages ?? null,
      passageCount: rows.length,
    });
    await markStale(tx, workspaceId, [document.id]);
    return true;
  });
}

/** The new version is ready: older documents of the same name go, with their originals. */
async function retireNamesakes(
  bag: Knowledge,
  tx: Tx,
  workspaceId: string,
  document: WaitingDocument,
): Promise<void> {
  const uploader = uploaderOf(document);
  const named = await namedDocuments(tx, document.collectionId, document.name, uploader);
  const older = named.filter((other) => other.id < document.id && !uploader.spares.includes(other.id));
  const ids = older.map((other) => other.id);
  await dropDocuments(tx, ids);
  await markStale(tx, workspaceId, ids);
  const fileIds = older.map((other) => other.fileId);
  await removeFiles(bag, tx, workspaceId, await unusedFiles(tx, fileIds));
}

/** Of one from before it was kept who uploaded what: they may read what everybody may. */
function uploaderOf({ uploader, createdBy }: WaitingDocument): Uploader {
  return uploader ?? { id: createdBy === FROM_CONTAINER ? '' : createdBy, groups: [], spares: [] };
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
