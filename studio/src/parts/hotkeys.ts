import { useLayoutEffect, useRef } from 'react';

type Handler = (event: KeyboardEvent) => void;

/** The last to ask for a key gets it: a panel over a list closes before the list reacts. */
const wanted = new Map<string, Handler[]>();
const PREFIX_MS = 1_000;
let prefix = '';
let prefixUntil = 0;

/**
 * Calls `handler` on a key (`?`), on two keys in a row (`g a`) or with the command key (`mod k`). Plain keys do nothing
 * while somebody types or a dialog is open.
 */
export function useHotkey(keys: string, handler: Handler, enabled = true): void {
  const latest = useRef(handler);
  latest.current = handler;
  // Before the screen is painted: what one can see listens to its keys already.
  useLayoutEffect(() => {
    if (!enabled) return;
    const run: Handler = (event) => latest.current(event);
    const list = wanted.get(keys) ?? [];
    wanted.set(keys, [...list, run]);
    return () => {
      wanted.set(
        keys,
        (wanted.get(keys) ?? []).filter((other) => other !== run),
      );
    };
  }, [keys, enabled]);
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.metaKey || event.ctrlKey) {
    fire(`mod ${key}`, event);
    return;
  }
  if (isTyping(event.target)) {
    if (key === 'Escape' && event.target instanceof HTMLElement) event.target.blur();
    return;
  }
  if (document.querySelector('[role=dialog][data-state=open]')) return;
  const held = event.timeStamp < prefixUntil ? prefix : '';
  prefix = '';
  if (held && wanted.get(`${held} ${key}`)?.length) {
    fire(`${held} ${key}`, event);
    return;
  }
  if ([...wanted.keys()].some((keys) => keys.startsWith(`${key} `) && wanted.get(keys)?.length)) {
    prefix = key;
    prefixUntil = event.timeStamp + PREFIX_MS;
  }
  fire(key, event);
}

function fire(keys: string, event: KeyboardEvent): void {
  const handler = wanted.get(keys)?.at(-1);
  if (!handler) return;
  event.preventDefault();
  handler(event);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable=true]');
}

globalThis.addEventListener?.('keydown', onKey);
