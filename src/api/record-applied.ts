import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { record } from '../governance/index.ts';
import type { Actor, Kernel, Tx } from '../kernel/index.ts';
import type { Definition } from './contract.ts';

/**
 * Puts on record what came to be described anew, one entry each: "definitions were applied" would not tell whose gate
 * somebody lowered. The hash says which file it was; of an eval the gate itself is told, for it decides what ships.
 */
export async function recordApplied(
  bag: Pick<Kernel, 'keyRing'>,
  tx: Tx,
  actor: Actor,
  definitions: readonly z.infer<typeof Definition>[],
): Promise<void> {
  for (const definition of definitions) {
    const { kind, slug } = definition;
    const hash = createHash('sha256').update(JSON.stringify(definition)).digest('hex');
    const details = { definition: hash, ...(definition.kind === 'eval' ? { gate: definition.gate } : {}) };
    await record(bag, tx, actor, { action: `${kind}.apply`, target: slug, outcome: 'done', details });
  }
}
