import { type HeadInput, type Matrix, type Split, TrainerError } from '../trainer.ts';

/** Separates the nodes of a path: "Home > Tools > Drills". */
export const PATH = ' > ';

/** Positions of a split's examples. */
export function rowsOf(input: HeadInput, split: Split): number[] {
  return input.splits.flatMap((one, i) => (one === split ? [i] : []));
}

/** Of these rows those that have a label, and those out of scope. With `multi` every row is in scope. */
export function byScope(input: HeadInput, rows: readonly number[]): { inside: number[]; outside: number[] } {
  const isInside = (i: number) => input.task === 'multi' || (input.labels[i]?.length ?? 0) > 0;
  return { inside: rows.filter(isInside), outside: rows.filter((i) => !isInside(i)) };
}

/**
 * The labels that the training split has, sorted by their code units, so that the order is the same everywhere. Throws
 * TrainerError where nothing can be learned from the input.
 */
export function classesOf(input: HeadInput): string[] {
  const { texts, vectors, labels, splits, task } = input;
  const n = texts.length;
  if (vectors.rows !== n || vectors.values.length !== n * vectors.columns)
    throw new TrainerError('wrong_dimensions', `There are ${n} texts and ${vectors.rows} vectors.`);
  if (labels.length !== n || splits.length !== n)
    throw new TrainerError('wrong_dimensions', `There are ${n} texts, but not as many labels and splits.`);
  const odd = task === 'multi' ? undefined : labels.find((one) => one.length > 1);
  if (odd)
    throw new TrainerError(
      'wrong_options',
      `An example has ${odd.length} labels; a task of kind "${task}" takes one at most. Use "multi" for several.`,
    );
  const classes = [...new Set(rowsOf(input, 'train').flatMap((i) => labels[i] ?? []))].sort(byCodeUnits);
  const least = task === 'multi' ? 1 : 2;
  if (classes.length < least)
    throw new TrainerError(
      'too_few_classes',
      `The training split has ${classes.length} different labels; at least ${least} are needed.`,
    );
  return classes;
}

/** [rows, classes] with 1 where an example has the label. Labels that training has not seen have no column. */
export function targetsOf(input: HeadInput, rows: readonly number[], classes: readonly string[]): Matrix {
  const column = new Map(classes.map((label, c) => [label, c]));
  const values = new Float32Array(rows.length * classes.length);
  for (const [r, i] of rows.entries())
    for (const label of input.labels[i] ?? []) {
      const c = column.get(label);
      if (c !== undefined) values[r * classes.length + c] = 1;
    }
  return { rows: rows.length, columns: classes.length, values };
}

/** The rows of a matrix at these positions, copied. */
export function take(matrix: Matrix, rows: readonly number[]): Matrix {
  const { columns } = matrix;
  const values = new Float32Array(rows.length * columns);
  for (const [r, i] of rows.entries())
    values.set(matrix.values.subarray(i * columns, (i + 1) * columns), r * columns);
  return { rows: rows.length, columns, values };
}

/** How much each row counts: 1, or n / (classes · rows of its class); of several labels the mean. */
export function rowWeights(targets: Matrix, kind: 'none' | 'balanced'): Float32Array {
  const { rows, columns: k, values } = targets;
  const weights = new Float32Array(rows).fill(1);
  if (kind === 'none') return weights;
  const counts = new Float64Array(k);
  for (let i = 0; i < values.length; i += 1) counts[i % k] = (counts[i % k] ?? 0) + (values[i] ?? 0);
  const present = counts.filter((count) => count > 0).length;
  for (let r = 0; r < rows; r += 1) {
    let sum = 0;
    let labels = 0;
    for (let c = 0; c < k; c += 1)
      if (values[r * k + c]) {
        sum += rows / (present * (counts[c] ?? 1));
        labels += 1;
      }
    if (labels > 0) weights[r] = sum / labels;
  }
  return weights;
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
