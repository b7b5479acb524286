/** A message, or one whose form depends on a count. Other languages may need fewer forms than English. */
export type Message = string | { one?: string; other: string };
export type Words = Record<string, Record<string, Message>>;

/** What happened, and what to do about it. */
export interface Explanation {
  what: string;
  todo: string;
}

export interface Catalogue {
  words: Words;
  /** By the server's error code, or our own `studio.*`. */
  errors: Record<string, Explanation>;
  /** Why a file could not be read, by the server's key. */
  reasons: Record<string, Explanation>;
  /** English fragments that the server puts into its errors, in this language. */
  fragments: Record<string, string>;
}

/** The same names as in an English area; a form for `one` only where the language has it. */
export type Translated<Area> = {
  [Name in keyof Area]: Area[Name] extends string ? string : { one?: string; other: string };
};

type Placeholder<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Placeholder<Rest> : never;

/** What a message has to be given. */
export type Needed<M> = M extends string
  ? Placeholder<M>
  : M extends { other: infer Other }
    ? Placeholder<Other> | 'count'
    : never;

/** Cuts `Hello {name}` into text and placeholders, in order. */
export function pieces(text: string): ({ text: string } | { name: string })[] {
  return text
    .split(/(\{\w+\})/)
    .filter(Boolean)
    .map((piece) => (/^\{\w+\}$/.test(piece) ? { name: piece.slice(1, -1) } : { text: piece }));
}

/** The form of a message for a count. */
export function formOf(message: Message, count: unknown, rules: Intl.PluralRules): string {
  if (typeof message === 'string') return message;
  return typeof count === 'number' && rules.select(count) === 'one' && message.one !== undefined
    ? message.one
    : message.other;
}
