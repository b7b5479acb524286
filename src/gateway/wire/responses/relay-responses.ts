import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { z } from 'zod';
import { type Failure, type Relay, renderOpenAI, toFailure } from '../../../kernel/index.ts';
import type { Meter } from '../../calls/meter.ts';
import { gatewayErrors } from '../../errors.ts';
import { Heard } from '../heard.ts';
import { tokensOf } from '../tokens.ts';

/** Events after which nothing more comes. */
const LAST = new Set(['response.completed', 'response.incomplete', 'response.failed']);
const Ended = z.looseObject({
  response: z.looseObject({ usage: z.unknown().optional(), model: z.unknown().optional() }),
});
const NOTHING = Buffer.alloc(0);
/** One event longer than this is not an event. */
const MOST_HELD = 8 * 2 ** 20;

interface RelayOptions {
  provider: string;
  meter: Meter;
  /** Whether whoever asked has left. */
  hasLeft(): boolean;
  /** The failure that an event is, if it is one. */
  failureIn(told: object): Failure | undefined;
  /** How long the stream may go on, in milliseconds from now; absent: as long as it comes. */
  totalMs?: number | undefined;
}

/**
 * Lets an upstream's stream of a response through by whole events, counts what it used, and sees whether it is events at
 * all and came to its end: one that breaks off ends with an error, so that no client takes half an answer for a whole.
 */
export function relayResponses({ provider, meter, hasLeft, failureIn, totalMs }: RelayOptions): Relay {
  const until = totalMs === undefined ? Number.POSITIVE_INFINITY : performance.now() + totalMs;
  const bad = (what: string) => gatewayErrors.bad_answer({ provider, what });
  let held: Buffer = NOTHING;
  let finished = false;
  const heard = new Heard();
  meter.heard(() => heard.tokens());
  /** The response itself says that it failed: the client sees that, and only we must not take it for a good end. */
  let failed: Failure | undefined;
  const event = ({ event: named, data }: EventSourceMessage) => {
    if (data === '[DONE]') return;
    const told = parse(data);
    if (!told) throw bad('holds an event that is no JSON');
    const name = named ?? told.type;
    if (typeof name === 'string' && name.endsWith('.delta')) heard.event(data);
    const failure = failureIn(told);
    if (name !== 'response.failed' && failure) throw failure;
    if (typeof name !== 'string' || !LAST.has(name)) return;
    finished = true;
    failed = failure;
    const response = Ended.safeParse(told).data?.response;
    meter.used(tokensOf(response?.usage));
    meter.answeredBy(response?.model);
  };
  const parser = createParser({
    onEvent: event,
    onError({ type }) {
      if (type === 'unknown-field') throw bad('is not a stream of events');
    },
  });
  return {
    piece(chunk) {
      meter.first();
      if (performance.now() > until) throw gatewayErrors.upstream_timeout({ provider });
      const all = held.length > 0 ? Buffer.concat([held, chunk]) : chunk;
      const end = endOfEvents(all);
      held = end === all.length ? NOTHING : all.subarray(end);
      if (held.length > MOST_HELD) throw bad('has no end');
      if (end === 0) return NOTHING;
      const whole = all.subarray(0, end);
      // Only whole events, so that nothing is held twice.
      parser.feed(whole.toString('utf8'));
      return whole;
    },
    end(error) {
      if (hasLeft()) {
        meter.end(new Error('the caller left'));
        return NOTHING;
      }
      // What comes after the last event, be it a broken connection, takes nothing from the answer.
      if (finished) {
        meter.end(failed);
        return NOTHING;
      }
      const failure =
        error?.name === 'Failure' ? toFailure(error) : gatewayErrors.upstream_cut({ provider }, error);
      meter.end(failure);
      return Buffer.from(`\n\nevent: error\ndata: ${JSON.stringify(renderOpenAI(failure))}\n\n`);
    },
  };
}

/** Up to where the last whole event goes: the empty line after it. */
function endOfEvents(bytes: Buffer): number {
  const plain = bytes.lastIndexOf('\n\n');
  const carried = bytes.lastIndexOf('\n\r\n');
  return Math.max(plain < 0 ? 0 : plain + 2, carried < 0 ? 0 : carried + 3);
}

function parse(data: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
