import { draws } from '../../bench/errors/random-draws.ts';
import type { Offer } from './make-offers.ts';

/** The share of the sellers that nothing is learned from. */
const HELD_OUT = 0.3;

/** Rows by their seller: no seller is on both sides, so that a seller's habits cannot be learned by heart. */
export function splitBySeller(
  offers: readonly Offer[],
  seed: number,
): { train: number[]; heldOut: number[] } {
  const d = draws(seed + 77);
  const aside = new Map<string, boolean>();
  const split: { train: number[]; heldOut: number[] } = { train: [], heldOut: [] };
  for (const [row, { seller }] of offers.entries()) {
    const known = aside.get(seller) ?? d.chance(HELD_OUT);
    aside.set(seller, known);
    (known ? split.heldOut : split.train).push(row);
  }
  return split;
}
