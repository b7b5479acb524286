import { isBlank, isPlaceholder } from '../../src/tuning/error-detection/fields/absence.ts';
import { quantityOf } from '../../src/tuning/error-detection/fields/kinds.ts';
import { shapesOf } from '../../src/tuning/error-detection/fields/shapes.ts';
import type { TextTable } from '../../src/tuning/error-detection/fields/table.ts';
import { cellKey } from './cell-scores.ts';

/** What anybody would try first; each names the cells that it would flag. */
export const BASELINES: Record<string, (table: TextTable) => Set<string>> = {
  'empty cells and stand-ins': (table) =>
    flag(table, () => (value) => isBlank(value) || isPlaceholder(value)),
  /** Cells that are no number in columns of which most are, or the other way round; numbers beyond three deviations. */
  'type outliers': (table) =>
    flag(table, (values) => {
      const numbers = values.flatMap((value) => numberOf(value) ?? []);
      const mostly = numbers.length / Math.max(1, values.filter((value) => !isBlank(value)).length);
      const mean = numbers.reduce((sum, x) => sum + x, 0) / Math.max(1, numbers.length);
      const deviation = Math.sqrt(
        numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / Math.max(1, numbers.length),
      );
      return (value) => {
        if (isBlank(value)) return false;
        const number = numberOf(value);
        if (mostly > 0.5) return number === undefined || Math.abs(number - mean) > 3 * deviation;
        return mostly < 0.1 && number !== undefined;
      };
    }),
  /** Patterns of letters and digits that fewer than 5 % of the column have. */
  'format outliers': (table) =>
    flag(table, (values) => {
      const counts = new Map<string, number>();
      for (const value of values) counts.set(shape(value), (counts.get(shape(value)) ?? 0) + 1);
      return (value) => !isBlank(value) && (counts.get(shape(value)) ?? 0) < 0.05 * values.length;
    }),
};

/** All of them together. */
export function anyBaseline(table: TextTable): Set<string> {
  return new Set(Object.values(BASELINES).flatMap((find) => [...find(table)]));
}

function flag(table: TextTable, learn: (values: string[]) => (value: string) => boolean): Set<string> {
  const flagged = new Set<string>();
  for (const column of table.columns.keys()) {
    const values = table.rows.map((row) => row[column] ?? '');
    const wrong = learn(values);
    for (const [row, value] of values.entries()) if (wrong(value)) flagged.add(cellKey(row, column));
  }
  return flagged;
}

function numberOf(value: string): number | undefined {
  const quantity = quantityOf(value);
  return quantity?.unit === '' ? quantity.value : undefined;
}

function shape(value: string): string {
  return shapesOf(value)?.words ?? 'long';
}
