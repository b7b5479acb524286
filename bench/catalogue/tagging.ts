import { findLabelErrors } from '../../src/tuning/error-detection/labels/find-label-errors.ts';
import { openHead, trainHead } from '../../src/tuning/index.ts';
import type { Matrix, Split } from '../../src/tuning/trainers/trainer.ts';
import { wilson } from '../harness/statistics.ts';
import { CATEGORIES, type MessyCatalogue } from './messy-catalogue.ts';

const DIMENSIONS = 384;
/** Every tenth seller's offer of the training part chooses the hyper-parameters. */
const VALIDATION = 10;

export type Vectors = ReadonlyMap<string, Float32Array>;

export interface Tagging {
  /** For each held-out offer the category that was given. */
  given: string[];
  accuracy: number;
  right: number;
  n: number;
  interval: { low: number; high: number };
}

function judge(catalogue: MessyCatalogue, given: string[]): Tagging {
  const right = catalogue.heldOut.filter((row, i) => given[i] === catalogue.truth[row]).length;
  const n = catalogue.heldOut.length;
  return { given, right, n, accuracy: right / n, interval: wilson(right, n) };
}

/** What the sellers wrote themselves. */
export function sellersOwn(catalogue: MessyCatalogue): Tagging {
  return judge(
    catalogue,
    catalogue.heldOut.map((row) => catalogue.offers[row]?.category ?? ''),
  );
}

/** What local/zero-shot does: the category whose words are most similar to the title. */
export function zeroShot(catalogue: MessyCatalogue, vectors: Vectors): Tagging {
  const labels = CATEGORIES.map((path) => ({ path, vector: vectors.get(inWords(path)) }));
  const given = catalogue.heldOut.map((row) => {
    const own = vectors.get(catalogue.offers[row]?.title ?? '');
    const scores = labels.map(({ vector }) => (own && vector ? dot(own, vector) : 0));
    return labels[scores.indexOf(Math.max(...scores))]?.path ?? '';
  });
  return judge(catalogue, given);
}

export const inWords = (path: string) =>
  path
    .replaceAll(/[_>/-]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** A head trained on the offers of the other sellers, with the categories as they wrote them but for those left out. */
export async function tuned(
  catalogue: MessyCatalogue,
  vectors: Vectors,
  seed: number,
  labels: { row: number; label: string }[],
): Promise<Tagging & { seconds: number }> {
  const sellers = [...new Set(labels.map(({ row }) => catalogue.offers[row]?.seller ?? ''))];
  const validating = new Set(sellers.filter((_, i) => i % VALIDATION === 0));
  const texts = labels.map(({ row }) => catalogue.offers[row]?.title ?? '');
  const splits = labels.map(
    ({ row }): Split => (validating.has(catalogue.offers[row]?.seller ?? '') ? 'validation' : 'train'),
  );
  const input = {
    task: 'single',
    texts,
    vectors: matrixOf(texts, vectors),
    labels: labels.map(({ label }) => [label]),
    splits,
  } as const;
  const began = performance.now();
  const hooks = { signal: new AbortController().signal, point() {}, checkpoint() {} };
  const { model } = await trainHead(input, { seed }, hooks);
  const seconds = (performance.now() - began) / 1_000;
  const asked = catalogue.heldOut.map((row) => catalogue.offers[row]?.title ?? '');
  const said = openHead(model).predict(asked, matrixOf(asked, vectors));
  return {
    ...judge(
      catalogue,
      said.map(({ labels: [label = ''] }) => label),
    ),
    seconds,
  };
}

/** The training offers that have a category, with what the sellers wrote. */
export function writtenLabels({ offers, train }: MessyCatalogue): { row: number; label: string }[] {
  return train.flatMap((row) => {
    const label = offers[row]?.category ?? '';
    return label ? [{ row, label }] : [];
  });
}

export interface LabelErrors {
  found: { row: number; suggested: string }[];
  precision: number;
  recall: number;
  planted: number;
  right: number;
}

/** Wrong categories among the training offers, by confident learning; scored against what was planted. */
export async function labelErrors(
  catalogue: MessyCatalogue,
  vectors: Vectors,
  seed: number,
): Promise<LabelErrors> {
  const labels = writtenLabels(catalogue);
  const texts = labels.map(({ row }) => catalogue.offers[row]?.title ?? '');
  const set = { texts, labels: labels.map(({ label }) => label), vectors: matrixOf(texts, vectors) };
  const { findings } = await findLabelErrors(
    set,
    { seed },
    { signal: new AbortController().signal, progress() {} },
  );
  const found = findings.map(({ example, suggested }) => ({ row: labels[example]?.row ?? 0, suggested }));
  const isWrong = (row: number) => catalogue.offers[row]?.category !== catalogue.truth[row];
  const planted = labels.filter(({ row }) => isWrong(row)).length;
  const right = found.filter(({ row }) => isWrong(row)).length;
  return { found, planted, right, precision: right / Math.max(1, found.length), recall: right / planted };
}

/**
 * What a person makes of the queue: a finding that is wrong is corrected to the right category, one that is not is
 * dismissed. Those that nobody was asked about stay as they are.
 */
export function reviewed(
  catalogue: MessyCatalogue,
  { found }: LabelErrors,
): { row: number; label: string }[] {
  const asked = new Set(found.map(({ row }) => row));
  return writtenLabels(catalogue).map(({ row, label }) => ({
    row,
    label: asked.has(row) ? (catalogue.truth[row] ?? label) : label,
  }));
}

function matrixOf(texts: readonly string[], vectors: Vectors): Matrix {
  const values = new Float32Array(texts.length * DIMENSIONS);
  for (const [i, text] of texts.entries()) values.set(vectors.get(text) ?? [], i * DIMENSIONS);
  return { rows: texts.length, columns: DIMENSIONS, values };
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);
}
