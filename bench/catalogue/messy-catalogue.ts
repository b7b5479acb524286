import { LEAVES, pathOf } from '../../examples/catalogue/leaves.ts';
import { COLUMNS, makeOffers, type Offer } from '../../examples/catalogue/make-offers.ts';
import { type Mistake, plantMistakes } from '../../examples/catalogue/plant-mistakes.ts';
import { splitBySeller } from '../../examples/catalogue/split-by-seller.ts';
import type { TextTable } from '../../src/tuning/error-detection/fields/table.ts';

/** The example's catalogue with one seed's mistakes and one seed's split of the sellers. */
export interface MessyCatalogue {
  offers: Offer[];
  mistakes: Mistake[];
  /** Of each offer the right category. */
  truth: string[];
  train: number[];
  heldOut: number[];
  sellers: number;
}

export const CATEGORIES = LEAVES.map(pathOf);

export function messyCatalogue(seed: number): MessyCatalogue {
  const clean = makeOffers(1);
  const { offers, mistakes, duplicates } = plantMistakes(clean, seed);
  const repeats = new Map(duplicates.map(({ row, of }) => [row, of]));
  const truth = offers.map((_, row) => clean.truth[repeats.get(row) ?? row] ?? '');
  const sellers = new Set(offers.map((offer) => offer.seller)).size;
  return { offers, mistakes, truth, sellers, ...splitBySeller(offers, seed) };
}

export function tableOf(offers: readonly Offer[]): TextTable {
  return { columns: COLUMNS, rows: offers.map((offer) => COLUMNS.map((column) => offer[column])) };
}
