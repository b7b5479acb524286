import type { KeptAnswer } from './kept-answer.ts';

/** A kept answer with who gave it and how long it holds. */
export interface Entry {
  answer: KeptAnswer;
  provider: string;
  model: string;
  /** Milliseconds of the clock. */
  until: number;
}

/** The answers used last, in this process: a question asked often does not go to the database each time. */
export interface Recent {
  get(key: string): Entry | undefined;
  set(key: string, entry: Entry): void;
  size(): number;
}

export function sizeOf({ text, toolCalls }: KeptAnswer): number {
  return 2 * (text.length + JSON.stringify(toolCalls).length) + 256;
}

/** @param most bytes of all of them together, about */
export function keepRecent(most: number): Recent {
  const entries = new Map<string, Entry>();
  let size = 0;
  const drop = (key: string) => {
    const entry = entries.get(key);
    if (!entry) return;
    entries.delete(key);
    size -= sizeOf(entry.answer);
  };
  return {
    get(key) {
      const entry = entries.get(key);
      if (!entry) return undefined;
      drop(key);
      if (entry.until <= Date.now()) return undefined;
      entries.set(key, entry);
      size += sizeOf(entry.answer);
      return entry;
    },
    set(key, entry) {
      drop(key);
      entries.set(key, entry);
      size += sizeOf(entry.answer);
      for (const oldest of entries.keys()) {
        if (size <= most) break;
        drop(oldest);
      }
    },
    size: () => size,
  };
}
