import { type Actor, errors, type Tx } from '../../kernel/index.ts';
import { type CollectionRow, visibleCollections } from '../store/collections.ts';

/** A collection the caller may read, under OpenAI's name for it. */
export async function loadStore(tx: Tx, actor: Actor, id: string): Promise<CollectionRow> {
  const [row] = await visibleCollections(tx, actor, { ids: [id] });
  if (!row) throw errors.not_found({ what: `The vector store ${id}` });
  return row;
}
