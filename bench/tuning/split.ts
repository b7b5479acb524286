import { seeded, shuffled } from '../../src/tuning/trainers/numeric/random.ts';
import type { HeadInput, Matrix, Split } from '../../src/tuning/trainers/trainer.ts';
import type { Labelled } from './sets.ts';

/**
 * By seed, class by class: 20 % test, 10 % validation (at least 2 each), the rest training; of these at most `perClass`. With few
 * training examples a class has as many for validation at most, so that the size of the validation split does not flatter the
 * small trainings.
 */
export function splitBySeed(
  set: Labelled,
  vectors: Matrix,
  seed: number,
  perClass = Number.POSITIVE_INFINITY,
): HeadInput {
  const random = seeded(seed);
  const byLabel = Map.groupBy(set.labels.keys(), (i) => set.labels[i] ?? '');
  const taken: { row: number; split: Split }[] = [];
  for (const [label, members] of byLabel) {
    const order = shuffled(members, random);
    const test = Math.max(2, Math.round(0.2 * order.length));
    const validation = Math.max(2, Math.round(0.1 * order.length));
    const limit = label === '' ? Number.POSITIVE_INFINITY : perClass;
    taken.push(...order.slice(0, test).map((row) => ({ row, split: 'test' as const })));
    taken.push(
      ...order
        .slice(test, test + Math.min(validation, limit))
        .map((row) => ({ row, split: 'validation' as const })),
    );
    taken.push(
      ...order
        .slice(test + validation, test + validation + limit)
        .map((row) => ({ row, split: 'train' as const })),
    );
  }
  return inputOf(set, vectors, taken);
}

function inputOf(set: Labelled, vectors: Matrix, taken: readonly { row: number; split: Split }[]): HeadInput {
  const d = vectors.columns;
  const values = new Float32Array(taken.length * d);
  for (const [i, { row }] of taken.entries())
    values.set(vectors.values.subarray(row * d, (row + 1) * d), i * d);
  return {
    task: set.hierarchical ? 'hierarchical' : 'single',
    texts: taken.map(({ row }) => set.texts[row] ?? ''),
    labels: taken.map(({ row }) => (set.labels[row] ? [set.labels[row] ?? ''] : [])),
    splits: taken.map(({ split }) => split),
    vectors: { rows: taken.length, columns: d, values },
  };
}
