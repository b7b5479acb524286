import { type DataClass, strictest } from '../../gateway/index.ts';
import { deleteBlob, putBlob, type Tx } from '../../kernel/index.ts';
import type { Uploader } from '../schema.ts';
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
  uploader: Pick<Uploader, 'id' | 'groups'>;
}

/**
 * Stores an uploaded file and queues it as a document, unless the collection already has it unchanged.
 * @returns the document's id, or undefined when the file was there already.
 */
export async function acceptFile(tx: Tx, arrival: Arrival): Promise<string | undefined> {
  const name = cleanName(arrival.name);
  const { workspaceId, collectionId, ingestionId, mediaType, createdBy, uploader } = arrival;
  const blob = await putBlob(tx, workspaceId, arrival.bytes);
  const known = await namedDocuments(tx, collectionId, name, uploader);
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
  const last = known.at(-1);
  // Unless somebody says who reads it, it is the next version of the newest, and leaves those that others read.
  const spares = arrival.groupIds ? [] : known.filter((one) => !sameReaders(one, last)).map(({ id }) => id);
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
    groupIds: arrival.groupIds ?? last?.groupIds ?? null,
    attributes: arrival.attributes,
    dataClass: classes.length > 0 ? strictest(...classes) : null,
    replacesNamesake: true,
    uploader: { id: uploader.id, groups: uploader.groups, spares },
  });
}

type Readers = Pick<Awaited<ReturnType<typeof namedDocuments>>[number], 'groupIds'>;

function sameReaders(one: Readers, other: Readers | undefined): boolean {
  const key = (groups: string[] | null | undefined) => groups && [...groups].sort().join(' ');
  return key(one.groupIds) === key(other?.groupIds);
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
