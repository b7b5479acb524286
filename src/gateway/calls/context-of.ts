import type { Actor, Call } from '../../kernel/index.ts';
import { dataClassOf } from '../egress/data-class-of.ts';
import type { CallContext } from '../family.ts';

/** The context of a call that came over the wire. Its signal is asked for by few, and costs all that ask. */
/** What a caller says who wants no answer that was given before. */
const FRESH = /\bno-(?:cache|store)\b/i;

export function contextOf(actor: Actor, call: Call): CallContext {
  return {
    actor,
    get signal() {
      return call.signal;
    },
    whenLeft: call.whenLeft,
    dataClass: dataClassOf(call),
    fresh: FRESH.test(call.header('cache-control') ?? ''),
  };
}
