import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useRef } from 'react';
import { useHotkey } from './hotkeys.ts';

interface RowsOptions {
  scroller: RefObject<HTMLElement | null>;
  count: number;
  /** Pixels of a row; exact for tables, a guess for cards. */
  size: number;
  /** Pixels that a sticky head covers. */
  head?: number;
  onEnd?: () => void;
}

/** Draws only the rows in view, and moves the focus through all of them with j and k. */
export function useRows({ scroller, count, size, head = 0, onEnd }: RowsOptions) {
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => size,
    overscan: 10,
    scrollPaddingStart: head,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (last >= count - 20) onEnd?.();
  }, [last, count, onEnd]);

  /** The row that is about to get the focus; without it, two quick presses of j would go down by one. */
  const coming = useRef(-1);
  const focus = (index: number) => {
    if (index < 0 || index >= count) return;
    coming.current = index;
    virtual.scrollToIndex(index);
    // The row may only be drawn after the scroll.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        if (coming.current !== index) return;
        coming.current = -1;
        const row = scroller.current?.querySelector(`[data-row="${index}"]`);
        row?.querySelector<HTMLElement>('a, button')?.focus();
      }),
    );
  };
  const focused = () => {
    if (coming.current >= 0) return coming.current;
    const row = document.activeElement?.closest('[data-row]');
    return row && scroller.current?.contains(row) ? Number(row.getAttribute('data-row')) : -1;
  };
  useHotkey('j', () => focus(focused() + 1));
  useHotkey('k', () => focus(Math.max(0, focused() - 1)));
  return { virtual, items };
}
