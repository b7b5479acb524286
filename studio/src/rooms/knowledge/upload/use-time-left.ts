import { useRef } from 'react';

/** After this long one can tell how fast it goes. */
const ENOUGH_MS = 3_000;

/** Milliseconds until everything is done, at the speed seen so far; undefined until there is something to go by. */
export function useTimeLeft(done: number, total: number): number | undefined {
  const began = useRef<{ at: number; done: number }>(undefined);
  if (!began.current || done < began.current.done) began.current = { at: Date.now(), done };
  const elapsed = Date.now() - began.current.at;
  const gained = done - began.current.done;
  if (elapsed < ENOUGH_MS || gained === 0) return undefined;
  return ((total - done) * elapsed) / gained;
}
