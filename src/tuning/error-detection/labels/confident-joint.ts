import type { Matrix } from '../../trainers/trainer.ts';

/** What the labels of a set and out-of-sample probabilities say about each other. */
export interface ConfidentJoint {
  /** Mean probability that a class gets on the examples that carry its label: above it a prediction counts as confident. */
  thresholds: Float64Array;
  /** [given, true]: estimated number of examples with each pair of labels; rows add up to the label counts. */
  counts: Float64Array[];
}

/**
 * The confident joint: C. Northcutt, L. Jiang, I. Chuang, Confident Learning: Estimating Uncertainty in Dataset Labels
 * (JAIR 70, 2021), section 3.1. An example counts as confidently of the class that is likeliest among those whose
 * threshold it reaches.
 * @param probabilities [examples, classes], each from a model that did not learn from the example
 */
export function confidentJoint(given: Int32Array, probabilities: Matrix): ConfidentJoint {
  const k = probabilities.columns;
  const thresholds = new Float64Array(k);
  const sizes = new Float64Array(k);
  for (const [i, label] of given.entries()) {
    thresholds[label] = (thresholds[label] ?? 0) + at(probabilities, i, label);
    sizes[label] = (sizes[label] ?? 0) + 1;
  }
  for (let c = 0; c < k; c += 1) thresholds[c] = sizes[c] ? (thresholds[c] ?? 0) / (sizes[c] ?? 1) : 1;
  const counts = Array.from({ length: k }, () => new Float64Array(k));
  for (const [i, label] of given.entries()) {
    const confident = confidentClass(probabilities, i, thresholds);
    const row = counts[label];
    if (confident >= 0 && row) row[confident] = (row[confident] ?? 0) + 1;
  }
  for (const [c, row] of counts.entries()) {
    const sum = row.reduce((total, n) => total + n, 0);
    if (sum === 0) row[c] = sizes[c] ?? 0;
    else for (let j = 0; j < k; j += 1) row[j] = ((row[j] ?? 0) * (sizes[c] ?? 0)) / sum;
  }
  return { thresholds, counts };
}

/** The likeliest class among those whose threshold is reached; -1 when none is. */
function confidentClass(probabilities: Matrix, i: number, thresholds: Float64Array): number {
  let best = -1;
  for (let c = 0; c < probabilities.columns; c += 1) {
    const p = at(probabilities, i, c);
    if (p >= (thresholds[c] ?? 1) && (best < 0 || p > at(probabilities, i, best))) best = c;
  }
  return best;
}

/**
 * For one example the probability of each true class, given its label: Bayes' rule with the model's probability as the
 * prior and the share of each true class that was labelled so as the likelihood. Written to `out`.
 */
export function trueClass(
  { counts }: ConfidentJoint,
  totals: Float64Array,
  given: number,
  probabilities: Float32Array,
  out: Float64Array,
): void {
  let sum = 0;
  for (let c = 0; c < out.length; c += 1) {
    const labelled = ((counts[given]?.[c] ?? 0) + (c === given ? 1 : SLACK)) / ((totals[c] ?? 0) + 1);
    out[c] = (probabilities[c] ?? 0) * labelled ** TEMPER;
    sum += out[c] ?? 0;
  }
  for (let c = 0; c < out.length; c += 1) out[c] = sum > 0 ? (out[c] ?? 0) / sum : c === given ? 1 : 0;
}

/**
 * The model learned from labels with errors, so its probabilities hold part of what the likelihood says again; at half its
 * weight the scores came out right on points whose errors we had planted, at easy and at hard separations.
 */
const TEMPER = 0.5;

/** Any two classes are confused now and then, even where no confident example says so. */
const SLACK = 0.25;

/** Examples that are truly of each class, by the joint. */
export function totalsOf({ counts }: ConfidentJoint): Float64Array {
  const totals = new Float64Array(counts.length);
  for (const row of counts) for (const [c, n] of row.entries()) totals[c] = (totals[c] ?? 0) + n;
  return totals;
}

function at({ values, columns }: Matrix, row: number, column: number): number {
  return values[row * columns + column] ?? 0;
}
