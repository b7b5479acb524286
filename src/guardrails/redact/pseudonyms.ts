import type { Finding } from '../check.ts';

/** Names for what is hidden during one call; only who made the call gets the values back. Never stored. */
export interface Pseudonyms {
  /** The name of a value: the same value has the same name, so that a model can tell two people apart. */
  name(finding: Finding, value: string): string;
  /** The text with values in the place of names. */
  restore(text: string): string;
  /** The same for a text that comes in pieces: a piece is held back only while a name may be unfinished in it. */
  restoreStream(pieces: AsyncIterable<string>): AsyncGenerator<string>;
}

const NAME = /\[[A-Z][A-Z_]{0,40}_\d{1,6}\]/g;
const UNFINISHED = /\[(?:[A-Z][A-Z_]{0,40}(?:_\d{0,6})?)?$/;

/** @param text the text that will be redacted: names that already stand in it are not given to anything */
export function createPseudonyms(text = ''): Pseudonyms {
  const values = new Map<string, string>();
  const names = new Map<string, string>();
  const used = new Map<string, number>();
  const restore = (piece: string) => piece.replaceAll(NAME, (name) => values.get(name) ?? name);
  return {
    restore,
    name({ type }, value) {
      const key = `${type} ${value.toLowerCase().replace(/\s+/g, ' ')}`;
      const known = names.get(key);
      if (known) return known;
      const kind = type.toUpperCase().replace(/[^A-Z]+/g, '_');
      let number = (used.get(kind) ?? 0) + 1;
      while (text.includes(`[${kind}_${number}]`)) number += 1;
      used.set(kind, number);
      const name = `[${kind}_${number}]`;
      names.set(key, name);
      values.set(name, value);
      return name;
    },
    async *restoreStream(pieces) {
      let held = '';
      for await (const piece of pieces) {
        held += piece;
        const open = UNFINISHED.exec(held)?.index ?? held.length;
        const ready = restore(held.slice(0, open));
        held = held.slice(open);
        if (ready) yield ready;
      }
      if (held) yield restore(held);
    },
  };
}
