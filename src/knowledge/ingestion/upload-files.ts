import { dataClassOf } from '../../gateway/index.ts';
import { checkGroups } from '../../identity/index.ts';
import { type Actor, type Call, errors } from '../../kernel/index.ts';
import type { Knowledge } from '../bag.ts';
import { knowledgeErrors } from '../errors.ts';
import { presentIngestion } from '../present.ts';
import { managedBy } from '../store/access.ts';
import { findCollection } from '../store/collections.ts';
import { findIngestion, giveUpUpload, openIngestion, submitIngestion } from '../store/ingestions.ts';
import { acceptFile } from './accept-file.ts';

/**
 * Takes uploaded files into a collection. Each file is stored in a transaction of its own as it arrives; once all are
 * there, reading them is a durable job that goes on whoever closes the tab.
 */
export async function uploadFiles(bag: Knowledge, actor: Actor, input: { id: string }, call: Call) {
  const { incoming } = call;
  if (!incoming) throw knowledgeErrors.no_file();
  const { workspaceId } = actor;
  const dataClass = dataClassOf(call) ?? null;
  const uploader = { id: actor.id, groups: managedBy(actor) ? null : [...actor.groups] };
  const ingestionId = await bag.db.in(workspaceId, async (tx) => {
    const collection = await findCollection(tx, actor, input.id);
    if (!collection) throw errors.not_found({ what: 'The collection' });
    return openIngestion(tx, { workspaceId, collectionId: collection.id, createdBy: actor.id });
  });
  let taken = 0;
  let skipped = 0;
  try {
    await incoming.files(async (file) => {
      const groupIds = groupsField(incoming.fields.groups);
      const accepted = await bag.db.in(workspaceId, async (tx) => {
        await checkGroups(tx, actor, groupIds ?? []);
        const { filename, mediaType, bytes } = file;
        // Folder uploads carry the path beside the file, because browsers send only the bare name.
        const name = incoming.fields[`path:${filename}`] ?? filename;
        const arrival = { name, mediaType, bytes, groupIds, dataClass, attributes: {}, createdBy: actor.id };
        return acceptFile(tx, {
          ...arrival,
          uploader,
          workspaceId,
          collectionId: input.id,
          ingestionId,
        });
      });
      taken += 1;
      if (!accepted) skipped += 1;
    });
    if (taken === 0) throw knowledgeErrors.no_file();
    await bag.db.in(workspaceId, async (tx) => {
      if (!(await submitIngestion(tx, ingestionId, skipped))) await giveUpUpload(tx, ingestionId);
    });
  } catch (error) {
    // What arrived before the failure was not acknowledged; it must not be read behind the caller's back. Once all of
    // it is there it may: the caller who asks again is told that the files are there.
    await bag.durable.surely(() => bag.db.in(workspaceId, (tx) => giveUpUpload(tx, ingestionId)));
    throw error;
  }
  return startIngestion(bag, workspaceId, ingestionId);
}

/** Hands a complete ingestion over to the durable job; should this fail, the job is started by reconciliation. */
export async function startIngestion(bag: Knowledge, workspaceId: string, ingestionId: string) {
  const row = await bag.db.in(workspaceId, (tx) => findIngestion(tx, ingestionId));
  if (!row) throw errors.not_found({ what: 'The ingestion' });
  if (row.status === 'running') await bag.jobs.ingest.start(ingestionId, { workspaceId, ingestionId });
  return presentIngestion(row);
}

/** `groups`: group ids separated by commas; absent means that the document inherits the collection's. */
function groupsField(field: string | undefined): string[] | null {
  if (field === undefined) return null;
  return field
    .split(',')
    .map((id) => id.trim())
    .filter(Boolean);
}
