import { createHash } from 'node:crypto';
import { DATA_CLASSES } from '../../gateway/contract.ts';
import { REASONS, type Reason, SOURCES, SPLITS, type Task, type TrainingReport } from '../contract.ts';
import type { StoredSkip } from '../schema.ts';
import type { TrainingExampleRow } from '../store/training-examples.ts';
import { NEAR_MEANING } from './near-meaning.ts';
import { NEAR_WORDS } from './near-words.ts';

/** A class with fewer examples to learn from is learned badly or not at all. */
const FEW = 2;
const MOST_CLASSES = 1_000;

/** What a version holds and what it does not, from its rows as they are stored. */
export function reportOf(
  rows: readonly TrainingExampleRow[],
  rest: {
    task: Task;
    skipped: readonly StoredSkip[];
    nearDuplicates: number;
    checked: TrainingReport['leakage']['checked'];
    noise: TrainingReport['noise'];
    tokensOf: (row: TrainingExampleRow) => number;
  },
): TrainingReport {
  const kept = rows.filter((row) => row.leftOut === null);
  const leftOut = countLeftOut(rows, rest.skipped);
  const bySource = SOURCES.map((source) => ({
    source,
    kept: kept.filter((row) => row.source === source).length,
    leftOut:
      rows.filter((row) => row.source === source && row.leftOut !== null).length +
      sum(rest.skipped.filter((one) => one.source === source)),
  })).filter((one) => one.kept + one.leftOut > 0);
  const labelled = rest.task !== 'pairs' && rest.task !== 'answers';
  const classes = labelled ? classesOf(kept) : [];
  const sizes = classes.map((one) => one.train);
  return {
    candidates: rows.length + sum(rest.skipped),
    kept: kept.length,
    leftOut,
    bySource,
    splits: { train: 0, validation: 0, test: 0, ...countSplits(kept) },
    groups: new Set(kept.map((row) => row.group || row.id)).size,
    classes: classes.slice(0, MOST_CLASSES),
    balance: {
      classes: classes.length,
      // They are sorted.
      smallest: sizes.at(-1) ?? 0,
      largest: sizes[0] ?? 0,
      tooSmall: classes.filter((one) => one.train < FEW).map((one) => one.label),
    },
    nearDuplicates: {
      method: 'MinHash of character 5-grams, checked by Jaccard',
      threshold: NEAR_WORDS,
      found: rest.nearDuplicates,
    },
    leakage: {
      checked: rest.checked,
      method: `same words; Jaccard of character 5-grams from ${NEAR_WORDS}; or cosine of embeddings from ${NEAR_MEANING}`,
      threshold: NEAR_MEANING,
    },
    noise: rest.noise,
    dataClass: highest(kept.map((row) => row.dataClass)),
    tokens: kept.filter((row) => row.split === 'train').reduce((total, row) => total + rest.tokensOf(row), 0),
  };
}

/** The same examples in the same splits give the same hash, whatever their ids and whenever they were gathered. */
export function trainingHash(rows: readonly TrainingExampleRow[]): string {
  const hash = createHash('sha256');
  for (const { text, labels, split, messages } of rows)
    hash.update(`${JSON.stringify([text, labels, split, messages])}\n`);
  return hash.digest('hex');
}

function countLeftOut(rows: readonly TrainingExampleRow[], skipped: readonly StoredSkip[]) {
  const counts = new Map<Reason, number>();
  for (const { leftOut } of rows) if (leftOut) counts.set(leftOut, (counts.get(leftOut) ?? 0) + 1);
  for (const { reason, count } of skipped) counts.set(reason, (counts.get(reason) ?? 0) + count);
  return REASONS.flatMap((reason) => {
    const count = counts.get(reason) ?? 0;
    return count > 0 ? [{ reason, count }] : [];
  });
}

function classesOf(rows: readonly TrainingExampleRow[]): TrainingReport['classes'] {
  const classes = new Map<string, TrainingReport['classes'][number]>();
  for (const { labels, split } of rows)
    for (const label of labels ?? []) {
      const one = classes.get(label) ?? { label, train: 0, validation: 0, test: 0 };
      if (split) one[split] += 1;
      classes.set(label, one);
    }
  return [...classes.values()].sort((a, b) => b.train - a.train || (a.label < b.label ? -1 : 1));
}

function countSplits(rows: readonly TrainingExampleRow[]): Partial<TrainingReport['splits']> {
  return Object.fromEntries(SPLITS.map((split) => [split, rows.filter((row) => row.split === split).length]));
}

/** Not by `Math.max(...)`: as many arguments as a large training set has rows are more than the stack holds. */
function highest(classes: readonly (typeof DATA_CLASSES)[number][]) {
  const at = classes.reduce((most, one) => Math.max(most, DATA_CLASSES.indexOf(one)), 0);
  return DATA_CLASSES[at] ?? 'internal';
}

function sum(skipped: readonly StoredSkip[]): number {
  return skipped.reduce((total, one) => total + one.count, 0);
}
