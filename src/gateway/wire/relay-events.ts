import { type Failure, type Relay, renderOpenAI, toFailure } from '../../kernel/index.ts';
import type { Meter } from '../calls/meter.ts';
import { gatewayErrors } from '../errors.ts';
import { Heard } from './heard.ts';
import { tokensOf } from './tokens.ts';
import { isUsualChunk } from './usual-chunk.ts';

const NOTHING = Buffer.alloc(0);
const NEWLINE = 0x0a;
const FIELD = /^(data:|event:|id:|retry:|:|\s*$)/;
/** One event longer than this is not an event. */
const MOST_HELD = 8 * 2 ** 20;

interface RelayOptions {
  provider: string;
  meter: Meter;
  /** Whether whoever asked has left. */
  hasLeft(): boolean;
  /** The failure that an event is, if it is one. */
  failureIn(told: object): Failure | undefined;
  /** The caller asked for the usage; otherwise we did, to count, and take it out again. */
  wantsUsage: boolean;
  /** The caller asked for log-probabilities: events are much longer than their words. */
  logprobs?: boolean | undefined;
  /** How long the stream may go on, in milliseconds from now; absent: as long as it comes. */
  totalMs?: number | undefined;
}

/**
 * Lets an upstream's stream through by whole lines, and watches three things on the way: what it used, whether it is
 * events at all, and whether it came to its end. A stream that breaks off ends with an error event; without one a client
 * would take half an answer for a whole.
 */
export function relayEvents({
  provider,
  meter,
  hasLeft,
  failureIn,
  wantsUsage,
  logprobs,
  totalMs,
}: RelayOptions): Relay {
  const until = totalMs === undefined ? Number.POSITIVE_INFINITY : performance.now() + totalMs;
  let held: Buffer = NOTHING;
  let finished = false;
  let done = false;
  /** The blank line after an event that was taken out goes with it. */
  let blank = false;
  const heard = new Heard();
  meter.heard(() => heard.tokens(logprobs));
  const line = (text: string): boolean => {
    if (!FIELD.test(text)) throw gatewayErrors.bad_answer({ provider, what: 'is not a stream of events' });
    if (!text.startsWith('data:')) return true;
    const data = text.slice(5).trim();
    if (data === '[DONE]') {
      done = true;
      return true;
    }
    if (isUsualChunk(data)) {
      heard.event(data);
      return true;
    }
    const chunk = parse(data);
    if (!chunk) throw gatewayErrors.bad_answer({ provider, what: 'holds an event that is no JSON' });
    // Some go on to `[DONE]` after it: it would pass for a good end.
    const failure = failureIn(chunk);
    if (failure) throw failure;
    const last = data.includes('"finish_reason":"') || data.includes('"finish_reason": "');
    if (last) finished = true;
    heard.event(data, last);
    return usage(chunk);
  };
  /** False when the event says nothing but the usage that the caller did not ask for. */
  const usage = (chunk: Chunk): boolean => {
    if (!chunk.usage) return true;
    meter.used(tokensOf(chunk.usage));
    meter.answeredBy(chunk.model);
    return wantsUsage || !Array.isArray(chunk.choices) || chunk.choices.length > 0;
  };
  return {
    piece(chunk) {
      meter.first();
      if (performance.now() > until) throw gatewayErrors.upstream_timeout({ provider });
      const all = held.length > 0 ? Buffer.concat([held, chunk]) : chunk;
      const last = all.lastIndexOf(NEWLINE);
      if (last < 0) {
        held = all;
        if (held.length > MOST_HELD) throw gatewayErrors.bad_answer({ provider, what: 'has no end' });
        return NOTHING;
      }
      held = last + 1 === all.length ? NOTHING : all.subarray(last + 1);
      const whole = held.length > 0 ? all.subarray(0, last + 1) : all;
      const lines = whole.toString('utf8').split('\n');
      lines.pop();
      let cut = false;
      const kept = lines.filter((raw) => {
        const text = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
        const keep = !(blank && text === '') && line(text);
        blank = !keep && text !== '';
        cut ||= !keep;
        return keep;
      });
      if (!cut) return whole;
      return kept.length === 0 ? NOTHING : Buffer.from(`${kept.join('\n')}\n`);
    },
    end(error) {
      if (hasLeft()) {
        meter.end(new Error('the caller left'));
        return NOTHING;
      }
      // What comes after the last event, be it a broken connection, takes nothing from the answer.
      if (done || (!error && finished)) {
        meter.end();
        return done ? NOTHING : Buffer.from('data: [DONE]\n\n');
      }
      const failure =
        error?.name === 'Failure' ? toFailure(error) : gatewayErrors.upstream_cut({ provider }, error);
      meter.end(failure);
      return Buffer.from(`\n\nevent: error\ndata: ${JSON.stringify(renderOpenAI(failure))}\n\n`);
    },
  };
}

interface Chunk {
  usage?: unknown;
  choices?: unknown;
  model?: unknown;
}

function parse(data: string): Chunk | undefined {
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
