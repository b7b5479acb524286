import type { HeadFile, Packed } from '../../src/guardrails/learned/head.ts';
import { BUCKETS, lexicalFeatures } from '../../src/guardrails/learned/lexical.ts';
import { seeded } from './seeded.ts';

/** One unit to learn from. */
export interface Example {
  text: string;
  vector: Float32Array;
  extra: readonly number[];
  label: 0 | 1;
  weight: number;
}

const EPOCHS = 14;
const RATE = 0.15;
const RIDGE = { embedding: 2e-4, lexical: 1e-4, extra: 1e-5 };

/** Logistic regression over embedding, hashed words and a few further numbers, by AdaGrad in a seeded order. */
export function fitHead(examples: readonly Example[], dimensions = 384): HeadFile {
  const extras = examples[0]?.extra.length ?? 0;
  const size = 1 + dimensions + extras + BUCKETS;
  const w = new Float64Array(size);
  const g2 = new Float64Array(size).fill(1e-6);
  const features = examples.map((one) => lexicalFeatures(one.text));
  const order = examples.map((_, i) => i);
  const random = seeded(7);
  const step = (i: number, gradient: number, ridge: number) => {
    const g = gradient + ridge * (w[i] ?? 0);
    g2[i] = (g2[i] ?? 0) + g * g;
    w[i] = (w[i] ?? 0) - (RATE * g) / Math.sqrt(g2[i] ?? 1);
  };
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    for (let i = order.length - 1; i > 0; i -= 1) {
      const k = Math.floor(random() * (i + 1));
      [order[i], order[k]] = [order[k] ?? 0, order[i] ?? 0];
    }
    for (const index of order) {
      const one = examples[index];
      const words = features[index] ?? [];
      if (!one || one.weight === 0) continue;
      const norm = 1 / Math.sqrt(Math.max(1, words.length));
      let logit = w[0] ?? 0;
      for (let d = 0; d < dimensions; d += 1) logit += (w[1 + d] ?? 0) * (one.vector[d] ?? 0);
      for (let d = 0; d < extras; d += 1) logit += (w[1 + dimensions + d] ?? 0) * (one.extra[d] ?? 0);
      for (const bucket of words) logit += (w[1 + dimensions + extras + bucket] ?? 0) * norm;
      const error = (1 / (1 + Math.exp(-logit)) - one.label) * one.weight;
      step(0, error, 0);
      for (let d = 0; d < dimensions; d += 1) step(1 + d, error * (one.vector[d] ?? 0), RIDGE.embedding);
      for (let d = 0; d < extras; d += 1) step(1 + dimensions + d, error * (one.extra[d] ?? 0), RIDGE.extra);
      for (const bucket of words) step(1 + dimensions + extras + bucket, error * norm, RIDGE.lexical);
    }
  }
  return {
    bias: Number((w[0] ?? 0).toPrecision(6)),
    embedding: pack(w.subarray(1, 1 + dimensions)),
    lexical: pack(w.subarray(1 + dimensions + extras)),
    extra: [...w.subarray(1 + dimensions, 1 + dimensions + extras)].map((x) => Number(x.toPrecision(6))),
  };
}

/** One signed byte a weight: the largest becomes 127. */
export function pack(weights: Float64Array): Packed {
  const largest = weights.reduce((most, x) => Math.max(most, Math.abs(x)), 1e-9);
  const scale = largest / 127;
  const bytes = Int8Array.from(weights, (x) => Math.round(x / scale));
  return { scale: Number(scale.toPrecision(6)), data: Buffer.from(bytes.buffer).toString('base64') };
}
