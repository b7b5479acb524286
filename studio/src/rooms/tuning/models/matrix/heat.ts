import type { CSSProperties } from 'react';

/**
 * How much of a tone each step has. Between 50 and 85 % neither dark nor light figures would be read against it in both
 * themes, so there is no step between.
 */
const STEPS = [
  [0.02, 10],
  [0.1, 20],
  [0.25, 34],
  [0.5, 50],
  [0.8, 88],
] as const;
const FULL = 100;

/** The look of a cell that holds this share of its row: right ones in the accent, mistakes in the tone of what is bad. */
export function heat(share: number, right: boolean): CSSProperties {
  if (share <= 0) return {};
  const amount = STEPS.find(([upTo]) => share <= upTo)?.[1] ?? FULL;
  const tone = right ? 'accent' : 'bad';
  return {
    background: `color-mix(in srgb, var(--${tone}) ${amount}%, var(--surface))`,
    color: amount > 50 ? 'var(--on-accent)' : 'var(--ink)',
  };
}
