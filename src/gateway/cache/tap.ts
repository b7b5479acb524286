import { Passthrough, type Relay } from '../../kernel/index.ts';
import type { ModelAnswer } from '../calls/model-answer.ts';
import type { ChatEvent, Usage } from '../family.ts';
import { Gathering, type KeptAnswer, readStream, readWhole } from './kept-answer.ts';

/** Makes the answer out of what was heard; undefined when it is none to keep. Asked for off the path of the call. */
export type Heard = () => KeptAnswer | undefined;

/** An answer's stream longer than this is let through unheard. */
const MOST_HEARD = 512 * 1024;

/** Lets an answer through as it is and says at its good end what was heard. */
export function tapped(answer: ModelAnswer, usage: () => Usage, heard: (heard: Heard) => void): ModelAnswer {
  if (answer.as === 'vectors') return answer;
  if (answer.as === 'events') return { ...answer, events: tappedEvents(answer.events, heard) };
  const { bytes } = answer;
  const { status, headers, body, relay } = bytes;
  if (Buffer.isBuffer(body)) {
    heard(() => readWhole(body, usage()));
    return answer;
  }
  return {
    ...answer,
    bytes: new Passthrough(status, headers, body, relay && tappedRelay(relay, usage, heard)),
  };
}

async function* tappedEvents(
  events: AsyncIterable<ChatEvent>,
  heard: (heard: Heard) => void,
): AsyncGenerator<ChatEvent> {
  const gathering = new Gathering();
  for await (const event of events) {
    gathering.event(event);
    yield event;
  }
  heard(() => gathering.kept());
}

function tappedRelay(relay: Relay, usage: () => Usage, heard: (heard: Heard) => void): Relay {
  let pieces: Buffer[] = [];
  let size = 0;
  const hear = (piece: Buffer): Buffer => {
    size += piece.length;
    if (size > MOST_HEARD) pieces = [];
    // A copy: what comes from the connection may be a part of a much larger piece of memory.
    else if (piece.length > 0) pieces.push(Buffer.from(piece));
    return piece;
  };
  return {
    piece: (chunk) => hear(relay.piece(chunk)),
    end(error) {
      const last = hear(relay.end(error));
      // A stream that broke off ends with an event that has no choices, or without a reason for its end.
      if (!error && size <= MOST_HEARD) heard(() => readStream(pieces, usage()));
      return last;
    },
  };
}
