import { z } from 'zod';
import { type Relay, renderOpenAI, toFailure } from '../../../kernel/index.ts';
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
const FIELD = /^(data|event|id|retry|):|^\s*$/;
/** One event longer than this is not an event. */
const MOST_HELD = 8 * 2 ** 20;

interface RelayOptions {
  provider: string;
  meter: Meter;
  /** Whether whoever asked has left. */
  hasLeft(): boolean;
  /** How long the stream may go on, in milliseconds from now; absent: as long as it comes. */
  totalMs?: number | undefined;
}

/**
 * Lets an upstream's stream of a response through by whole events, counts what it used, and sees whether it is events at
 * all and came to its end: one that breaks off ends with an error, so that no client takes half an answer for a whole.
 */
export function relayResponses({ provider, meter, hasLeft, totalMs }: RelayOptions): Relay {
  const until = totalMs === undefined ? Number.POSITIVE_INFINITY : performance.now() + totalMs;
  const bad = (what: string) => gatewayErrors.bad_answer({ provider, what });
  let held: Buffer = NOTHING;
  let finished = false;
  const heard = new Heard();
  meter.heard(() => heard.tokens());
  const event = (lines: readonly string[]) => {
    if (!lines.every((line) => FIELD.test(line))) throw bad('is not a stream of events');
    const data = valuesOf(lines, 'data:').join('\n');
    if (data === '' || data === '[DONE]') return;
    const told = parse(data);
    if (typeof told !== 'object' || told === null) throw bad('holds an event that is no JSON');
    const name = valuesOf(lines, 'event:').at(-1);
    if (name?.endsWith('.delta')) heard.event(data);
    if (!name || !LAST.has(name)) return;
    finished = true;
    const response = Ended.safeParse(told).data?.response;
    meter.used(tokensOf(response?.usage));
    meter.answeredBy(response?.model);
  };
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
      for (const one of whole.toString('utf8').split(/\r?\n\r?\n/)) event(one.split(/\r?\n/));
      return whole;
    },
    end(error) {
      if (hasLeft()) {
        meter.end(new Error('the caller left'));
        return NOTHING;
      }
      if (!error && finished) {
        meter.end();
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

function valuesOf(lines: readonly string[], field: string): string[] {
  return lines.filter((line) => line.startsWith(field)).map((line) => line.slice(field.length).trim());
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
