import { type Actor, putBlob, type Tx } from '../../kernel/index.ts';
import { addFile } from '../store/files.ts';

/** Keeps bytes that a room above made as a file, which `/v1/files` then has. Returns its id. */
export async function storeFile(
  tx: Tx,
  { workspaceId, id: createdBy }: Actor,
  file: { filename: string; mediaType: string; purpose: string; bytes: Uint8Array },
): Promise<string> {
  const { bytes, ...rest } = file;
  const stream = (async function* () {
    yield bytes;
  })();
  const { id: blobId, size, sha256 } = await putBlob(tx, workspaceId, stream);
  return (await addFile(tx, { workspaceId, ...rest, size, sha256, blobId, createdBy })).id;
}
