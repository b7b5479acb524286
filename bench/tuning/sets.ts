import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { dataFile } from '../harness/data.ts';

/** Texts with one label each; an empty label is out of scope. */
export interface Labelled {
  name: string;
  texts: string[];
  labels: string[];
  hierarchical: boolean;
}

/** Fewer products do not fill three splits: 24 of the 56 leaf paths have as many. */
const LEAST_PRODUCTS = 12;

export function pricerunner(): Labelled {
  const rows = csv('pricerunner/pricerunner_aggregate.csv');
  return once(
    'pricerunner',
    rows.map((row) => [row.title ?? '', row.category ?? '']),
  );
}

const Products = z.array(
  z.object({ name: z.string(), description: z.string(), categories: z.array(z.string()) }),
);

export function bestbuy(): Labelled {
  const all = Products.parse(JSON.parse(readFileSync(dataFile('bestbuy-sample/ecommerce.json'), 'utf8')));
  const byPath = Map.groupBy(all, (product) => product.categories.join(' > '));
  const rows = all.flatMap(({ name, description, categories }): [string, string][] => {
    const path = categories.join(' > ');
    const text = description ? `${name}. ${description}` : name;
    return (byPath.get(path)?.length ?? 0) >= LEAST_PRODUCTS ? [[text, path]] : [];
  });
  return { ...once('bestbuy-sample', rows), hierarchical: true };
}

export function banking77(): Labelled {
  return once(
    'banking77',
    csv('banking77/train.csv').map((row) => [row.text ?? '', row.category ?? '']),
  );
}

const Clinc = z.record(z.string(), z.array(z.tuple([z.string(), z.string()])));

/** Training half and validation half together, and what is out of scope of both. */
export function clinc150(): Labelled {
  const parts = Clinc.parse(JSON.parse(readFileSync(dataFile('clinc150/train_val.json'), 'utf8')));
  const rows = ['train', 'val'].flatMap((part) => parts[part] ?? []);
  const beyond = ['oos_train', 'oos_val'].flatMap((part) => parts[part] ?? []);
  return once('clinc150', [...rows, ...beyond.map(([text]): [string, string] => [text, ''])]);
}

/** The questions of support customers, with what they want; the utterances name made-up people and orders. */
export function bitext(): Labelled {
  return once(
    'bitext',
    csv('bitext-support-intents/train.csv').map((row) => [row.utterance ?? '', row.intent ?? '']),
  );
}

/** A text that occurs twice is kept once, or it would stand in training and test. */
function once(name: string, rows: readonly (readonly [string, string])[]): Labelled {
  const kept = [...new Map(rows)];
  return {
    name,
    hierarchical: false,
    texts: kept.map(([text]) => text),
    labels: kept.map(([, label]) => label),
  };
}

function csv(path: string): Record<string, string>[] {
  return z
    .array(z.record(z.string(), z.string()))
    .parse(parse(readFileSync(dataFile(path), 'utf8'), { columns: true, trim: true }));
}
