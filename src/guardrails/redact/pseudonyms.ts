import type { Finding } from '../check.ts';
import type { Edit } from './edits.ts';

/** Names for what is hidden during one call; only who made the call gets the values back. Never stored. */
export interface Pseudonyms {
  /** The name of a value: the same value has the same name, so that a model can tell two people apart. */
  name(finding: Finding, value: string): string;
  /** What stands for a value in an answer: the caller's own are theirs, everything else is hidden for good. */
  nameOfOwn(finding: Finding, value: string): string;
  /** Names that stand in this text are not given to anything. */
  reserve(text: string): void;
  /**
   * The text with values in the place of names.
   * @param written how a value is written there, where not as it is
   */
  restore(text: string, written?: (value: string) => string): string;
  /** What restoring that text changes. */
  edits(text: string): Edit[];
  /** The same for a text that comes in pieces: a piece is held back only while a name may be unfinished in it. */
  restoreStream(pieces: AsyncIterable<string>): AsyncGenerator<string>;
}

const NAME = /\[[A-Z][A-Z_]{0,40}_\d{1,6}\]/g;
const UNFINISHED = /\[(?:[A-Z][A-Z_]{0,40}(?:_\d{0,6})?)?$/;
/** What these find is somebody's. An order that was planted in a document is nobody's, and never comes back. */
const NAMED: readonly Finding['check'][] = ['pii', 'secrets', 'words'];

/** @param text the text that will be redacted: names that already stand in it are not given to anything */
export function createPseudonyms(text = ''): Pseudonyms {
  const values = new Map<string, string>();
  const names = new Map<string, string>();
  const used = new Map<string, number>();
  const reserved = new Set(text.match(NAME));
  const restore: Pseudonyms['restore'] = (piece, written = (value) => value) =>
    piece.replaceAll(NAME, (name) => {
      const value = values.get(name);
      return value === undefined ? name : written(value);
    });
  return {
    restore,
    nameOfOwn: ({ type }) => `[${type}]`,
    reserve(other) {
      for (const name of other.match(NAME) ?? []) if (!values.has(name)) reserved.add(name);
    },
    edits: (piece) =>
      [...piece.matchAll(NAME)].flatMap(({ 0: name, index }) => {
        const value = values.get(name);
        return value === undefined ? [] : [{ start: index, end: index + name.length, length: value.length }];
      }),
    name({ check, type }, value) {
      if (!NAMED.includes(check)) return `[${type}]`;
      const key = keyOf(type, value);
      const known = names.get(key);
      if (known) return known;
      const kind = type.toUpperCase().replace(/[^A-Z]+/g, '_');
      let number = (used.get(kind) ?? 0) + 1;
      while (reserved.has(`[${kind}_${number}]`)) number += 1;
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

/** For a model that runs here: values stay where they are, and are remembered as ones that may be in the answer. */
export function keepValues(): Pseudonyms {
  const own = new Set<string>();
  return {
    name({ check, type }, value) {
      if (!NAMED.includes(check)) return `[${type}]`;
      own.add(keyOf(type, value));
      return value;
    },
    nameOfOwn: ({ type }, value) => (own.has(keyOf(type, value)) ? value : `[${type}]`),
    reserve: () => {},
    restore: (text) => text,
    edits: () => [],
    async *restoreStream(pieces) {
      yield* pieces;
    },
  };
}

function keyOf(type: string, value: string): string {
  return `${type} ${value.toLowerCase().replace(/\s+/g, ' ')}`;
}
