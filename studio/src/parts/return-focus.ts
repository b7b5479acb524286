import { useRef } from 'react';

/**
 * Gives the focus back to where it was before a window opened. Radix does so only for windows that have a trigger of
 * their own; ours are opened by keys, menus and links.
 */
export function useReturnFocus(open: boolean): (event: Event) => void {
  const before = useRef<Element | null>(null);
  const wasOpen = useRef(false);
  // While drawing, not in an effect: a field with autoFocus would have taken the focus by then.
  if (open !== wasOpen.current) {
    wasOpen.current = open;
    if (open) before.current = document.activeElement;
  }
  return (event) => {
    event.preventDefault();
    // What the window led to may have taken the focus already.
    if (document.activeElement && document.activeElement !== document.body) return;
    const home = before.current?.isConnected ? before.current : document.getElementById('main');
    if (home instanceof HTMLElement) home.focus();
  };
}
