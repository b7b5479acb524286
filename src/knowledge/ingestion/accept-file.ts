import { type DataClass, strictest } from '../../gateway/index.ts';
import { deleteBlob, putBlob, type Tx } from '../../kernel/index.ts';
import { addDocument, namedDocuments } from '../store/documents.ts';
import { addFile } from '../store/files.ts';

/** Who made files that came out of an archive or a mail. */
export const FROM_CONTAINER = 'ingestion';

export interface Arrival {
  workspaceId: string;
  collectionId: string;
  ingestionId: string;
  name: string;
  mediaType: string;
  bytes: AsyncIterable<Uint8Array>;
  /** Who may read it; null: who may read the older version, or the collection. */
  groupIds: string[] | null;
  /** Of the document itself; null: the collection's. */
  dataClass: DataClass | null;
  attributes: Record<string, string | number | boolean>;
  createdBy: string;
  /** What whoever uploaded it may read; null: manages all. */
  uploaderGroups: string[] | null;
}

/**
 * Stores an uploaded file and queues it as a document, unless the collection already has it unchanged.
 * @returns the document's id, or undefined when the file was there already.
 */
export async function acceptFile(tx: Tx, arrival: Arrival): Promise<string | undefined> {
  const name = cleanName(arrival.name);
  const { workspaceId, collectionId, ingestionId, mediaType, createdBy, uploaderGroups } = arrival;
  const blob = await putBlob(tx, workspaceId, arrival.bytes);
  const known = await namedDocuments(tx, collectionId, name, uploaderGroups);
  // The newest decides: an older namesake with these bytes is about to go. One of another upload that is not complete
  // may never be read, so nobody may be told that the file is there.
  const newest = known.findLast(
    ({ status, ingestion, ingestionId: theirs }) =>
      status !== 'failed' && status !== 'cancelled' && (ingestion !== 'open' || theirs === ingestionId),
  );
  if (newest?.sha256 === blob.sha256) {
    await deleteBlob(tx, blob.id);
    return undefined;
  }
  const { size, sha256 } = blob;
  // A newer version is no less delicate for being newer, nor open to more people; a person can say otherwise.
  const classes = [arrival.dataClass, ...known.map(({ ownClass }) => ownClass)].filter((one) => one !== null);
  const restricted = known.findLast(({ groupIds }) => groupIds && groupIds.length > 0);
  const file = await addFile(tx, {
    workspaceId,
    filename: name,
    mediaType,
    size,
    sha256,
    blobId: blob.id,
    purpose: 'assistants',
    createdBy,
  });
  return addDocument(tx, {
    workspaceId,
    collectionId,
    ingestionId,
    fileId: file.id,
    name,
    bytes: size,
    groupIds: arrival.groupIds ?? (restricted ?? known.at(-1))?.groupIds ?? null,
    attributes: arrival.attributes,
    dataClass: classes.length > 0 ? strictest(...classes) : null,
    replacesNamesake: true,
    uploaderGroups,
  });
}

/** What neither a person sees nor a file system takes; the bidirectional ones make `fdp.exe` read as `exe.pdf`. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;
const LONGEST = 400;

/**
 * A file name as a label: it is never used as a path. Folders stay visible, ways out of them and invisible characters do
 * not. A strange name is no reason to refuse a file, or the upload it comes with.
 */
export function cleanName(raw: string): string {
  const parts = raw
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(INVISIBLE, '')
    .replaceAll('\\', '/')
    .split('/');
  const name = parts
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .join('/');
  // The end says what kind of file it is.
  return name.slice(-LONGEST).toWellFormed() || 'file';
}
