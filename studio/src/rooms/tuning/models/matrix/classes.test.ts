import { describe, expect, it } from 'vitest';
import { matrixOf } from './classes.ts';

const cell = (actual: string, predicted: string, count: number) => ({ actual, predicted, count });

describe('the order of a confusion matrix', () => {
  it('puts classes beside each other that are taken for each other', () => {
    const { classes } = matrixOf([
      ...['a', 'b', 'c', 'd'].map((label) => cell(label, label, 10)),
      cell('a', 'd', 5),
      cell('b', 'c', 3),
      cell('c', 'b', 1),
    ]);
    expect(classes).toEqual(['a', 'd', 'b', 'c']);
  });

  it('knows classes that were only ever predicted, and counts what is in each', () => {
    const { classes, totals, counts } = matrixOf([cell('a', 'a', 4), cell('a', 'z', 2)]);
    expect(classes.sort()).toEqual(['a', 'z']);
    expect([totals.get('a'), totals.get('z')]).toEqual([6, 0]);
    expect(counts.get('a\nz')).toBe(2);
  });

  it('leaves out the least confused when there are too many', () => {
    const many = Array.from({ length: 100 }, (_, i) => `class ${i}`);
    const { classes, hidden } = matrixOf([
      ...many.map((label) => cell(label, label, 5)),
      cell('class 99', 'class 98', 3),
    ]);
    expect(classes).toHaveLength(80);
    expect(hidden).toBe(20);
    expect(classes.slice(0, 2).sort()).toEqual(['class 98', 'class 99']);
  });
});
