import { type Actor, errors } from '../../kernel/index.ts';
import type { Gateway } from '../bag.ts';
import * as store from './store.ts';

/** Forgets what a route has kept: here at once, in other processes within a second. */
export async function emptyRouteCache(
  bag: Gateway,
  actor: Actor,
  { slug }: { slug: string },
): Promise<{ removed: number }> {
  const removed = await bag.db.in(actor.workspaceId, async (tx) => {
    // The mark is part of every key: an answer that is under way now is not found later either.
    if (!(await store.markEmptied(tx, slug))) throw errors.not_found({ what: 'The route' });
    return store.deleteKept(tx, slug);
  });
  bag.catalogs.forget(actor.workspaceId);
  return { removed };
}
