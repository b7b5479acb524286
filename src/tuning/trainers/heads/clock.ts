import type { Phase } from '../trainer.ts';

/** Seconds by phase; `end` closes the one that has been running since the last call. */
export function openClock() {
  const seconds: Record<Phase, number> = { prepare: 0, crossValidate: 0, fit: 0, evaluate: 0 };
  let last = performance.now();
  return {
    seconds,
    end(phase: Phase) {
      const now = performance.now();
      seconds[phase] += (now - last) / 1_000;
      last = now;
    },
  };
}
