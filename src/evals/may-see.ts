import { mayReadRun } from '../apps/index.ts';
import type { Actor } from '../kernel/index.ts';

/** A question to restricted documents can tell what stands in them: whoever asked it does not matter here, only the groups. */
export function maySee(actor: Actor, { restrictedTo }: { restrictedTo: string[][] }): boolean {
  return mayReadRun(actor, { actorId: '', restrictedTo });
}
