import { createElement, Fragment, type ReactNode, useMemo, useSyncExternalStore } from 'react';
import type { Key, Values } from './catalogue.ts';
import { onLanguage, type Tongue, tongue } from './language.ts';
import { formOf, pieces } from './message.ts';

/** Words, numbers and dates in the language of the page; drawn again when it changes. */
export function useWords() {
  const current = useSyncExternalStore(onLanguage, tongue);
  return useMemo(() => speak(current), [current]);
}

export function speak(current: Tongue) {
  const { catalogue, format, rules, language } = current;
  const find = (key: string, values: Record<string, unknown>) => {
    const dot = key.indexOf('.');
    const message = catalogue.words[key.slice(0, dot)]?.[key.slice(dot + 1)];
    return message === undefined ? key : formOf(message, values.count, rules);
  };
  const shown = (value: unknown) => (typeof value === 'number' ? format.number(value) : value);
  return {
    language,
    format,
    /** A message as text. */
    t<K extends Key>(key: K, ...[values]: Values<K, string | number>): string {
      const given: Record<string, unknown> = values ?? {};
      return fill(find(key, given), (name) => String(shown(given[name]) ?? ''));
    },
    /** A message with elements in it, such as a bold name. */
    rich<K extends Key>(key: K, ...[values]: Values<K, ReactNode>): ReactNode {
      const given: Record<string, unknown> = values ?? {};
      return pieces(find(key, given)).map((piece, i) =>
        createElement(
          Fragment,
          { key: i },
          'text' in piece ? piece.text : (shown(given[piece.name]) as ReactNode),
        ),
      );
    },
  };
}

export function fill(text: string, value: (name: string) => string): string {
  return pieces(text)
    .map((piece) => ('text' in piece ? piece.text : value(piece.name)))
    .join('');
}
