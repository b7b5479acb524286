import { type Actor, type Call, placeOf, type SpanPlace } from '../../kernel/index.ts';
import type { DataClass } from '../contract.ts';
import type { CallContext } from '../family.ts';
import { mayBeLearnedFrom } from './may-be-learned-from.ts';

/** What a caller says who wants no answer that was given before. */
const FRESH = /\bno-(?:cache|store)\b/i;

/** The context of a call that came over the wire. */
export function contextOf(actor: Actor, call: Call, dataClass: DataClass | undefined): CallContext {
  return new WireContext(actor, call, dataClass);
}

/** Its signal and its trace are asked for by few, and cost all that ask. A class for the reason that `LaneCall` is one. */
class WireContext implements CallContext {
  readonly #call: Call;
  readonly actor: Actor;
  readonly whenLeft: Call['whenLeft'];
  readonly dataClass: DataClass | undefined;
  readonly training: boolean;
  readonly fresh: boolean;

  constructor(actor: Actor, call: Call, dataClass: DataClass | undefined) {
    this.#call = call;
    this.actor = actor;
    this.whenLeft = call.whenLeft;
    this.dataClass = dataClass;
    this.training = mayBeLearnedFrom(call);
    this.fresh = FRESH.test(call.header('cache-control') ?? '');
  }

  get signal(): AbortSignal {
    return this.#call.signal;
  }

  get trace(): SpanPlace | undefined {
    return placeOf(this.#call.header('traceparent'));
  }
}
