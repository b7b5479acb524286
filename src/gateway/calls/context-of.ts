import type { Actor, Call } from '../../kernel/index.ts';
import { dataClassOf } from '../egress/data-class-of.ts';
import type { CallContext } from '../family.ts';

/** The context of a call that came over the wire. Its signal is asked for by few, and costs all that ask. */
export function contextOf(actor: Actor, call: Call): CallContext {
  return {
    actor,
    get signal() {
      return call.signal;
    },
    whenLeft: call.whenLeft,
    dataClass: dataClassOf(call),
  };
}
