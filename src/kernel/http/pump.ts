import type { ServerResponse } from 'node:http';
import type { Bytes } from './bytes.ts';
import type { Relay } from './route.ts';

const NOTHING: Buffer = Buffer.alloc(0);

/** Moves a stream on at the pace of whoever reads it, and stops reading when they leave. */
export function pump(body: Bytes, response: ServerResponse, through: Relay | undefined): void {
  let waiting: Buffer[] = [];
  let over = false;
  const passed = (): Buffer => {
    if (waiting.length === 0) return NOTHING;
    const [only] = waiting;
    const chunk = waiting.length === 1 && only ? only : Buffer.concat(waiting);
    waiting = [];
    return through ? through.piece(chunk) : chunk;
  };
  const end = (error?: Error) => {
    if (over) return;
    over = true;
    let rest = NOTHING;
    let why = error;
    try {
      rest = passed();
    } catch (thrown) {
      why = asError(thrown);
    }
    const last = through?.end(why) ?? NOTHING;
    if (response.destroyed) return;
    if (why && !through) response.destroy();
    else if (rest.length + last.length === 0) response.end();
    else response.end(last.length > 0 ? Buffer.concat([rest, last]) : rest);
  };
  const flow = () => {
    if (over || waiting.length === 0) return;
    try {
      const piece = passed();
      if (piece.length === 0 || response.write(piece)) return;
      body.pause();
      response.once('drain', () => body.resume());
    } catch (thrown) {
      // Ends the stream with this as its reason.
      body.destroy(asError(thrown));
    }
  };
  response.once('close', () => body.destroy());
  body.to({
    // All that comes at once goes on in one piece: models send a burst of small ones at a time, and a write for each of
    // them costs more than the call.
    piece(chunk) {
      if (waiting.push(chunk) === 1) process.nextTick(flow);
    },
    end,
  });
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error('failed');
}
