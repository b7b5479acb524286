import { createHash } from 'node:crypto';
import { asc, eq } from 'drizzle-orm';
import type { Tx } from '../database/scope.ts';
import { newId } from '../ids.ts';
import { blobChunks, blobs } from './schema.ts';

const CHUNK = 2 ** 20;

export interface StoredBlob {
  id: string;
  sha256: string;
  /** Bytes. */
  size: number;
}

/** Stores a stream of bytes in the transaction; memory use is one chunk (1 MiB). */
export async function putBlob(
  tx: Tx,
  workspaceId: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<StoredBlob> {
  const blob = { id: newId('blob'), sha256: '', size: 0 };
  const hash = createHash('sha256');
  await tx.insert(blobs).values({ ...blob, workspaceId });
  let n = 0;
  for await (const chunk of inChunks(bytes)) {
    hash.update(chunk);
    blob.size += chunk.byteLength;
    await tx.insert(blobChunks).values({ blobId: blob.id, workspaceId, n, bytes: chunk });
    n += 1;
  }
  blob.sha256 = hash.digest('hex');
  await tx.update(blobs).set({ sha256: blob.sha256, size: blob.size }).where(eq(blobs.id, blob.id));
  return blob;
}

export async function readBlob(tx: Tx, id: string): Promise<Uint8Array<ArrayBuffer>> {
  const rows = await tx
    .select({ bytes: blobChunks.bytes })
    .from(blobChunks)
    .where(eq(blobChunks.blobId, id))
    .orderBy(asc(blobChunks.n));
  return new Uint8Array(Buffer.concat(rows.map((row) => row.bytes)));
}

/** Its first chunk, which may be all of it: enough to see what it is without reading the rest. */
export async function readBlobStart(tx: Tx, id: string): Promise<Uint8Array> {
  const rows = await tx
    .select({ bytes: blobChunks.bytes })
    .from(blobChunks)
    .where(eq(blobChunks.blobId, id))
    .orderBy(asc(blobChunks.n))
    .limit(1);
  return rows[0]?.bytes ?? new Uint8Array();
}

export async function deleteBlob(tx: Tx, id: string): Promise<void> {
  await tx.delete(blobs).where(eq(blobs.id, id));
}

async function* inChunks(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const piece of bytes) {
    held.push(piece);
    size += piece.byteLength;
    if (size < CHUNK) continue;
    yield Buffer.concat(held);
    held = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(held);
}
