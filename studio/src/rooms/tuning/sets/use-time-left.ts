import { useRef } from 'react';

/** Milliseconds left of a phase, from how fast it went since this screen began to look; undefined when nobody can say. */
export function useTimeLeft(phase: string, done: number, total: number): number | undefined {
  const began = useRef<{ phase: string; at: number; done: number }>(undefined);
  if (began.current?.phase !== phase || began.current.done > done)
    began.current = { phase, at: Date.now(), done };
  const { at, done: before } = began.current;
  const came = done - before;
  if (came <= 0 || total <= done) return undefined;
  const each = (Date.now() - at) / came;
  // Whole seconds: the figure would flicker otherwise.
  return Math.max(1_000, Math.round((each * (total - done)) / 1_000) * 1_000);
}
