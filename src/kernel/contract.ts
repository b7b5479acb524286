import type { z } from 'zod';

/** Safe for the browser: this file and every room's contract.ts may be imported by the studio. */

export const ROLES = ['owner', 'admin', 'builder', 'expert', 'member', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** What an API key may do; a key also never exceeds the role it was made with. */
export const SCOPES = [
  'models',
  'apps:read',
  'apps:write',
  'knowledge:read',
  'knowledge:write',
  'runs:read',
  'runs:write',
  'workspace:read',
  'workspace:write',
] as const;
export type Scope = (typeof SCOPES)[number];

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type At = `${Method} /${string}`;
export type Answers = 'json' | 'stream' | 'json-or-stream' | 'bytes';

/** One operation as the outside sees it. Server routes, OpenAPI and the studio's client are all made from it. */
export interface Endpoint<
  A extends At = At,
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
  N extends Answers = Answers,
> {
  at: A;
  summary: string;
  params?: P;
  query?: Q;
  body?: B;
  /** The JSON answer; for `stream` each server-sent event's data; absent for 204. */
  output?: O;
  status?: 200 | 201 | 202 | 204;
  /** How it answers: JSON (default), server-sent events, JSON or events as the request asks, or bytes to save. */
  answers?: N;
  /** How it is sent: JSON (default), multipart/form-data with files, YAML beside JSON, or bytes that the operation reads. */
  takes?: 'json' | 'files' | 'yaml' | 'bytes';
  /** For `bytes`: the media types that it takes. */
  accepts?: readonly string[];
}

type None = z.ZodUndefined;

/** Declares an operation's contract. Path parameters are written `{id}` and described by `params`. */
export function endpoint<
  const A extends At,
  P extends z.ZodType = None,
  Q extends z.ZodType = None,
  B extends z.ZodType = None,
  O extends z.ZodType = None,
  const N extends Answers = 'json',
>(at: A, spec: Omit<Endpoint<A, P, Q, B, O, N>, 'at'>): Endpoint<A, P, Q, B, O, N> {
  return { at, ...spec };
}

type Part<S, Side extends 'in' | 'out'> = S extends z.ZodType
  ? [S] extends [None]
    ? unknown
    : Side extends 'in'
      ? z.input<S>
      : z.output<S>
  : unknown;

/** What an operation receives: parameters, query and body in one object, parsed. */
export type InputOf<E> =
  E extends Endpoint<At, infer P, infer Q, infer B>
    ? Part<P, 'out'> & Part<Q, 'out'> & Part<B, 'out'>
    : never;

/** What a caller sends, by place. */
export interface CallOf<E> {
  params: E extends Endpoint<At, infer P> ? Part<P, 'in'> : unknown;
  query: E extends Endpoint<At, infer _P, infer Q> ? Part<Q, 'in'> : unknown;
  body: E extends Endpoint<At, infer _P, infer _Q, infer B> ? Part<B, 'in'> : unknown;
}

/** What an operation answers with (for streams: one event). */
export type OutputOf<E> =
  E extends Endpoint<At, infer _P, infer _Q, infer _B, infer O>
    ? [O] extends [None]
      ? // biome-ignore lint/suspicious/noConfusingVoidType: an operation without output returns nothing
        void
      : z.input<O>
    : never;
