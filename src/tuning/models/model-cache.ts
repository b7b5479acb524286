/** Bytes of opened models that one process keeps; a model beyond it is opened again when it is asked. */
const MOST_BYTES = 256 * 2 ** 20;

export interface ModelCache<T> {
  /** The model, opened now if it is not open. One that is asked for twice at once is opened once. */
  get(key: string, open: () => Promise<{ model: T; bytes: number }>): Promise<T>;
  forget(key: string): void;
}

/** Keeps what was used last. */
export function cacheModels<T>(mostBytes = MOST_BYTES): ModelCache<T> {
  const known = new Map<string, { opening: Promise<T>; bytes: number }>();
  const trim = (keep: string) => {
    let bytes = [...known.values()].reduce((sum, one) => sum + one.bytes, 0);
    for (const [key, one] of known) {
      if (bytes <= mostBytes) return;
      if (key === keep) continue;
      known.delete(key);
      bytes -= one.bytes;
    }
  };
  return {
    get(key, open) {
      const hit = known.get(key);
      if (hit) {
        known.delete(key);
        known.set(key, hit);
        return hit.opening;
      }
      const opening = open();
      const entry = { bytes: 0, opening: opening.then(({ model }) => model) };
      void opening.then(
        ({ bytes }) => {
          entry.bytes = bytes;
          trim(key);
        },
        () => known.delete(key),
      );
      known.set(key, entry);
      return entry.opening;
    },
    forget: (key) => void known.delete(key),
  };
}
