import { useSyncExternalStore } from 'react';

/** Which of the shell's windows is open: the command palette, what it can create from anywhere, the shortcuts, or none. */
type Overlay = 'palette' | 'new-collection' | 'shortcuts' | undefined;

let open: Overlay;
const listeners = new Set<() => void>();

export function show(overlay: Overlay): void {
  open = overlay;
  for (const listener of listeners) listener();
}

export function useOverlay(): Overlay {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => open,
  );
}
