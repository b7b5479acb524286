import { type Draws, draws } from '../../bench/errors/random-draws.ts';
import { LEAVES, pathOf } from './leaves.ts';
import type { Catalogue, ColumnName, Offer } from './make-offers.ts';
import type { Seller } from './make-sellers.ts';

/** One planted mistake, with what should stand there. */
export interface Mistake {
  row: number;
  column: ColumnName;
  kind: string;
  wrong: string;
  right: string;
}

export interface Messy {
  offers: Offer[];
  mistakes: Mistake[];
  /** Rows that a seller listed a second time, and which row they repeat. */
  duplicates: { row: number; of: number }[];
}

interface Kind {
  kind: string;
  column: ColumnName;
  /** Share of the offers of an ordinary seller; careless ones make about four times as many. */
  share: number;
  make(value: string, offer: Offer, d: Draws): string | undefined;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const typo = (value: string, d: Draws) => {
  const at = d.int(1, value.length - 2);
  const letter = LETTERS[d.int(0, 25)] ?? 'e';
  return d.pick([
    value.slice(0, at) + letter + value.slice(at + 1),
    value.slice(0, at) + value.slice(at + 1),
    value.slice(0, at) + letter + value.slice(at),
    value.slice(0, at) + (value[at + 1] ?? '') + (value[at] ?? '') + value.slice(at + 2),
  ]);
};
const millimetres = (value: string) => Number(value.replace(' mm', ''));
const times = (value: string, factor: number) => (Number(value) * factor).toFixed(2);
const sibling = (value: string, d: Draws) => {
  const [department = ''] = value.split(' > ');
  const near = LEAVES.filter((leaf) => leaf.department === department && pathOf(leaf) !== value);
  // Mostly the next shelf; now and then another part of the shop.
  return pathOf(
    d.chance(0.7) ? d.pick(near) : d.pick(LEAVES.filter((leaf) => leaf.department !== department)),
  );
};

const KINDS: Kind[] = [
  { kind: 'wrong category', column: 'category', share: 0.08, make: (value, _, d) => sibling(value, d) },
  { kind: 'no category', column: 'category', share: 0.06, make: () => '' },
  { kind: 'misspelt brand', column: 'brand', share: 0.02, make: (value, _, d) => typo(value, d) },
  { kind: 'brand and colour swapped', column: 'brand', share: 0.006, make: (_, offer) => offer.colour },
  { kind: 'centimetres', column: 'size', share: 0.02, make: (value) => `${millimetres(value) / 10} cm` },
  {
    kind: 'inches',
    column: 'size',
    share: 0.012,
    make: (value) => `${(millimetres(value) / 25.4).toFixed(1)} in`,
  },
  { kind: 'no unit', column: 'size', share: 0.01, make: (value) => value.replace(' mm', '') },
  {
    kind: 'price slip',
    column: 'price',
    share: 0.012,
    make: (value, _, d) => times(value, d.pick([10, 100, 0.1])),
  },
  {
    kind: 'wrong check digit',
    column: 'ean',
    share: 0.012,
    make: (value, _, d) => value.slice(0, -1) + ((Number(value.at(-1)) + d.int(1, 9)) % 10),
  },
  { kind: 'no number', column: 'ean', share: 0.02, make: () => '' },
  {
    kind: 'misspelt colour',
    column: 'colour',
    share: 0.012,
    make: (value, _, d) => (value.length > 3 ? typo(value, d) : undefined),
  },
  {
    kind: 'stand-in',
    column: 'material',
    share: 0.02,
    make: (_, __, d) => d.pick(['N/A', '-', 'unknown', 'see title']),
  },
  {
    kind: 'grams for kilograms',
    column: 'weight',
    share: 0.01,
    make: (value) => `${Math.round(Number(value.replace(' kg', '')) * 1000)} kg`,
  },
  { kind: 'sentinel', column: 'dispatch', share: 0.008, make: (_, __, d) => d.pick(['99', '999', '-1']) },
  {
    kind: 'broken letters',
    column: 'title',
    share: 0.05,
    make: (value) => (/[áéíóúñ]/.test(value) ? Buffer.from(value, 'utf8').toString('latin1') : undefined),
  },
  {
    kind: 'wrong currency',
    column: 'currency',
    share: 0.006,
    make: (value, _, d) => d.pick(['GBP', 'EUR', 'CNY', '£'].filter((other) => other !== value)),
  },
];
const DUPLICATES = 0.015;

/** Makes a clean catalogue messy as its sellers would, and keeps a list of what was done. */
export function plantMistakes({ offers, sellers }: Catalogue, seed: number): Messy {
  const d = draws(seed);
  const mistakes: Mistake[] = [];
  const messy = offers.map((offer, row) => spoil(offer, sellers[row], row, mistakes, d));
  const duplicates: Messy['duplicates'] = [];
  for (const [of, offer] of [...messy.entries()]) {
    if (!d.chance(DUPLICATES)) continue;
    duplicates.push({ row: messy.length, of });
    const copy = mistakes.filter((one) => one.row === of).map((one) => ({ ...one, row: messy.length }));
    mistakes.push(...copy);
    messy.push({ ...offer, offer: `MK-${700_000 + messy.length}` });
  }
  return { offers: messy, mistakes, duplicates };
}

function spoil(offer: Offer, seller: Seller | undefined, row: number, mistakes: Mistake[], d: Draws): Offer {
  const spoilt = { ...offer };
  for (const { kind, column, share, make } of KINDS) {
    if (!d.chance(share * (seller?.carelessness ?? 1)) || spoilt[column] !== offer[column]) continue;
    const wrong = make(offer[column], offer, d);
    if (wrong === undefined || wrong === offer[column]) continue;
    spoilt[column] = wrong;
    mistakes.push({ row, column, kind, wrong, right: offer[column] });
    if (kind !== 'brand and colour swapped') continue;
    spoilt.colour = offer.brand;
    mistakes.push({ row, column: 'colour', kind, wrong: offer.brand, right: offer.colour });
  }
  return spoilt;
}
