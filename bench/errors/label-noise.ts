import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { MiniLm } from '../../src/gateway/local/minilm/minilm.ts';
import { findLabelErrors } from '../../src/tuning/error-detection/labels/find-label-errors.ts';
import type { LabelledSet } from '../../src/tuning/error-detection/labels/out-of-fold.ts';
import { embedCached } from '../guardrails/embed-cached.ts';
import { dataFile } from '../harness/data.ts';
import { draws } from './random-draws.ts';

const OFFERS = 10_000;
const DIMENSIONS = 384;

/** Product titles of pricerunner with their category and vector: a sample that the seed 0 fixes. */
export async function pricerunner(minilm: MiniLm): Promise<LabelledSet> {
  const rows = parse(readFileSync(dataFile('pricerunner/pricerunner_aggregate.csv'), 'utf8'), {
    columns: (names: string[]) => names.map((name) => name.trim()),
  }) as Record<string, string>[];
  const d = draws(0);
  const sample = rows
    .map((row) => ({ row, at: d.random() }))
    .sort((a, b) => a.at - b.at)
    .slice(0, OFFERS);
  const texts = sample.map(({ row }) => row.title ?? '');
  const vectors = await embedCached(minilm, 'pricerunner', texts);
  const values = new Float32Array(texts.length * DIMENSIONS);
  for (const [i, text] of texts.entries()) values.set(vectors.get(text) ?? [], i * DIMENSIONS);
  return {
    texts,
    labels: sample.map(({ row }) => row.category ?? ''),
    vectors: { rows: texts.length, columns: DIMENSIONS, values },
  };
}

export interface NoiseResult {
  planted: number;
  found: number;
  right: number;
  precision: number;
  recall: number;
  f1: number;
  /** Share of the found for which the suggested label is the true one. */
  repaired: number;
  seconds: number;
}

/** Gives a share of the examples another label, by chance, and looks for them. */
export async function plantAndFind(set: LabelledSet, share: number, seed: number): Promise<NoiseResult> {
  const d = draws(seed);
  const classes = [...new Set(set.labels)].sort();
  const labels = set.labels.map((label) => {
    if (!d.chance(share)) return label;
    return d.pick(classes.filter((other) => other !== label));
  });
  const began = performance.now();
  const { findings } = await findLabelErrors(
    { ...set, labels },
    { seed },
    { signal: new AbortController().signal, progress() {} },
  );
  const seconds = (performance.now() - began) / 1_000;
  const planted = labels.filter((label, i) => label !== set.labels[i]).length;
  const right = findings.filter(({ example }) => labels[example] !== set.labels[example]);
  const repaired = right.filter(({ example, suggested }) => suggested === set.labels[example]).length;
  const [precision, recall] = [right.length / Math.max(1, findings.length), right.length / planted];
  return {
    ...{ planted, found: findings.length, right: right.length, precision, recall },
    ...{
      f1: (2 * precision * recall) / (precision + recall),
      repaired: repaired / Math.max(1, right.length),
      seconds,
    },
  };
}
