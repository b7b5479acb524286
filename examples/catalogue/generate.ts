import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from '../../src/tuning/error-detection/csv.ts';
import { LEAVES, pathOf } from './leaves.ts';
import { COLUMNS, makeOffers, type Offer } from './make-offers.ts';
import { plantMistakes } from './plant-mistakes.ts';
import { splitBySeller } from './split-by-seller.ts';

/**
 * Writes the catalogue and what is true of it to `data/` beside this file: `node examples/catalogue/generate.ts [seed]`.
 * The same seed writes the same bytes.
 */
const seed = Number(process.argv[2] ?? 1);
const folder = fileURLToPath(new URL('./data/', import.meta.url));
mkdirSync(folder, { recursive: true });
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const csv = (offers: readonly Offer[]) =>
  stringify([[...COLUMNS], ...offers.map((offer) => COLUMNS.map((column) => offer[column]))]);
const lines = (rows: readonly unknown[]) => `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`;

const clean = makeOffers(seed);
const messy = plantMistakes(clean, seed);
const truth = messy.offers.map(
  (_, row) => clean.truth[messy.duplicates.find((one) => one.row === row)?.of ?? row] ?? '',
);
const split = splitBySeller(messy.offers, seed);
const example = (row: number, answer: string) => ({
  question: messy.offers[row]?.title,
  answer,
  seller: messy.offers[row]?.seller,
});
write('offers.csv', csv(messy.offers));
write('truth.jsonl', lines(messy.mistakes));
write('duplicates.jsonl', lines(messy.duplicates));
write(
  'tags-train.jsonl',
  lines(
    split.train
      .filter((row) => messy.offers[row]?.category)
      .map((row) => example(row, messy.offers[row]?.category ?? '')),
  ),
);
write('tags-held-out.jsonl', lines(split.heldOut.map((row) => example(row, truth[row] ?? ''))));
write(
  'queries.jsonl',
  lines(LEAVES.flatMap((leaf) => leaf.queries.map((query) => ({ query, category: pathOf(leaf) })))),
);
process.stdout.write(
  `${messy.offers.length} offers of ${new Set(messy.offers.map((one) => one.seller)).size} sellers, ${messy.mistakes.length} mistakes, in ${folder}\n`,
);
