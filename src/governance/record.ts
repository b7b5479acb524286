import type { Actor, Kernel, Tx } from '../kernel/index.ts';
import { type Entry, hashOf, sign } from './chain.ts';
import * as store from './store.ts';

export interface Act {
  /** What kind of act, as `<thing>.<verb>`. */
  action: string;
  /** What it was done to. */
  target: string;
  outcome: Entry['outcome'];
  /** Names and numbers, never content or secrets. */
  details?: Record<string, unknown>;
}

/**
 * Adds an act to the workspace's chain within a transaction: the act and its record are both there or both not.
 */
export async function record(kernel: Pick<Kernel, 'keyRing'>, tx: Tx, actor: Actor, act: Act): Promise<void> {
  const key = kernel.keyRing.derive('audit');
  const { workspaceId } = actor;
  await store.makeHead(tx, sign(key, { workspaceId, seq: 0, hash: '' }));
  const head = await store.lockHead(tx, workspaceId);
  const body = {
    workspaceId,
    seq: (head?.seq ?? 0) + 1,
    at: new Date().toISOString(),
    actorId: actor.id,
    actorName: actor.name,
    action: act.action,
    target: act.target,
    outcome: act.outcome,
    details: act.details ?? {},
    previous: head?.hash ?? '',
  };
  const entry = { ...body, hash: hashOf(key, body) };
  await store.addEntry(tx, entry, sign(key, { workspaceId, seq: entry.seq, hash: entry.hash }));
}
