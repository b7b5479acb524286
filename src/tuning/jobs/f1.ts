import type { Measure } from '../contract.ts';
import type { TunedReport } from '../contract-models.ts';
import { seeded, uniform } from '../trainers/numeric/random.ts';

interface Said {
  actual: readonly string[];
  predicted: readonly string[];
}

const RESAMPLES = 300;
const SEED = 20_260_701;

interface Counts {
  hits: number;
  actual: number;
  predicted: number;
}

/** Precision, recall and F1 of each class that occurs, largest first. */
export function scoresOf(rows: readonly Said[]): TunedReport['perClass'] {
  return [...countsOf(rows)]
    .filter(([, counts]) => counts.actual > 0)
    .map(([label, { hits, actual, predicted }]) => ({
      ...{ label, support: actual, precision: ratio(hits, predicted), recall: ratio(hits, actual) },
      f1: ratio(2 * hits, actual + predicted),
    }))
    .sort((a, b) => b.support - a.support || (a.label < b.label ? -1 : 1));
}

/** Mean F1 over the classes that occur, with the 95 % percentile interval of a seeded bootstrap over the examples. */
export function macroF1(rows: readonly Said[]): Measure {
  const random = seeded(SEED);
  const means = Array.from({ length: RESAMPLES }, () =>
    mean(Array.from(rows, () => rows[Math.floor(uniform(random) * rows.length)]).flatMap((row) => row ?? [])),
  ).sort((a, b) => a - b);
  const at = (q: number) => means[Math.min(means.length - 1, Math.floor(q * means.length))] ?? 0;
  return { estimate: mean(rows), low: at(0.025), high: at(0.975) };
}

function mean(rows: readonly Said[]): number {
  let sum = 0;
  let classes = 0;
  for (const { hits, actual, predicted } of countsOf(rows).values()) {
    if (actual === 0) continue;
    sum += ratio(2 * hits, actual + predicted);
    classes += 1;
  }
  return ratio(sum, classes);
}

function countsOf(rows: readonly Said[]): Map<string, Counts> {
  const counts = new Map<string, Counts>();
  const at = (label: string) => {
    const found = counts.get(label) ?? { hits: 0, actual: 0, predicted: 0 };
    counts.set(label, found);
    return found;
  };
  for (const { actual, predicted } of rows) {
    for (const label of actual) at(label).actual += 1;
    for (const label of predicted) {
      at(label).predicted += 1;
      if (actual.includes(label)) at(label).hits += 1;
    }
  }
  return counts;
}

function ratio(a: number, b: number): number {
  return b > 0 ? a / b : 0;
}
