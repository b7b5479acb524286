import type { InputOf } from '../../kernel/contract.ts';
import {
  type Actor,
  type Call,
  type Download,
  errors,
  putBlob,
  readBlob,
  type Tx,
} from '../../kernel/index.ts';
import type { Knowledge } from '../bag.ts';
import * as contract from '../contract-openai.ts';
import { knowledgeErrors } from '../errors.ts';
import { cleanName } from '../ingestion/accept-file.ts';
import { removeFiles } from '../remove-files.ts';
import { refreshIndex } from '../search/refresh-index.ts';
import { documentsOfFile } from '../store/documents.ts';
import * as store from '../store/files.ts';
import { markStale } from '../store/stale.ts';
import { listPage, presentFile } from './present.ts';

/** Stores a file. The SDK sends `file` before `purpose`, so the purpose is known only after the bytes. */
export async function uploadFile(bag: Knowledge, actor: Actor, _input: unknown, call: Call) {
  const { workspaceId } = actor;
  const { incoming } = call;
  let stored: store.FileRow | undefined;
  await incoming?.files(async (file) => {
    stored = await bag.db.in(workspaceId, async (tx) => {
      const { id: blobId, size, sha256 } = await putBlob(tx, workspaceId, file.bytes);
      const values = { filename: cleanName(file.filename), mediaType: file.mediaType, size, sha256, blobId };
      return store.addFile(tx, { workspaceId, ...values, purpose: 'assistants', createdBy: actor.id });
    });
  });
  if (!stored) throw knowledgeErrors.no_file();
  const file = stored;
  const purpose = incoming?.fields.purpose ?? 'assistants';
  await bag.db.in(workspaceId, async (tx) => {
    if (!contract.PURPOSES.some((known) => known === purpose)) {
      await store.deleteFiles(tx, [file.id]);
    } else if (purpose !== file.purpose) {
      await store.setPurpose(tx, file.id, purpose);
    }
  });
  if (!contract.PURPOSES.some((known) => known === purpose)) throw knowledgeErrors.wrong_purpose({ purpose });
  return presentFile({ ...file, purpose });
}

export async function listFiles(bag: Knowledge, actor: Actor, input: InputOf<typeof contract.listFiles>) {
  return listPage(await bag.db.in(actor.workspaceId, (tx) => store.listFiles(tx, actor, input)), presentFile);
}

export async function getFile(bag: Knowledge, actor: Actor, input: { file_id: string }) {
  return bag.db.in(actor.workspaceId, async (tx) => presentFile(await load(tx, actor, input.file_id)));
}

export async function getFileContent(
  bag: Knowledge,
  actor: Actor,
  input: { file_id: string },
): Promise<Download> {
  return bag.db.in(actor.workspaceId, async (tx) => {
    const file = await load(tx, actor, input.file_id);
    return {
      filename: file.filename,
      mediaType: 'application/octet-stream',
      bytes: await readBlob(tx, file.blobId),
    };
  });
}

export async function deleteFile(bag: Knowledge, actor: Actor, input: { file_id: string }) {
  const { workspaceId } = actor;
  await bag.db.in(workspaceId, async (tx) => {
    const file = await load(tx, actor, input.file_id);
    await markStale(tx, workspaceId, await documentsOfFile(tx, file.id));
    await removeFiles(bag, tx, workspaceId, [file.id]);
  });
  await refreshIndex(bag, workspaceId);
  return { id: input.file_id, object: 'file' as const, deleted: true as const };
}

async function load(tx: Tx, actor: Actor, id: string): Promise<store.FileRow> {
  const file = await store.findFile(tx, actor, id);
  if (!file) throw errors.not_found({ what: 'The file' });
  return file;
}
