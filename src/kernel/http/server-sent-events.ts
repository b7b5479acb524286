import type { Failure } from '../errors/define.ts';
import { toFailure } from '../errors/normalise.ts';
import { begun } from './begun.ts';

interface FrameOptions {
  /** Sent as the last event's data, e.g. `[DONE]`. */
  done?: string;
  renderError: (failure: Failure) => unknown;
  onError: (failure: Failure) => void;
}

/** An event with a name of its own, for clients that listen by name. A stream of such events ends without a `done`. */
export class NamedEvent {
  readonly event: string;
  readonly data: unknown;

  constructor(event: string, data: unknown) {
    this.event = event;
    this.data = data;
  }
}

/**
 * An operation's events as frames of server-sent events. The first event is awaited before this returns, so a failure at
 * the beginning still has its own status; a later one ends the stream with an `error` event.
 */
export async function eventFrames(
  events: AsyncIterable<unknown>,
  options: FrameOptions,
): Promise<AsyncIterableIterator<string, unknown>> {
  const known = await begun(events);
  return begun(framesFrom(known, options));
}

async function* framesFrom(
  events: AsyncIterable<unknown>,
  { done, renderError, onError }: FrameOptions,
): AsyncGenerator<string> {
  const frame = (data: string, event?: string) => `${event ? `event: ${event}\n` : ''}data: ${data}\n\n`;
  try {
    let named = false;
    for await (const value of events) {
      named ||= value instanceof NamedEvent;
      yield value instanceof NamedEvent
        ? frame(JSON.stringify(value.data), value.event)
        : frame(JSON.stringify(value));
    }
    if (done && !named) yield frame(done);
  } catch (thrown) {
    const failure = toFailure(thrown);
    onError(failure);
    yield frame(JSON.stringify(renderError(failure)), 'error');
  }
}

/** The frames as an answer of the web. */
export async function eventStream(events: AsyncIterable<unknown>, options: FrameOptions): Promise<Response> {
  const frames = await eventFrames(events, options);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await frames.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: async () => void (await frames.return?.()),
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    },
  });
}
