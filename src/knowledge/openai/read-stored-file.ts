import { type DataClass, strictest } from '../../gateway/index.ts';
import { type Actor, errors, readBlob, readBlobStart, type Tx } from '../../kernel/index.ts';
import { classesOfDocuments, documentsOfFile, groupsOfDocuments } from '../store/documents.ts';
import { findFile } from '../store/files.ts';

/** An uploaded file, for rooms above that work on what is in it. */
export interface StoredFile {
  bytes: Uint8Array<ArrayBuffer>;
  /** For each restricted document made from it, the groups that may read that. */
  restrictedTo: string[][];
  /** The strictest of the classes of documents made from it; undefined when there are none. */
  dataClass: DataClass | undefined;
}

/** What is known of a file that the actor may read. */
export async function findStoredFile(tx: Tx, actor: Actor, id: string) {
  const file = await findFile(tx, actor, id);
  return file && { filename: file.filename, size: file.size, purpose: file.purpose };
}

/** The beginning of a file that the actor may read, however large it is; undefined when there is no such file. */
export async function startOfStoredFile(tx: Tx, actor: Actor, id: string) {
  const file = await findFile(tx, actor, id);
  if (!file) return undefined;
  const bytes = await readBlobStart(tx, file.blobId);
  return { bytes, whole: bytes.byteLength >= file.size };
}

/**
 * Reads a file that the actor may read.
 * @throws when there is no such file, or it is larger than `limit` bytes.
 */
export async function readStoredFile(tx: Tx, actor: Actor, id: string, limit: number): Promise<StoredFile> {
  const file = await findFile(tx, actor, id);
  if (!file) throw errors.not_found({ what: 'The file' });
  if (file.size > limit) throw errors.too_large({ limit: `${Math.round(limit / 2 ** 20)} MiB` });
  const documents = await documentsOfFile(tx, file.id);
  const groups = await groupsOfDocuments(tx, documents);
  const classes = await classesOfDocuments(tx, documents);
  return {
    bytes: await readBlob(tx, file.blobId),
    restrictedTo: groups.filter((list) => list.length > 0),
    dataClass: classes.length > 0 ? strictest(...classes) : undefined,
  };
}
