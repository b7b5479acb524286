import type { ClassMetrics, Count, HeadMetrics, Task } from '../trainer.ts';
import { PATH } from './classes.ts';

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
export function measure(task: Task, outcomes: readonly Outcome[], loss: number): HeadMetrics<Count> {
  const classes = new Map<string, { support: number; predicted: number; hits: number }>();
  const of = (label: string) => {
    const known = classes.get(label) ?? { support: 0, predicted: 0, hits: 0 };
    classes.set(label, known);
    return known;
  };
  for (const { actual, predicted } of outcomes) {
    for (const label of actual) of(label).support += 1;
    for (const label of predicted) {
      of(label).predicted += 1;
      if (actual.includes(label)) of(label).hits += 1;
    }
  }
  const metrics = [...classes].map(([label, counts]) => classMetrics(label, counts));
  const occurring = metrics.filter((one) => one.support > 0);
  return {
    accuracy: { hits: outcomes.filter(isRight).length, n: outcomes.length },
    macroF1: occurring.reduce((sum, one) => sum + one.f1, 0) / Math.max(1, occurring.length),
    loss,
    classes: metrics.sort((a, b) => b.support - a.support || (a.label < b.label ? -1 : 1)),
    levels: task === 'hierarchical' ? levels(outcomes) : [],
    confusions: confusions(outcomes),
  };
}

/** What was missed beside what was said instead. */
function confusions(outcomes: readonly Outcome[]) {
  const pairs = new Map<string, { actual: string; predicted: string; count: number }>();
  for (const { actual, predicted } of outcomes)
    for (const a of actual.filter((label) => !predicted.includes(label)))
      for (const p of predicted.filter((label) => !actual.includes(label))) {
        const key = JSON.stringify([a, p]);
        const pair = pairs.get(key) ?? { actual: a, predicted: p, count: 0 };
        pair.count += 1;
        pairs.set(key, pair);
      }
  return [...pairs]
    .sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1))
    .slice(0, CONFUSIONS_KEPT)
    .map(([, pair]) => pair);
}

function levels(outcomes: readonly Outcome[]): { depth: number; accuracy: Count }[] {
  const counts: Count[] = [];
  for (const { actual, predicted } of outcomes) {
    const path = (actual[0] ?? '').split(PATH);
    const said = (predicted[0] ?? '').split(PATH);
    for (let depth = 0; depth < path.length; depth += 1) {
      const count = counts[depth] ?? { hits: 0, n: 0 };
      counts[depth] = count;
      count.n += 1;
      if (path.slice(0, depth + 1).join(PATH) === said.slice(0, depth + 1).join(PATH)) count.hits += 1;
    }
  }
  return counts.map((accuracy, i) => ({ depth: i + 1, accuracy }));
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
