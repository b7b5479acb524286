import { type DataClass, isLower } from '../gateway/index.ts';
import { record } from '../governance/index.ts';
import type { Actor, Kernel, Tx } from '../kernel/index.ts';

/** What was put into another class, from which and to which. Null: a document that has none of its own. */
export interface Classified {
  what: 'collection' | 'document';
  id: string;
  from: DataClass | null;
  to: DataClass | null;
  /** What holds then and held before, with the collection's class. */
  effective: { from: DataClass; to: DataClass };
}

/** Puts a changed class on record, in the transaction that changes it: lowering it is what somebody will ask about later. */
export async function recordClass(
  kernel: Pick<Kernel, 'keyRing'>,
  tx: Tx,
  actor: Actor,
  { what, id, from, to, effective }: Classified,
): Promise<void> {
  if (from === to) return;
  const details = { from, to, lowered: isLower(effective.to, effective.from) };
  await record(kernel, tx, actor, { action: `${what}.classify`, target: id, outcome: 'done', details });
}
