import type { Prediction, Task } from '../trainer.ts';
import { PATH } from './classes.ts';

/** What turns probabilities into an answer. */
export interface AnswerRules {
  task: Task;
  classes: readonly string[];
  /** Logits are divided by it before they become probabilities. */
  temperature: number;
  /** With `multi`: a label applies from this probability on, one number a class. */
  labelThresholds: Float32Array;
  /** Below this confidence there is no answer. */
  abstainBelow: number;
}

/**
 * Opens the rules for logits [classes]. `single` and `hierarchical`: softmax; `multi`: one sigmoid a label.
 *
 * A path's nodes have the sum of the probabilities of the classes at and below them, so a node is never less likely than
 * what lies below it; the answer is the most likely class, or its nearest ancestor that is sure enough. The confidence of a
 * set of labels is the probability that each of its decisions is right, taken as independent.
 */
export function openAnswer(rules: AnswerRules): (logits: Float32Array) => Prediction {
  const { task, classes, temperature, labelThresholds, abstainBelow } = rules;
  const below = task === 'hierarchical' ? classesBelow(classes) : undefined;
  return (logits) => {
    const probabilities = task === 'multi' ? sigmoid(logits, temperature) : softmax(logits, temperature);
    if (task === 'multi') {
      const labels = classes.filter((_, c) => (probabilities[c] ?? 0) >= (labelThresholds[c] ?? 0.5));
      const confidence = probabilities.reduce(
        (product, p, c) => product * (p >= (labelThresholds[c] ?? 0.5) ? p : 1 - p),
        1,
      );
      return judged(labels, confidence, probabilities, abstainBelow);
    }
    const best = argmax(probabilities);
    const label = classes[best] ?? '';
    const sure = probabilities[best] ?? 0;
    if (!below || sure >= abstainBelow) return judged([label], sure, probabilities, abstainBelow);
    for (const node of ancestors(label)) {
      const p = (below.get(node) ?? []).reduce((sum, c) => sum + (probabilities[c] ?? 0), 0);
      if (p >= abstainBelow) return judged([node], p, probabilities, abstainBelow);
    }
    return judged([label], sure, probabilities, abstainBelow);
  };
}

function judged(
  labels: string[],
  confidence: number,
  probabilities: Float32Array,
  abstainBelow: number,
): Prediction {
  const abstained = confidence < abstainBelow;
  return { labels: abstained ? [] : labels, confidence, probabilities, abstained };
}

/** Each node of the tree with the classes at or below it. */
export function classesBelow(classes: readonly string[]): Map<string, number[]> {
  const below = new Map<string, number[]>();
  for (const [c, label] of classes.entries())
    for (const node of [label, ...ancestors(label)]) below.set(node, [...(below.get(node) ?? []), c]);
  return below;
}

/** "a > b > c" → "a > b", "a". */
export function ancestors(path: string): string[] {
  const nodes = path.split(PATH);
  return nodes.slice(1).map((_, i) => nodes.slice(0, nodes.length - 1 - i).join(PATH));
}

/** e^(z/T) / Σ e^(z/T), with the greatest logit taken off first so that nothing overflows. */
export function softmax(logits: Float32Array, temperature = 1): Float32Array {
  const top = logits.reduce((most, z) => Math.max(most, z), Number.NEGATIVE_INFINITY);
  const out = logits.map((z) => Math.exp((z - top) / temperature));
  const sum = out.reduce((total, x) => total + x, 0);
  return out.map((x) => x / sum);
}

export function sigmoid(logits: Float32Array, temperature = 1): Float32Array {
  return logits.map((z) => 1 / (1 + Math.exp(-z / temperature)));
}

export function argmax(values: Float32Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i += 1) if ((values[i] ?? 0) > (values[best] ?? 0)) best = i;
  return best;
}
