import type { Dispatcher } from 'undici';
import type { Bytes, Taker } from '../../kernel/index.ts';

/** An upstream that is not listened to yet is told to wait beyond this, in bytes. */
const MOST_HELD = 64 * 1024;

/**
 * Whether the answer has begun, asked of each piece in turn and at the end, when there is no further piece.
 * @throws when what has come is a failure
 */
type Begins = (piece: Buffer | undefined) => boolean;

/** What an upstream sends, from the moment its head is there. */
export class UpstreamBytes implements Bytes {
  readonly #upstream: Dispatcher.DispatchController;
  #held: Buffer[] = [];
  #size = 0;
  #taker: Taker | undefined;
  #over = false;
  #error: Error | undefined;
  #waiting: { begins: Begins; resolve(): void; reject(error: unknown): void } | undefined;

  constructor(upstream: Dispatcher.DispatchController) {
    this.#upstream = upstream;
  }

  /** The upstream has sent this. */
  push(chunk: Buffer): void {
    if (this.#over) return;
    if (this.#taker) {
      this.#taker.piece(chunk);
      return;
    }
    this.#held.push(chunk);
    this.#size += chunk.length;
    if (this.#size > MOST_HELD) this.#upstream.pause();
    if (this.#waiting) this.#look(chunk);
  }

  /** The upstream has ended, or the connection to it has. */
  finish(error?: Error): void {
    if (this.#over) return;
    this.#over = true;
    this.#error = error;
    if (!error && this.#size > 0) this.#look(undefined);
    this.#waiting?.reject(error);
    this.#taker?.end(error);
  }

  /**
   * Resolves once the answer has begun; rejects when it ends or fails before, with its error if it had one. Until then
   * nothing has been sent to the caller, and another model may still answer instead. What is longer than may be held
   * has begun, whatever it is: it could not go on otherwise.
   */
  begun(begins: Begins = (piece) => piece !== undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting = { begins, resolve, reject };
      for (const piece of this.#held) this.#look(piece);
      if (!this.#over) return;
      if (!this.#error && this.#size > 0) this.#look(undefined);
      this.#waiting?.reject(this.#error);
    });
  }

  #look(piece: Buffer | undefined): void {
    const waiting = this.#waiting;
    if (!waiting) return;
    try {
      if (!waiting.begins(piece) && this.#size <= MOST_HELD) return;
      waiting.resolve();
    } catch (error) {
      waiting.reject(error);
      this.destroy();
    }
    this.#waiting = undefined;
  }

  to(taker: Taker): void {
    for (const chunk of this.#held) taker.piece(chunk);
    const waits = this.#size > MOST_HELD;
    this.#held = [];
    this.#size = 0;
    this.#taker = taker;
    if (this.#over) taker.end(this.#error);
    else if (waits) this.#upstream.resume();
  }

  pause(): void {
    if (!this.#over) this.#upstream.pause();
  }

  resume(): void {
    if (!this.#over) this.#upstream.resume();
  }

  destroy(error?: Error): void {
    // An error with its stack costs more than the rest of a stream's end: none is made for what is over.
    if (this.#over) return;
    const cause = error ?? new Error('given up');
    this.#upstream.abort(cause);
    this.finish(cause);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    let waiting: Buffer[] = [];
    let wake = () => {};
    let over = false;
    let failure: Error | undefined;
    this.to({
      piece(chunk) {
        waiting.push(chunk);
        wake();
      },
      end(error) {
        over = true;
        failure = error;
        wake();
      },
    });
    try {
      for (;;) {
        if (waiting.length > 0) {
          const chunk = Buffer.concat(waiting);
          waiting = [];
          // What comes while this piece is worked on waits on the other side.
          this.pause();
          yield chunk;
          this.resume();
        } else if (failure) throw failure;
        else if (over) return;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      this.destroy();
    }
  }
}
