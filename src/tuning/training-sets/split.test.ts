import { describe, expect, it } from 'vitest';
import { Recipe } from '../contract.ts';
import type { TrainingExampleRow } from '../store/training-examples.ts';
import { compare } from './compare.ts';
import { type Splittable, split } from './split.ts';

/** What belongs together stays together, and splits have the size that was asked for as nearly as that lets them. */

const recipe = (more: object = {}, by: object = {}) =>
  Recipe.parse({
    sources: [{ type: 'dataset', dataset: 'd' }],
    nearDuplicates: 'group',
    split: { by: 'random', validation: 0.1, test: 0.2, ...by },
    ...more,
  });

function row(i: number, text: string, more: Partial<TrainingExampleRow> = {}): TrainingExampleRow {
  return {
    ...{ id: `tex_${String(i).padStart(5, '0')}`, workspaceId: 'w', versionId: 'v', text, labels: ['a'] },
    ...{ source: 'dataset', sourceId: `s${i}`, through: 'd', runId: null, group: '', at: null },
    ...{ forValidation: false, messages: null, dataClass: 'internal', restrictedTo: [], textHash: `${i}` },
    ...{ split: null, leftOut: null, twin: null },
    ...more,
  };
}

const WORDS = [
  'oak',
  'steel',
  'round',
  'garden',
  'kitchen',
  'narrow',
  'bright',
  'folding',
  'antique',
  'tall',
];
/** A title that no other is like. */
const title = (i: number) => [7, 3, 11, 13].map((n) => `${WORDS[(i * n) % 10]}${(i * n) % 97}`).join(' ');
const some = (n: number, from = 0, more: (i: number) => Partial<TrainingExampleRow> = () => ({})) =>
  Array.from({ length: n }, (_, i) => row(from + i, title(from + i), more(from + i)));

async function splitOf(rows: readonly TrainingExampleRow[], by: Recipe) {
  const { judged } = await compare(rows, [], by, () => undefined);
  return new Map(judged.map((one) => [one.id, one]));
}

const LONG = 'solid wooden garden bench with two armrests for three people in the colour';

describe('what belongs together', () => {
  it('is two groups with nearly the same text, whole', async () => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const sellers = [0, 1].flatMap((seller) => [
        ...some(6, 100 + seller * 10, () => ({ group: `seller=${seller}` })),
        row(130 + seller, `${LONG} gre${'ea'[seller]}n`, { group: `seller=${seller}` }),
      ]);
      const found = await splitOf([...some(30), ...sellers], recipe({ seed }));
      expect(new Set(sellers.map(({ id }) => found.get(id)?.split)).size).toBe(1);
      expect(new Set(sellers.map(({ id }) => found.get(id)?.group)).size).toBe(1);
    }
  });

  it('is a chain of which the ends are not alike', async () => {
    const chain = ['one two three', 'four two three', 'four five three', 'four five six'].map((end, i) =>
      row(200 + i, `${LONG} ${end}`),
    );
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const found = await splitOf([...some(20), ...chain], recipe({ seed }));
      expect(new Set(chain.map(({ id }) => found.get(id)?.split)).size).toBe(1);
    }
  });

  it('goes where one of it was given for validation', async () => {
    const rows = [
      row(0, `${LONG} green`, { forValidation: true }),
      row(1, `${LONG} greens`),
      row(2, title(60), { forValidation: true, group: 'seller=7' }),
      row(3, title(61), { group: 'seller=7' }),
      ...some(20, 100),
    ];
    const found = await splitOf(rows, recipe());
    expect([0, 1, 2, 3].map((i) => found.get(rows[i]?.id ?? '')?.split)).toEqual(Array(4).fill('validation'));
    expect(rows.slice(4).every(({ id }) => found.get(id)?.split !== 'validation')).toBe(true);
  });

  it('is also what has one document, whatever else it belongs to', async () => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const pairs = some(24, 0, (i) => ({
        labels: [`document ${i % 8}`],
        group: i < 8 ? `conversation=${i}` : '',
      }));
      const found = await splitOf(pairs, recipe({ task: 'pairs', seed }));
      for (let document = 0; document < 8; document += 1) {
        const splits = pairs.filter((_, i) => i % 8 === document).map(({ id }) => found.get(id)?.split);
        expect(new Set(splits).size).toBe(1);
      }
    }
  });
});

describe('a split', () => {
  const examples = (sizes: readonly number[], label = 'a', more: Partial<Splittable> = {}) =>
    sizes.flatMap((size, g) =>
      Array.from({ length: size }, (_, i) => ({
        ...{ id: `${label}${g}-${i}`, label, group: size > 1 ? `${label}${g}` : '' },
        ...{ at: new Date(Date.UTC(2026, 0, 100 - g)), forValidation: false, ...more },
      })),
    );
  const counts = (rows: readonly Splittable[], by: Recipe) => {
    const splits = split(rows, by);
    const of = (name: string) => rows.filter(({ id }) => splits.get(id) === name).length;
    return { train: of('train'), validation: of('validation'), test: of('test') };
  };

  it('is not filled by a group that is far larger than it', () => {
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8])
      expect(counts(examples([60, ...Array(40).fill(1)]), recipe({ seed }))).toEqual({
        ...{ train: 70, validation: 10, test: 20 },
      });
  });

  it('makes up for labels whose groups are too large for them', () => {
    const rows = ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((label) => examples([50, 50], label));
    const { train, validation, test } = counts(rows, recipe());
    expect(test).toBeGreaterThanOrEqual(100);
    expect(test).toBeLessThanOrEqual(150);
    expect(validation).toBe(50);
    expect(train).toBeGreaterThanOrEqual(400);
  });

  it('is the same for the same seed', () => {
    const rows = examples([5, 4, 3, 3, 2, ...Array(30).fill(1)]);
    expect(split(rows, recipe({ seed: 3 }))).toEqual(split(rows, recipe({ seed: 3 })));
    expect(split(rows, recipe({ seed: 4 }))).not.toEqual(split(rows, recipe({ seed: 3 })));
  });

  it('by time is never older than what is learned from', () => {
    const by = recipe({}, { by: 'time' });
    expect(counts(examples([60, ...Array(40).fill(1)]), by)).toEqual({ train: 30, validation: 10, test: 60 });
    expect(counts(examples([15, 60, ...Array(25).fill(1)]), by)).toEqual({
      ...{ train: 85, validation: 0, test: 15 },
    });
    expect(counts(examples([3, 3]), by)).toEqual({ train: 3, validation: 0, test: 3 });
  });
});
