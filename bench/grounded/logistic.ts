/** Plain logistic regression with L2 by Newton's method on standardised features; small and the same every time. */
export interface LogisticModel {
  bias: number;
  weights: number[];
}

const RIDGE = 0.002;
const STEPS = 25;
const TOLERANCE = 1e-8;

/**
 * @param rows features of each example
 * @param labels 1 or 0
 * @param importance how much each example counts; defaults to equal
 */
export function fitLogistic(
  rows: readonly (readonly number[])[],
  labels: readonly number[],
  importance: readonly number[] = labels.map(() => 1),
): LogisticModel {
  const d = rows[0]?.length ?? 0;
  const columns = Array.from({ length: d }, (_, j) => rows.map((row) => row[j] ?? 0));
  const means = columns.map(mean);
  const deviations = columns.map(
    (column, j) => Math.sqrt(mean(column.map((x) => (x - (means[j] ?? 0)) ** 2))) || 1,
  );
  // The last column is the bias.
  const standard = rows.map((row) => [...row.map((x, j) => (x - (means[j] ?? 0)) / (deviations[j] ?? 1)), 1]);
  const total = importance.reduce((sum, w) => sum + w, 0);
  let weights = new Array<number>(d + 1).fill(0);
  for (let step = 0; step < STEPS; step += 1) {
    const { gradient, curvature } = slopes(
      standard,
      labels,
      importance.map((w) => w / total),
      weights,
    );
    const change = solve(curvature, gradient);
    weights = weights.map((w, j) => w - (change[j] ?? 0));
    if (Math.max(...change.map(Math.abs)) < TOLERANCE) break;
  }
  // Back to the features as they are, so that whoever applies the model need not know the means.
  const raw = deviations.map((deviation, j) => (weights[j] ?? 0) / deviation);
  return { bias: (weights[d] ?? 0) - dot(raw, means), weights: raw };
}

/** First and second derivatives of the mean loss plus the penalty, which leaves the bias alone. */
function slopes(
  rows: readonly number[][],
  labels: readonly number[],
  share: readonly number[],
  weights: readonly number[],
): { gradient: number[]; curvature: number[][] } {
  const d = weights.length;
  const gradient = weights.map((w, j) => (j < d - 1 ? RIDGE * w : 0));
  const penalty = (j: number) => (j < d - 1 ? RIDGE : 1e-9);
  const curvature = weights.map((_, j) => weights.map((_w, k): number => (j === k ? penalty(j) : 0)));
  for (const [i, row] of rows.entries()) {
    const p = 1 / (1 + Math.exp(-dot(weights, row)));
    const counts = share[i] ?? 0;
    const error = (p - (labels[i] ?? 0)) * counts;
    const variance = p * (1 - p) * counts;
    for (const [j, x] of row.entries()) {
      gradient[j] = (gradient[j] ?? 0) + error * x;
      const line = curvature[j] ?? [];
      for (let k = 0; k < d; k += 1) line[k] = (line[k] ?? 0) + variance * x * (row[k] ?? 0);
    }
  }
  return { gradient, curvature };
}

/** Solves a·x = b by elimination; `a` is symmetric and positive definite, so no rows have to be exchanged. */
function solve(a: readonly number[][], b: readonly number[]): number[] {
  const n = b.length;
  const rows = a.map((line, i) => [...line, b[i] ?? 0]);
  const at = (i: number, j: number) => rows[i]?.[j] ?? 0;
  for (let j = 0; j < n; j += 1) {
    for (let i = j + 1; i < n; i += 1) {
      const factor = at(i, j) / at(j, j);
      rows[i] = (rows[i] ?? []).map((x, k) => x - factor * at(j, k));
    }
  }
  const x = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i -= 1) {
    let rest = at(i, n);
    for (let k = i + 1; k < n; k += 1) rest -= at(i, k) * (x[k] ?? 0);
    x[i] = rest / at(i, i);
  }
  return x;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, x) => sum + x, 0) / Math.max(1, values.length);
}
