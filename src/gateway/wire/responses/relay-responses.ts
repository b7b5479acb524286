import { createParser } from 'eventsource-parser';
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

/**
 * Lets an upstream's stream of a response through as it is, counts what it used, and sees whether it came to its end: one
 * that breaks off ends with an error, so that no client takes half an answer for a whole.
 */
export function relayResponses({
  provider,
  meter,
  hasLeft,
}: {
  provider: string;
  meter: Meter;
  /** Whether whoever asked has left. */
  hasLeft(): boolean;
}): Relay {
  let finished = false;
  const heard = new Heard();
  meter.heard(() => heard.tokens());
  const parser = createParser({
    onEvent({ event, data }) {
      if (event?.endsWith('.delta')) heard.event(data);
      if (!event || !LAST.has(event)) return;
      finished = true;
      const response = Ended.safeParse(parse(data)).data?.response;
      meter.used(tokensOf(response?.usage));
      meter.answeredBy(response?.model);
    },
  });
  const decoder = new TextDecoder();
  return {
    piece(chunk) {
      meter.first();
      parser.feed(decoder.decode(chunk, { stream: true }));
      return chunk;
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

function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
