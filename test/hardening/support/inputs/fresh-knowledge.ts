import { upload } from '../../../harness/knowledge.ts';
import { newestDocument } from '../world.ts';
import { made, type Place, unique } from './make.ts';

/** Knowledge that a call may use up. */
export const fresh = {
  collection: async ({ world, shelf }: Place) =>
    (await made(world, '/api/collections', { name: `Drafts ${unique()}`, groupIds: shelf.groupIds })).id,
  document: async ({ world, shelf }: Place) => {
    const name = `note-${unique()}.md`;
    const ingestion = await upload(world.server, shelf.collectionId, { [name]: `# Note\n\n${unique()}.` });
    return { ...(await newestDocument(world.server, shelf.collectionId)), ingestionId: ingestion.id };
  },
};

export function form(field: string, name: string): FormData {
  const data = new FormData();
  data.append(field, new Blob([`item,price\n${unique()},12.50\n`]), name);
  return data;
}
