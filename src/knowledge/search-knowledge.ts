import type { InputOf, OutputOf } from '../kernel/contract.ts';
import { type Actor, errors } from '../kernel/index.ts';
import type { Knowledge } from './bag.ts';
import type * as contract from './contract.ts';
import { knowledgeErrors } from './errors.ts';
import { presentPassage } from './present.ts';
import { retrieve } from './search/retrieve.ts';
import { visibleCollections } from './store/collections.ts';
import { documentText } from './store/documents.ts';
import { readablePassages } from './store/passages.ts';

/** Searches the given collections, or all that the caller may read. */
export async function searchKnowledge(
  bag: Knowledge,
  actor: Actor,
  input: InputOf<typeof contract.searchKnowledge>,
): Promise<OutputOf<typeof contract.searchKnowledge>> {
  const visible = await bag.db.in(actor.workspaceId, (tx) => visibleCollections(tx, actor));
  const ids = visible.map((collection) => collection.id);
  const unknown = input.collectionIds?.find((id) => !ids.includes(id));
  if (unknown) throw knowledgeErrors.unknown_collection({ name: unknown });
  const query = { text: input.query, collectionIds: input.collectionIds ?? ids, limit: input.limit };
  const { passages } = await retrieve(bag, actor, query);
  return { data: passages.map((passage) => ({ ...presentPassage(passage), score: passage.score })) };
}

/** Characters of the document shown on each side of a cited passage. */
const AROUND = 1_200;

/** A passage where it stands: what comes before and after it, for a reader who checks a citation. */
export async function getPassage(
  bag: Knowledge,
  actor: Actor,
  input: { id: string },
): Promise<OutputOf<typeof contract.getPassage>> {
  return bag.db.in(actor.workspaceId, async (tx) => {
    const [passage] = await readablePassages(tx, actor, [input.id]);
    if (!passage) throw errors.not_found({ what: 'The passage' });
    const text = await documentText(tx, passage.documentId);
    return {
      ...presentPassage(passage),
      before: text.slice(Math.max(0, passage.start - AROUND), passage.start),
      after: text.slice(passage.end, passage.end + AROUND),
    };
  });
}
