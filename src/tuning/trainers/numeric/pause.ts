import { setImmediate } from 'node:timers/promises';

/** How long a loop may compute before it looks whether it should end, in milliseconds. */
const BREATH = 40;

/**
 * Lets messages in, the one that cancels among them. To be called often: it returns at once until 40 ms have been computed.
 * Throws the signal's reason when the work is to end.
 */
export function openPause(signal: AbortSignal): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last > BREATH) {
      await setImmediate();
      last = performance.now();
    }
    signal.throwIfAborted();
  };
}
