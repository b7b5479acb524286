import { type Actor, type Call, placeOf } from '../../kernel/index.ts';
import type { DataClass } from '../contract.ts';
import type { CallContext } from '../family.ts';
import { mayBeLearnedFrom } from './may-be-learned-from.ts';

/** What a caller says who wants no answer that was given before. */
const FRESH = /\bno-(?:cache|store)\b/i;

/** The context of a call that came over the wire. Its signal and its trace are asked for by few, and cost all that ask. */
export function contextOf(actor: Actor, call: Call, dataClass: DataClass | undefined): CallContext {
  return {
    actor,
    get signal() {
      return call.signal;
    },
    whenLeft: call.whenLeft,
    get trace() {
      return placeOf(call.header('traceparent'));
    },
    dataClass,
    training: mayBeLearnedFrom(call),
    fresh: FRESH.test(call.header('cache-control') ?? ''),
  };
}
