import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { LEAVES, pathOf } from '../../examples/catalogue/leaves.ts';
import { makeOffers } from '../../examples/catalogue/make-offers.ts';
import { plantMistakes } from '../../examples/catalogue/plant-mistakes.ts';
import { splitBySeller } from '../../examples/catalogue/split-by-seller.ts';
import { AssistantDefinition } from '../../src/apps/contract.ts';
import { EvalDefinition } from '../../src/evals/contract.ts';
import { TrainingDefinition } from '../../src/tuning/contract.ts';

const clean = makeOffers(1);
const messy = plantMistakes(clean, 1);

describe('the catalogue example', () => {
  it('has thousands of offers in a tree of some forty leaves, the same for the same seed', () => {
    expect(messy.offers.length).toBeGreaterThan(4_000);
    expect(LEAVES.length).toBeGreaterThanOrEqual(40);
    expect(new Set(clean.truth).size).toBe(LEAVES.length);
    expect(plantMistakes(makeOffers(1), 1)).toEqual(messy);
    expect(makeOffers(2).offers[0]).not.toEqual(clean.offers[0]);
  });

  it('knows every mistake that it made, and makes no other', () => {
    const known = new Map(messy.mistakes.map((one) => [`${one.row} ${one.column}`, one]));
    const of = new Map(messy.duplicates.map(({ row, of }) => [row, of]));
    for (const [row, offer] of messy.offers.entries()) {
      const right = clean.offers[of.get(row) ?? row];
      for (const [column, value] of Object.entries(offer)) {
        if (column === 'offer') continue;
        const mistake = known.get(`${row} ${column}`);
        expect(value, `${row} ${column}`).toBe(mistake?.wrong ?? right?.[column as keyof typeof offer]);
        if (mistake) expect(mistake.right).toBe(right?.[column as keyof typeof offer]);
      }
    }
  });

  it('holds sellers out, not offers', () => {
    const { train, heldOut } = splitBySeller(messy.offers, 1);
    const sellers = new Set(train.map((row) => messy.offers[row]?.seller));
    expect(heldOut.length).toBeGreaterThan(1_000);
    expect(heldOut.filter((row) => sellers.has(messy.offers[row]?.seller))).toEqual([]);
  });

  it('asks in words that are not the names of the categories', () => {
    for (const leaf of LEAVES)
      for (const query of leaf.queries)
        for (const noun of [leaf.category, ...leaf.en])
          expect(query.toLowerCase()).not.toContain(noun.toLowerCase());
    expect(new Set(LEAVES.map(pathOf)).size).toBe(LEAVES.length);
  });

  it('has a training definition that holds', () => {
    const file = fileURLToPath(new URL('../../examples/catalogue/training.yaml', import.meta.url));
    expect(TrainingDefinition.parse(parse(readFileSync(file, 'utf8')))).toMatchObject({ task: 'single' });
  });

  it('has an eval of the tagger that holds', () => {
    const file = fileURLToPath(new URL('../../examples/catalogue/eval.yaml', import.meta.url));
    const [app, measure] = parseAllDocuments(readFileSync(file, 'utf8')).map((one) => one.toJS());
    const { slug } = AssistantDefinition.parse(app);
    expect(EvalDefinition.parse(measure)).toMatchObject({ app: slug, dataset: 'catalogue-held-out' });
  });
});
