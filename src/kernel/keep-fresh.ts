import type { Soon } from './soon.ts';

interface Options {
  /** No value that was read longer ago is handed over; milliseconds. */
  freshMs: number;
  /** More of them are not remembered. */
  most: number;
  now?: () => number;
}

/** Values that every call asks for, read from the database about once in a while and not at each call. */
export interface Fresh<T> {
  /** @param load reads it; the same for the same key */
  of(key: string, load: () => Promise<T>): Soon<T>;
  /** After a change that was made here; without a key, all of them. */
  forget(key?: string): void;
}

interface Entry<T> {
  value: Soon<T>;
  /** When it is too old. */
  until: number;
  /** When it is read again beside the calls, which go on with what is there. */
  renewAt: number;
}

/**
 * Keeps what was read for a while. From half its time on it is read anew in the background: if the first call after its
 * time waited for it, with all that come meanwhile, then of a few hundred calls a second about one in a hundred would wait,
 * and the slowest hundredth of them would be as slow as the database.
 */
export function keepFresh<T>({ freshMs, most, now = performance.now.bind(performance) }: Options): Fresh<T> {
  const known = new Map<string, Entry<T>>();
  const read = (key: string, entry: Entry<T>, loading: Promise<T>, from: number) =>
    loading.then(
      (value) => {
        entry.value = value;
        entry.until = from + freshMs;
        entry.renewAt = from + freshMs / 2;
      },
      () => {
        // What is there is good until its time; what was never there is asked for again.
        if (entry.value === loading && known.get(key) === entry) known.delete(key);
      },
    );
  return {
    of(key, load) {
      const at = now();
      const hit = known.get(key);
      if (hit && at < hit.until) {
        if (at >= hit.renewAt) {
          hit.renewAt = Number.POSITIVE_INFINITY;
          void read(key, hit, load(), at);
        }
        return hit.value;
      }
      if (known.size >= most) known.clear();
      const loading = load();
      const entry: Entry<T> = {
        value: loading,
        until: at + freshMs,
        renewAt: Number.POSITIVE_INFINITY,
      };
      known.set(key, entry);
      void read(key, entry, loading, at);
      return loading;
    },
    forget(key) {
      if (key === undefined) known.clear();
      else known.delete(key);
    },
  };
}
