import { dot } from '../numeric/vectors.ts';
import type { ScoreKind } from '../trainer.ts';
import { greatest } from './answer.ts';

/** What the scores need beside logits. */
export interface Scope {
  kind: ScoreKind;
  /** With `neighbours`: the training vectors at unit length, in 127ths, one after another. */
  neighbours: Int8Array;
  /** With `taught`: weights of the vector's numbers, then the bias. */
  taught: Float32Array;
}

/** What is known of one text when its score is asked for. */
export interface Seen {
  logits: Float32Array;
  confidence: number;
  vector: Float32Array;
}

const NEAREST = 3;

/** The score of a text: the higher, the more it is like what the head was trained to answer. */
export function scoreOf({ kind, neighbours, taught }: Scope, { logits, confidence, vector }: Seen): number {
  if (kind === 'logit') return greatest(logits);
  if (kind === 'energy') return energy(logits);
  if (kind === 'neighbours') return nearness(neighbours, vector);
  if (kind === 'taught') return dot(taught, vector) + (taught.at(-1) ?? 0);
  return confidence;
}

/** ln Σ e^z: W. Liu et al., Energy-based Out-of-distribution Detection (NeurIPS 2020), with the sign turned. */
function energy(logits: Float32Array): number {
  const top = greatest(logits);
  return top + Math.log(logits.reduce((sum, z) => sum + Math.exp(z - top), 0));
}

/** Mean cosine to the nearest: Y. Sun et al., Out-of-Distribution Detection with Deep Nearest Neighbors (ICML 2022). */
function nearness(neighbours: Int8Array, vector: Float32Array): number {
  const d = vector.length;
  const length = Math.sqrt(dot(vector, vector)) || 1;
  const best = new Float64Array(NEAREST).fill(-1);
  for (let at = 0; at < neighbours.length; at += d) {
    let sum = 0;
    for (let i = 0; i < d; i += 1) sum += (neighbours[at + i] ?? 0) * (vector[i] ?? 0);
    const cosine = sum / (127 * length);
    if (cosine <= (best[0] ?? 0)) continue;
    best[0] = cosine;
    best.sort();
  }
  return best.reduce((sum, one) => sum + one, 0) / NEAREST;
}

/** Vectors at unit length in 127ths: a hundredth of an angle's cosine at most is lost, a quarter of the bytes are kept. */
export function quantised(vectors: Float32Array, d: number): Int8Array {
  const out = new Int8Array(vectors.length);
  for (let at = 0; at < vectors.length; at += d) {
    const row = vectors.subarray(at, at + d);
    const length = Math.sqrt(dot(row, row)) || 1;
    for (let i = 0; i < d; i += 1) out[at + i] = Math.round((127 * (row[i] ?? 0)) / length);
  }
  return out;
}

/**
 * Area under the ROC curve: the chance that a text in scope scores above one out of it, ties counting half. By ranks: J.
 * Hanley and B. McNeil, Radiology 143 (1982).
 */
export function auroc(inside: readonly number[], outside: readonly number[]): number {
  const all = [...inside.map((score) => ({ score, is: 1 })), ...outside.map((score) => ({ score, is: 0 }))];
  all.sort((a, b) => a.score - b.score);
  let ranks = 0;
  for (let from = 0; from < all.length; ) {
    let to = from;
    while (to < all.length && all[to]?.score === all[from]?.score) to += 1;
    const rank = (from + to + 1) / 2;
    for (let i = from; i < to; i += 1) ranks += (all[i]?.is ?? 0) * rank;
    from = to;
  }
  const n = inside.length;
  return (ranks - (n * (n + 1)) / 2) / Math.max(1, n * outside.length);
}
