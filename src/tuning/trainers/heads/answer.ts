import type { Task } from '../trainer.ts';
import { PATH } from './classes.ts';

/** What turns logits into an answer. */
export interface AnswerRules {
  task: Task;
  classes: readonly string[];
  /** Logits are divided by it before they become probabilities. */
  temperature: number;
  /** With `multi`: a label applies from this probability on, one number a class. */
  labelThresholds: Float32Array;
}

export interface Answer {
  labels: string[];
  confidence: number;
  probabilities: Float32Array;
}

/**
 * Opens the rules for logits [classes]. `single` and `hierarchical`: softmax; `multi`: one sigmoid a label.
 *
 * A path's nodes have the sum of the probabilities of the classes at and below them, so a node is never less likely than
 * what lies below it; the answer is the most likely class, or its nearest ancestor that is at least `sure`. The confidence of
 * a set of labels is the probability that each of its decisions is right, taken as independent.
 */
export function openAnswer(rules: AnswerRules): (logits: Float32Array, sure?: number) => Answer {
  const { task, classes, temperature, labelThresholds } = rules;
  const nodesAbove = openAncestors(rules);
  const several = (probabilities: Float32Array): Answer => {
    const applies = (p: number, c: number) => p >= (labelThresholds[c] ?? 0.5);
    const labels = classes.filter((_, c) => applies(probabilities[c] ?? 0, c));
    const confidence = probabilities.reduce((product, p, c) => product * (applies(p, c) ? p : 1 - p), 1);
    return { labels, confidence, probabilities };
  };
  return (logits, sure = 0) => {
    if (task === 'multi') return several(sigmoid(logits, temperature));
    const probabilities = softmax(logits, temperature);
    const best = argmax(probabilities);
    const leaf = { labels: [classes[best] ?? ''], confidence: probabilities[best] ?? 0, probabilities };
    if (leaf.confidence >= sure) return leaf;
    const found = nodesAbove(leaf).find(({ confidence }) => confidence >= sure);
    return found ? { labels: [found.node], confidence: found.confidence, probabilities } : leaf;
  };
}

/** Opens what may be answered instead of a leaf that is not sure enough: its ancestors, the nearest first. */
export function openAncestors({
  task,
  classes,
}: Pick<AnswerRules, 'task' | 'classes'>): (leaf: Answer) => { node: string; confidence: number }[] {
  if (task !== 'hierarchical') return () => [];
  const below = classesBelow(classes);
  return ({ labels, probabilities }) =>
    ancestors(labels[0] ?? '').map((node) => ({
      node,
      confidence: (below.get(node) ?? []).reduce((sum, c) => sum + (probabilities[c] ?? 0), 0),
    }));
}

/** Is the node the path itself, or does the path lead through it? */
export function leadsThrough(path: string, node: string): boolean {
  return path === node || path.startsWith(`${node}${PATH}`);
}

/** Each node of the tree with the classes at or below it. */
function classesBelow(classes: readonly string[]): Map<string, number[]> {
  const below = new Map<string, number[]>();
  for (const [c, label] of classes.entries())
    for (const node of [label, ...ancestors(label)]) below.set(node, [...(below.get(node) ?? []), c]);
  return below;
}

/** "a > b > c" → "a > b", "a". */
function ancestors(path: string): string[] {
  const nodes = path.split(PATH);
  return nodes.slice(1).map((_, i) => nodes.slice(0, nodes.length - 1 - i).join(PATH));
}

/** e^(z/T) / Σ e^(z/T), with the greatest logit taken off first so that nothing overflows. */
export function softmax(logits: Float32Array, temperature = 1): Float32Array {
  const top = greatest(logits);
  const out = logits.map((z) => Math.exp((z - top) / temperature));
  const sum = out.reduce((total, x) => total + x, 0);
  return out.map((x) => x / sum);
}

export function sigmoid(logits: Float32Array, temperature = 1): Float32Array {
  return logits.map((z) => 1 / (1 + Math.exp(-z / temperature)));
}

export function greatest(values: Float32Array): number {
  return values.reduce((most, one) => Math.max(most, one), Number.NEGATIVE_INFINITY);
}

export function argmax(values: Float32Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i += 1) if ((values[i] ?? 0) > (values[best] ?? 0)) best = i;
  return best;
}
