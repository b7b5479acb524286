import type { FieldOptions, FieldReport } from '../fields/find-field-errors.ts';
import type { TextTable } from '../fields/table.ts';
import type { LabelOptions, LabelReport } from '../labels/find-label-errors.ts';
import type { LabelledSet } from '../labels/out-of-fold.ts';

/** What the thread is given: a table, or labels. */
export type Search =
  | { kind: 'fields'; table: TextTable; options: FieldOptions }
  | { kind: 'labels'; set: LabelledSet; options: Partial<LabelOptions> };

/** The share that is done, and at the end the report or what went wrong. */
export type Said =
  | { progress: number }
  | { fields: FieldReport }
  | { labels: LabelReport }
  | { error: string; problem?: string };
