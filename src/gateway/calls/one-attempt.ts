import type { Actor } from '../../kernel/index.ts';
import type { DataClass } from '../contract.ts';
import type { AttemptContext, CallContext } from '../family.ts';
import type { Timeouts } from '../upstream/timeouts.ts';
import type { Meter } from './meter.ts';

/** What one attempt of a call carries of it. A class for the reason that the kernel's `LaneCall` is one. */
export class OneAttempt implements AttemptContext {
  readonly #context: CallContext;
  readonly #own: AbortSignal | undefined;
  readonly actor: Actor;
  readonly dataClass: DataClass | undefined;
  readonly app: CallContext['app'];
  readonly whenLeft: CallContext['whenLeft'];
  readonly meter: Meter;
  readonly timeouts: Timeouts;

  /** @param own given up alone, beside another attempt: then the caller's leaving is heard through it too. */
  constructor(context: CallContext, own: AbortSignal | undefined, meter: Meter, timeouts: Timeouts) {
    this.#context = context;
    this.#own = own;
    this.actor = context.actor;
    this.dataClass = context.dataClass;
    this.app = context.app;
    this.whenLeft = own ? undefined : context.whenLeft;
    this.meter = meter;
    this.timeouts = timeouts;
  }

  get signal(): AbortSignal {
    return this.#own ?? this.#context.signal;
  }
}
