import type { Endpoint, InputOf, OutputOf } from '../contract.ts';
import type { Actor, Open, Policy } from './actor.ts';
import type { Bytes } from './bytes.ts';
import type { Incoming, SentBytes } from './read-body.ts';

/** Headers by lower-case name, of whichever kind of request. */
export interface HeaderReader {
  get(name: string): string | null;
}

/** What an operation may know of the call besides its input. */
export interface Call {
  /** Aborts when the client goes away. */
  signal: AbortSignal;
  /** The same as a call back, at less cost; absent where only the signal is there. */
  whenLeft?(listener: () => void): void;
  /** The request's headers, for the few that read them (idempotency, sessions). */
  headers: Headers;
  /** One of them, at less cost. */
  header(name: string): string | null;
  /** Headers to send with the answer (cookies). */
  reply: Headers;
  /** Uploaded parts, for endpoints that take files. */
  incoming?: Incoming;
  /** The body, unpacked, for endpoints that take bytes. */
  sent?: SentBytes;
}

/** Bytes to save: always sent as an attachment, never rendered. */
export interface Download {
  filename: string;
  mediaType: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** What becomes of a relayed stream on its way through. */
export interface Relay {
  /** Sees each piece as it comes and says what goes on; an empty buffer is not sent. */
  piece(chunk: Buffer): Buffer;
  /** The stream has ended, or broken off with `error`: the last bytes to send, so that the client can tell which. */
  end(error?: Error): Buffer;
}

/** An upstream's answer that goes to the client as it is: whole, or piece by piece. */
export class Passthrough {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer | Bytes;
  readonly relay: Relay | undefined;

  constructor(status: number, headers: Record<string, string>, body: Buffer | Bytes, relay?: Relay) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.relay = relay;
  }
}

type AnswersOf<E> = E extends Endpoint<infer _A, infer _P, infer _Q, infer _B, infer _O, infer N> ? N : never;

type Answer<E> = {
  json: OutputOf<E> | Passthrough;
  stream: AsyncIterable<OutputOf<E>>;
  'json-or-stream': OutputOf<E> | AsyncIterable<unknown> | Passthrough;
  bytes: Download;
}[AnswersOf<E>];

/** A route as data: contract, who may, what runs. The transport is someone else's business. */
export interface Route<Bag> {
  endpoint: Endpoint;
  policy: Policy | Open;
  /** The act's name in the audit log, for routes that change who may do what, or what serves. */
  audited?: string;
  /** Fields whose values go on record with the act: who may do what, never content or a secret. */
  tells?: readonly string[];
  /** Served by the lane in front of the app: for calls of models, on which every tenth of a millisecond counts. */
  lane?: boolean;
  run: (bag: Bag, actor: Actor, input: never, call: Call) => Promise<unknown> | AsyncIterable<unknown>;
}

/** Binds a contract to a policy and an operation; the types of all three must agree. */
export function route<Bag, E extends Endpoint>(
  endpoint: E,
  policy: Policy | Open,
  run: (
    bag: Bag,
    actor: Actor,
    input: InputOf<E>,
    call: Call,
  ) => Promise<Answer<E>> | Extract<Answer<E>, AsyncIterable<unknown>>,
  options: { audited?: string; tells?: readonly string[]; lane?: boolean } = {},
): Route<Bag> {
  return { endpoint, policy, run: run as Route<Bag>['run'], ...options };
}
