import type { DataClass } from '../../gateway/index.ts';
import { type Actor, errors } from '../../kernel/index.ts';
import type { Knowledge } from '../bag.ts';
import { startIngestion } from '../ingestion/upload-files.ts';
import { addDocument, documentByFile } from '../store/documents.ts';
import { findFile } from '../store/files.ts';
import { openIngestion, submitIngestion } from '../store/ingestions.ts';
import { loadStore } from './vector-store-access.ts';

export interface Attachment {
  collectionId: string;
  files: readonly { fileId: string; attributes: Record<string, string | number | boolean> }[];
  /** Of the documents themselves; absent: the collection's. */
  dataClass?: DataClass | undefined;
}

/** Queues uploaded files as documents of a collection; files that are in it already are left alone. Returns the ingestion's id. */
export async function attachFiles(bag: Knowledge, actor: Actor, attachment: Attachment): Promise<string> {
  const { workspaceId } = actor;
  const { collectionId, dataClass = null } = attachment;
  // Whoever names a file twice means the last.
  const files = new Map(attachment.files.map(({ fileId, attributes }) => [fileId, attributes]));
  const ingestionId = await bag.db.in(workspaceId, async (tx) => {
    await loadStore(tx, actor, collectionId);
    const opened = await openIngestion(tx, { workspaceId, collectionId, createdBy: actor.id });
    let there = 0;
    for (const [fileId, attributes] of files) {
      const file = await findFile(tx, actor, fileId);
      if (!file) throw errors.not_found({ what: `The file ${fileId}` });
      if (await documentByFile(tx, actor, collectionId, fileId)) {
        there += 1;
        continue;
      }
      const values = {
        workspaceId,
        collectionId,
        ingestionId: opened,
        fileId,
        name: file.filename,
        bytes: file.size,
      };
      await addDocument(tx, { ...values, groupIds: null, attributes, dataClass });
    }
    await submitIngestion(tx, opened, there);
    return opened;
  });
  await startIngestion(bag, workspaceId, ingestionId);
  return ingestionId;
}
