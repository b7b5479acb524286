import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Call, HeaderReader } from './route.ts';

/**
 * What a call of the lane brings; what few look at is made when it is asked for. A class and not a literal with getters:
 * each such literal makes V8 a hidden class of its own, which lives in the old generation and keeps the whole request
 * there until the next full collection.
 */
export class LaneCall implements Call {
  readonly #request: IncomingMessage;
  readonly #left: Leaving;
  readonly header: Call['header'];
  readonly whenLeft: (listener: () => void) => void;

  constructor(request: IncomingMessage, response: ServerResponse, header: HeaderReader['get']) {
    this.#request = request;
    const left = new Leaving(response);
    this.#left = left;
    this.header = header;
    this.whenLeft = (listener) => left.when(listener);
  }

  get signal(): AbortSignal {
    return this.#left.signal;
  }

  get headers(): Headers {
    const named = Object.entries(this.#request.headersDistinct);
    return new Headers(named.map(([name, values]) => [name, values?.join(', ') ?? '']));
  }

  get reply(): Headers {
    return new Headers();
  }
}

/** Whether the client has left before it had the whole answer. A signal is made only for those who need one. */
class Leaving {
  #left = false;
  #listener: (() => void) | undefined;
  #controller: AbortController | undefined;

  constructor(response: ServerResponse) {
    response.once('close', () => {
      const listener = this.#listener;
      // Node holds on to a response after its end: what hangs on the listener, the whole call, must not stay with it.
      this.#listener = undefined;
      if (response.writableFinished) return;
      this.#left = true;
      listener?.();
      this.#controller?.abort();
    });
  }

  /** One listener: that of the present attempt. */
  when(listener: () => void): void {
    this.#listener = listener;
    if (this.#left) listener();
  }

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#left) this.#controller.abort();
    return this.#controller.signal;
  }
}
