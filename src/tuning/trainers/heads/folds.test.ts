import { expect, it } from 'vitest';
import { stratifiedFolds } from './folds.ts';

const CLASSES = 3;
/** Row by row one of the classes in turn. */
const targets = (rows: number) => ({
  ...{ rows, columns: CLASSES },
  values: Float32Array.from({ length: rows * CLASSES }, (_, i) =>
    Number(i % CLASSES === Math.floor(i / CLASSES) % CLASSES),
  ),
});

/** How many rows each fold has. */
const sizes = (folds: Int32Array) =>
  [...new Set(folds)].sort((a, b) => a - b).map((fold) => folds.filter((one) => one === fold).length);

it('deals each class out evenly', () => {
  const folds = stratifiedFolds(targets(90), 3, 1);
  for (let c = 0; c < CLASSES; c += 1)
    expect(sizes(folds.filter((_, row) => row % CLASSES === c))).toEqual([10, 10, 10]);
});

it('holds texts of one group out together, and the others as evenly as that allows', () => {
  const groups = Array.from({ length: 90 }, (_, row) => (row < 60 ? `g${Math.floor(row / 4)}` : ''));
  const folds = stratifiedFolds(targets(90), 3, 1, groups);
  for (const group of new Set(groups.filter(Boolean)))
    expect(new Set(folds.filter((_, row) => groups[row] === group)).size).toBe(1);
  expect(Math.max(...sizes(folds))).toBeLessThan(45);
  expect(sizes(folds)).toHaveLength(3);
});

it('goes by rows where one group holds most of them', () => {
  const groups = Array.from({ length: 90 }, (_, row) => (row < 80 ? 'all' : ''));
  expect(stratifiedFolds(targets(90), 3, 1, groups)).toEqual(stratifiedFolds(targets(90), 3, 1));
});
