import type { ClassMetrics, Count, HeadMetrics } from '../trainer.ts';

const CONFUSIONS_KEPT = 200;

/** One text: what it is and what the head said, abstentions aside. */
export interface Outcome {
  actual: readonly string[];
  predicted: readonly string[];
}

/** Are the labels exactly the right ones? */
export function isRight({ actual, predicted }: Outcome): boolean {
  return actual.length === predicted.length && actual.every((label) => predicted.includes(label));
}

/** Counts over one split; `loss` is handed through. A class that nothing was predicted as has precision 0. */
export function measure(outcomes: readonly Outcome[], loss: number): HeadMetrics<Count> {
  const classes = new Map<string, { support: number; predicted: number; hits: number }>();
  const of = (label: string) => {
    const known = classes.get(label) ?? { support: 0, predicted: 0, hits: 0 };
    classes.set(label, known);
    return known;
  };
  const pairs = new Map<string, { actual: string; predicted: string; count: number }>();
  for (const { actual, predicted } of outcomes) {
    for (const label of actual) of(label).support += 1;
    for (const label of predicted) {
      of(label).predicted += 1;
      if (actual.includes(label)) of(label).hits += 1;
    }
    const missed = actual.filter((label) => !predicted.includes(label));
    const wrong = predicted.filter((label) => !actual.includes(label));
    for (const a of missed)
      for (const p of wrong) {
        const key = JSON.stringify([a, p]);
        const pair = pairs.get(key) ?? { actual: a, predicted: p, count: 0 };
        pair.count += 1;
        pairs.set(key, pair);
      }
  }
  const metrics = [...classes].map(([label, counts]) => classMetrics(label, counts));
  const occurring = metrics.filter((one) => one.support > 0);
  return {
    accuracy: { hits: outcomes.filter(isRight).length, n: outcomes.length },
    macroF1: occurring.reduce((sum, one) => sum + one.f1, 0) / Math.max(1, occurring.length),
    loss,
    classes: metrics.sort((a, b) => b.support - a.support || (a.label < b.label ? -1 : 1)),
    confusions: [...pairs.values()]
      .sort((a, b) => b.count - a.count || (a.actual + a.predicted < b.actual + b.predicted ? -1 : 1))
      .slice(0, CONFUSIONS_KEPT),
  };
}

function classMetrics(
  label: string,
  { support, predicted, hits }: { support: number; predicted: number; hits: number },
): ClassMetrics {
  const precision = predicted > 0 ? hits / predicted : 0;
  const recall = support > 0 ? hits / support : 0;
  const f1 = hits > 0 ? (2 * precision * recall) / (precision + recall) : 0;
  return { label, support, precision, recall, f1 };
}
