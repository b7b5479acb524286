import { expect, it } from 'vitest';
import { matrixOf } from './learning-data.ts';

it('lays vectors out row by row', () => {
  expect(matrixOf([Float32Array.of(1, 2), Float32Array.of(3, 4)])).toEqual({
    ...{ rows: 2, columns: 2, values: Float32Array.of(1, 2, 3, 4) },
  });
  expect(matrixOf([])).toMatchObject({ rows: 0, columns: 0 });
});

it('does not take a missing vector for one of zeros', () => {
  expect(() => matrixOf([Float32Array.of(1, 2), undefined])).toThrow('1 of its 2 texts have no vector');
});
