import type { FieldFinding } from '../../src/tuning/error-detection/fields/find-field-errors.ts';
import type { Planted } from './plant-errors.ts';

export interface CellScores {
  errors: number;
  flagged: number;
  right: number;
  precision: number;
  recall: number;
  f1: number;
}

export const cellKey = (row: number, column: number) => `${row} ${column}`;

/** The cells in which the dirty table differs from the clean one. */
export function wrongCells({ dirty, clean }: Planted): Set<string> {
  const wrong = new Set<string>();
  for (const [r, row] of dirty.rows.entries())
    for (const [c, value] of row.entries()) if (value !== clean.rows[r]?.[c]) wrong.add(cellKey(r, c));
  return wrong;
}

export function scoreCells(wrong: ReadonlySet<string>, flagged: ReadonlySet<string>): CellScores {
  const right = [...flagged].filter((cell) => wrong.has(cell)).length;
  const precision = flagged.size === 0 ? 1 : right / flagged.size;
  const recall = wrong.size === 0 ? 1 : right / wrong.size;
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { errors: wrong.size, flagged: flagged.size, right, precision, recall, f1 };
}

export function cellsOf(findings: readonly FieldFinding[]): Set<string> {
  return new Set(findings.map(({ row, column }) => cellKey(row, column)));
}
