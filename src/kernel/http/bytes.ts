/** Who is handed the bytes of an answer as they come. */
export interface Taker {
  piece(chunk: Buffer): void;
  /** Nothing more comes; with `error` because it broke off. Told once. */
  end(error?: Error): void;
}

/**
 * An answer that comes in pieces, for one taker. A stream of Node's says the same; but on the path of every call of a
 * model its events and its states cost more than the bytes.
 */
export interface Bytes extends AsyncIterable<Buffer> {
  /** Hands over what has come so far, and from now on each piece as it comes. */
  to(taker: Taker): void;
  pause(): void;
  resume(): void;
  /** Gives up what has not come yet; a taker is told so as an end. */
  destroy(error?: Error): void;
}
