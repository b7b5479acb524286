/** How a call hears that whoever made it has left. */
export interface Leave {
  /** Calls back when they have; the signal does where this is absent. */
  whenLeft?: ((listener: () => void) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** Calls back when they leave, at once if they have. Returns how to stop listening: a signal may live longer than a call. */
export function onLeave({ whenLeft, signal }: Leave, listener: () => void): () => void {
  if (whenLeft) {
    whenLeft(listener);
    return () => {};
  }
  if (signal?.aborted) listener();
  else signal?.addEventListener('abort', listener, { once: true });
  return () => signal?.removeEventListener('abort', listener);
}

/** What a request ends with whose caller has left. */
export function callerLeft(): DOMException {
  return new DOMException('the caller left', 'AbortError');
}
