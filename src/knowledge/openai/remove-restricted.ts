import type { Tx } from '../../kernel/index.ts';
import type { Knowledge } from '../bag.ts';
import { removeFiles } from '../remove-files.ts';
import type { DocumentRow } from '../store/documents.ts';
import { unusedFiles } from '../store/files.ts';

/**
 * Deletes the files of documents that are no more, of those that only some groups could read. OpenAI keeps files that are
 * taken out of a store; here the groups go with the document, and the file would be open to all who fill collections.
 */
export async function removeRestricted(
  bag: Pick<Knowledge, 'removals'>,
  tx: Tx,
  workspaceId: string,
  documents: readonly Pick<DocumentRow, 'fileId' | 'effectiveGroups'>[],
): Promise<void> {
  const restricted = documents
    .filter(({ effectiveGroups }) => effectiveGroups.length > 0)
    .map(({ fileId }) => fileId);
  await removeFiles(bag, tx, workspaceId, await unusedFiles(tx, restricted));
}
