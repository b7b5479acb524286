import type { Actor } from '../kernel/index.ts';

/** Long enough that a busy key costs one look into the database a second, short enough to be no hole. */
const FRESH_MS = 1_000;
const MOST = 10_000;

/** Who the keys of the last second belong to. A miss is remembered too: guessing keys must not cost a query each. */
export interface KnownKeys {
  get(token: string, look: () => Promise<Actor | undefined>): Promise<Actor | undefined>;
  /** After anything that may change what a key is allowed: nothing remembered counts any more. */
  forget(): void;
}

export function rememberKeys(now: () => number = performance.now.bind(performance)): KnownKeys {
  const known = new Map<string, { until: number; actor: Promise<Actor | undefined> }>();
  return {
    get(token, look) {
      const hit = known.get(token);
      if (hit && hit.until > now()) return hit.actor;
      if (known.size >= MOST) known.clear();
      const entry = { until: now() + FRESH_MS, actor: look() };
      known.set(token, entry);
      entry.actor.catch(() => known.delete(token));
      return entry.actor;
    },
    forget: () => known.clear(),
  };
}
