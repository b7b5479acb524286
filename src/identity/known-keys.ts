import { type Actor, keepFresh, type Soon } from '../kernel/index.ts';

/** Long enough that a busy key costs two looks into the database a second, short enough to be no hole. */
const FRESH_MS = 1_000;
const MOST = 10_000;

/** Who the keys of the last second belong to. A miss is remembered too: guessing keys must not cost a query each. */
export interface KnownKeys {
  get(token: string, look: () => Promise<Actor | undefined>): Soon<Actor | undefined>;
  /** After anything that may change what a key is allowed: nothing remembered counts any more. */
  forget(): void;
}

export function rememberKeys(): KnownKeys {
  const kept = keepFresh<Actor | undefined>({ freshMs: FRESH_MS, most: MOST });
  return { get: (token, look) => kept.of(token, look), forget: () => kept.forget() };
}
