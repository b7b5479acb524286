import { seeded } from '../../trainers/numeric/random.ts';
import { findAbsent, isBlank, isPlaceholder, wayOfAbsence } from './absence.ts';
import { findWrongCheckDigits } from './check-digits.ts';
import { type Clue, Clues } from './clues.ts';
import { findContradictions } from './contradictions.ts';
import { learnDependencies } from './dependencies.ts';
import { findMisplaced, findRepeatedKeys } from './elsewhere.ts';
import { findUnusualFormats } from './formats.ts';
import { findWrongKinds, type Kind, kindOfColumn } from './kinds.ts';
import { findOutliers, numbersOf } from './outliers.ts';
import { findOutliersInGroups } from './outliers-in-groups.ts';
import { findUnusualUnits } from './quantities.ts';
import { findOddLetters, findRareValues } from './rarity.ts';
import { findBrokenText, findOtherSpellings } from './spelling.ts';
import { type Column, columnsOf, type TextTable } from './table.ts';
import { findTypos } from './typos.ts';
import { weigh } from './weigh.ts';

/** A cell that is probably wrong. */
export interface FieldFinding {
  row: number;
  column: number;
  value: string;
  /** Estimated probability that the cell is wrong. */
  score: number;
  /** What speaks against it, the weightiest first. */
  clues: Clue[];
  /** What should probably stand there; the empty text to leave it empty; null when that is not known. */
  repair: string | null;
}

/** What a column usually looks like: what its findings are measured against. */
export interface ColumnProfile {
  name: string;
  kind: Kind;
  /** Share of rows that say something. */
  filled: number;
  distinct: number;
  /** Its most frequent values. */
  examples: string[];
  /** Columns that decide this one, the surest first. */
  decidedBy: { columns: string[]; gain: number }[];
  findings: number;
}

export interface FieldReport {
  findings: FieldFinding[];
  columns: ColumnProfile[];
}

export interface FieldOptions {
  seed: number;
  /** Findings below this score are left out. */
  threshold: number;
}

export interface FieldHooks {
  /** Called between steps with the share of the work that is done. */
  progress?(share: number): void;
  signal?: AbortSignal;
}

/**
 * Looks for wrong cells in a table without being told which are wrong: learns of each column its kind, formats,
 * spelling and range, and between columns what decides what, and holds each cell against that.
 * Time is linear in cells, but for pairs of columns, each of which takes time linear in rows.
 */
export function findFieldErrors(
  table: TextTable,
  options: FieldOptions,
  hooks: FieldHooks = {},
): FieldReport {
  const columns = columnsOf(table, (value) => isBlank(value) || isPlaceholder(value));
  const clues = new Clues(columns.length);
  const kinds = columns.map(kindOfColumn);
  const nothing = wayOfAbsence(columns);
  let done = 0;
  const step = (weight: number) => {
    done += weight;
    hooks.signal?.throwIfAborted();
    hooks.progress?.(Math.min(1, done));
  };
  for (const [i, column] of columns.entries()) {
    findInColumn(column, kinds[i] ?? 'text', nothing, clues);
    step(0.5 / columns.length);
  }
  findMisplaced(columns, clues);
  const random = seeded(options.seed);
  const dependencies = learnDependencies(columns, random);
  step(0.2);
  findContradictions(columns, dependencies, clues);
  step(0.1);
  findInGroups(columns, kinds, clues);
  step(0.1);
  const findings = collect(columns, clues, options.threshold);
  step(0.1);
  const profiles = columns.map((column, i): ColumnProfile => {
    const decidedBy = dependencies
      .filter((one) => one.to === column)
      .sort((a, b) => b.gain - a.gain)
      .slice(0, 5)
      .map(({ from, gain }) => ({ columns: from.map((one) => one.name), gain }));
    const own = findings.filter((one) => one.column === i).length;
    return { ...profileOf(column, kinds[i] ?? 'text'), decidedBy, findings: own };
  });
  return { findings, columns: profiles };
}

function findInColumn(column: Column, kind: Kind, nothing: string, clues: Clues): void {
  findAbsent(column, kind, nothing, clues);
  if (column.present === 0) return;
  findWrongKinds(column, kind, clues);
  findUnusualFormats(column, kind, clues);
  findUnusualUnits(column, kind, clues);
  findBrokenText(column, clues);
  findOtherSpellings(column, clues);
  findTypos(column, clues);
  findRareValues(column, kind, clues);
  findOddLetters(column, kind, clues);
  findWrongCheckDigits(column, clues);
  findRepeatedKeys(column, clues);
  if (kind === 'integer' || kind === 'decimal') findOutliers(column, numbersOf(column), clues);
}

const REPEATING = 0.1;

/** Groups larger than a handful, few enough to be kinds of things and not things. */
function findInGroups(columns: readonly Column[], kinds: readonly Kind[], clues: Clues): void {
  const groups = columns.filter(
    (column, i) =>
      kinds[i] === 'text' && column.values.length >= 2 && column.values.length <= column.present / 15,
  );
  for (const [i, column] of columns.entries()) {
    if (kinds[i] !== 'integer' && kinds[i] !== 'decimal') continue;
    // Numbers that repeat are names: a postcode is not larger than another.
    if (kinds[i] === 'integer' && column.values.length < REPEATING * column.present) continue;
    const numbers = numbersOf(column);
    findOutliersInGroups(column, numbers, groups, clues);
  }
}

function collect(columns: readonly Column[], clues: Clues, threshold: number): FieldFinding[] {
  const findings: FieldFinding[] = [];
  for (const column of columns)
    for (const [row, id] of column.ids.entries()) {
      const against = clues.of(column.index, row, id);
      if (against.length === 0) continue;
      const { score, clues: sorted, repair } = weigh(against);
      if (score < threshold) continue;
      findings.push({
        row,
        column: column.index,
        value: column.values[id] ?? '',
        score,
        clues: sorted,
        repair,
      });
    }
  return findings.sort((a, b) => b.score - a.score || a.row - b.row || a.column - b.column);
}

function profileOf(column: Column, kind: Kind) {
  const examples = [...column.values.keys()]
    .filter((id) => !column.absent[id])
    .sort((a, b) => (column.counts[b] ?? 0) - (column.counts[a] ?? 0))
    .slice(0, 5)
    .map((id) => (column.values[id] ?? '').slice(0, 80));
  return {
    name: column.name,
    kind,
    filled: column.present / Math.max(1, column.ids.length),
    distinct: column.values.length,
    examples,
  };
}
