import { ean } from '../../bench/errors/clean-tables.ts';
import { type Draws, draws } from '../../bench/errors/random-draws.ts';
import { LEAVES, type Leaf, pathOf } from './leaves.ts';
import { makeSellers, type Seller } from './make-sellers.ts';

export const COLUMNS = [
  'offer',
  'seller',
  'country',
  'currency',
  'title',
  'brand',
  'category',
  'ean',
  'price',
  'size',
  'weight',
  'colour',
  'material',
  'dispatch',
] as const;
export type ColumnName = (typeof COLUMNS)[number];
export type Offer = Record<ColumnName, string>;

/** A thing that several sellers offer. */
interface Product {
  leaf: Leaf;
  brand: string;
  model: string;
  noun: number;
  ean: string;
  price: number;
  size: number;
  weight: number;
  colour: string;
  material: string;
  features: string[];
}

const BRANDS: Record<string, string[]> = {
  Tools: ['Torvex', 'Stannard', 'Grimshaw', 'Boltek', 'Handwerk Pro', 'Kaltor', 'Ridgeon', 'Vulcano'],
  Garden: [
    'Fernlea',
    'Coppice',
    'BrightBarn',
    'Wieland',
    'Greenhollow',
    'Moorside',
    'Jardinova',
    'Larkfield',
  ],
  Paint: ['Brackwater', 'Coverdale', 'Pintalux', 'Whitbread & Rowe', 'Chalkhill', 'Colora'],
  'Kitchen and bath': ['Hearthline', 'Aquabella', 'Tamesis', 'Roca Vieja', 'Linden', 'Purewell'],
  Flooring: ['Hearthline', 'Solado', 'Parkett Haus', 'Underfoot', 'Terrano'],
  Building: ['Coppice', 'Hearthline', 'WarmFold', 'Bondrite', 'Masonit', 'Dryline'],
  Electrical: ['Lumenza', 'Voltera', 'BrightBarn', 'Ampere & Co', 'Keystone'],
  Heating: ['Emberly', 'Hearthline', 'Calorix', 'Norrvik', 'Termia'],
};
const COLOURS = ['black', 'white', 'grey', 'anthracite', 'green', 'oak', 'chrome', 'red', 'blue', 'natural'];
const MATERIALS: Record<string, string[]> = {
  Tools: ['steel', 'aluminium', 'plastic'],
  Garden: ['steel', 'timber', 'plastic', 'aluminium'],
  Paint: ['water based', 'solvent based'],
  'Kitchen and bath': ['ceramic', 'brass', 'stainless steel', 'laminate'],
  Flooring: ['laminate', 'vinyl', 'porcelain', 'polypropylene'],
  Building: ['mineral wool', 'cement', 'silicone', 'timber', 'PVC'],
  Electrical: ['plastic', 'brass', 'glass'],
  Heating: ['steel', 'cast iron', 'plastic'],
};
const RATES = { GBP: 1, EUR: 1.17, CNY: 9.1 };
const PRODUCTS = 1_700;
const MOST_SELLERS = 5;

function makeProduct(d: Draws): Product {
  const leaf = d.pick(LEAVES);
  const letters = 'ABCDEFGHKLMNPRSTVX';
  const letter = () => letters[d.int(0, letters.length - 1)] ?? 'X';
  return {
    leaf,
    brand: d.skewed(BRANDS[leaf.department] ?? ['Oakhaven']),
    model: `${letter()}${letter()}-${d.int(10, 990)}${d.chance(0.3) ? letter() : ''}`,
    noun: d.int(0, 20),
    ean: ean(d),
    price: leaf.price * Math.exp(0.28 * d.normal()),
    size: Math.round((leaf.size[0] + d.random() * (leaf.size[1] - leaf.size[0])) / 10) * 10,
    weight: leaf.weight * Math.exp(0.2 * d.normal()),
    colour: d.skewed(COLOURS),
    material: d.skewed(MATERIALS[leaf.department] ?? ['steel']),
    features: [d.pick(leaf.features), d.pick(leaf.features)],
  };
}

const STUFFING = [
  'NEW 2026',
  'Fast delivery',
  'UK stock',
  'Genuine',
  'Heavy duty',
  'Professional',
  'Best price',
  'Free post',
  'Home DIY',
];

/** The title as this seller writes it: the words of its language, its order, and what it thinks sells. */
function titleOf(product: Product, seller: Seller, d: Draws): string {
  const nouns = product.leaf[seller.language];
  // A seller has its own word for a thing, and not always the product's plainest.
  const noun = nouns[(product.noun + (d.chance(0.4) ? 1 : 0)) % nouns.length] ?? '';
  const features = [...new Set(product.features)];
  const size = d.chance(0.4) ? `${product.size}mm` : '';
  const parts = {
    plain: [product.brand, product.model, noun, ...features],
    shouting: [noun, product.brand, ...features, product.colour].map((part) => part.toUpperCase()),
    stuffed: [d.pick(STUFFING), product.brand, noun, ...features, size, d.pick(STUFFING), product.colour],
    // Some write no more than what stands on the box.
    codes: d.chance(0.35)
      ? [product.brand, product.model, ...features, size]
      : [product.brand, product.model, size, noun, features[0] ?? ''],
  }[seller.title];
  return parts
    .filter(Boolean)
    .join(d.chance(0.08) ? ' - ' : ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

export interface Catalogue {
  offers: Offer[];
  /** Of each offer the leaf's path. */
  truth: string[];
  sellers: Seller[];
}

/** Offers without mistakes, in the order of their numbers. */
export function makeOffers(seed: number, least = 4_200): Catalogue {
  const d = draws(seed);
  const sellers = makeSellers(d);
  const products = Array.from({ length: PRODUCTS }, () => makeProduct(d));
  const catalogue: Catalogue = { offers: [], truth: [], sellers: [] };
  while (catalogue.offers.length < least)
    for (const product of products) {
      const chosen = new Set(Array.from({ length: d.int(1, MOST_SELLERS) }, () => d.pick(sellers)));
      for (const seller of chosen) {
        catalogue.offers.push(offerOf(product, seller, catalogue.offers.length, d));
        catalogue.truth.push(pathOf(product.leaf));
        catalogue.sellers.push(seller);
      }
    }
  return catalogue;
}

function offerOf(product: Product, seller: Seller, i: number, d: Draws): Offer {
  const price = product.price * RATES[seller.currency] * Math.exp(0.05 * d.normal());
  return {
    offer: `MK-${700_000 + i}`,
    seller: seller.id,
    country: seller.country,
    currency: seller.currency,
    title: titleOf(product, seller, d),
    brand: product.brand,
    category: pathOf(product.leaf),
    ean: product.ean,
    price: price.toFixed(2),
    size: `${product.size} mm`,
    weight: `${product.weight.toFixed(1)} kg`,
    colour: product.colour,
    material: product.material,
    dispatch: String(d.skewed([1, 2, 3, 4, 5, 7, 10])),
  };
}
