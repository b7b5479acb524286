import type { Matrix } from '../../trainers/trainer.ts';
import { confidentJoint, totalsOf, trueClass } from './confident-joint.ts';
import { type LabelledSet, predictOutOfFold } from './out-of-fold.ts';

/** An example whose label is probably wrong. */
export interface LabelFinding {
  /** Position of the example. */
  example: number;
  given: string;
  suggested: string;
  /** Estimated probability that the given label is wrong. */
  score: number;
  /** What a model that never saw this example thinks of the given and of the suggested label. */
  probabilityGiven: number;
  probabilitySuggested: number;
  /** What such a model thinks, on the mean, of the given label on the examples that carry it. */
  usualOfGiven: number;
  /** The most similar other examples. */
  neighbours: { example: number; similarity: number }[];
}

export interface LabelReport {
  findings: LabelFinding[];
  classes: string[];
  /** Pairs that are confused most: how many examples of `actual` are estimated to be labelled `given`. */
  confusions: { given: string; actual: string; estimated: number }[];
  /** Estimated share of wrong labels in the whole set. */
  noise: number;
}

export interface LabelOptions {
  seed: number;
  /** Findings below this score are left out. */
  threshold: number;
  folds: number;
  /** Rounds after the first leave out what was found before when they learn: noise then hides less noise. */
  rounds: number;
}

export const LABEL_DEFAULTS: LabelOptions = { seed: 1, threshold: 0.5, folds: 5, rounds: 2 };

/** From the strongest on. */
const PENALTIES = [3, 30];
const MAX_STEPS = 120;
const NEIGHBOURS = 3;
const CONFUSIONS = 20;

/** Looks for wrong labels by confident learning, with a head on frozen embeddings as the model. */
export async function findLabelErrors(
  set: LabelledSet,
  options: Partial<LabelOptions>,
  hooks: { signal: AbortSignal; progress(share: number): void },
): Promise<LabelReport> {
  const { seed, threshold, folds, rounds } = { ...LABEL_DEFAULTS, ...options };
  let leftOut: ReadonlySet<number> = new Set();
  let found: LabelReport = { findings: [], classes: [], confusions: [], noise: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const predicted = await predictOutOfFold(
      set,
      { seed: seed + round, folds, cs: PENALTIES, maxSteps: MAX_STEPS, leftOut },
      { signal: hooks.signal, progress: (share) => hooks.progress((0.95 * (round + share)) / rounds) },
    );
    found = judge(set, predicted.classes, predicted.probabilities, threshold);
    leftOut = new Set(found.findings.map((one) => one.example));
  }
  for (const finding of found.findings) finding.neighbours = neighboursOf(set.vectors, finding.example);
  hooks.progress(1);
  return found;
}

function judge(set: LabelledSet, classes: string[], probabilities: Matrix, threshold: number): LabelReport {
  const k = classes.length;
  const position = new Map(classes.map((label, c) => [label, c]));
  const given = Int32Array.from(set.labels, (label) => position.get(label) ?? 0);
  const joint = confidentJoint(given, probabilities);
  const totals = totalsOf(joint);
  const posterior = new Float64Array(k);
  const findings: LabelFinding[] = [];
  let wrong = 0;
  for (const [i, label] of given.entries()) {
    const row = probabilities.values.subarray(i * k, (i + 1) * k);
    trueClass(joint, totals, label, row, posterior);
    const score = 1 - (posterior[label] ?? 0);
    wrong += score;
    const suggested = posterior.indexOf(Math.max(...posterior));
    if (score < threshold || suggested === label) continue;
    findings.push({
      ...{ example: i, given: classes[label] ?? '', suggested: classes[suggested] ?? '', score },
      ...{ probabilityGiven: row[label] ?? 0, probabilitySuggested: row[suggested] ?? 0 },
      ...{ usualOfGiven: joint.thresholds[label] ?? 0, neighbours: [] },
    });
  }
  findings.sort((a, b) => b.score - a.score || a.example - b.example);
  const confusions = joint.counts
    .flatMap((row, g) =>
      [...row].map((estimated, a) => ({ given: classes[g] ?? '', actual: classes[a] ?? '', estimated })),
    )
    .filter(({ given: g, actual, estimated }) => g !== actual && estimated >= 1)
    .sort((a, b) => b.estimated - a.estimated)
    .slice(0, CONFUSIONS);
  return { findings, classes, confusions, noise: wrong / Math.max(1, given.length) };
}

/** By the cosine of vectors of length 1. */
function neighboursOf({ rows, columns, values }: Matrix, example: number): LabelFinding['neighbours'] {
  const own = values.subarray(example * columns, (example + 1) * columns);
  const best: LabelFinding['neighbours'] = [];
  for (let other = 0; other < rows; other += 1) {
    if (other === example) continue;
    let similarity = 0;
    for (let d = 0; d < columns; d += 1) similarity += (own[d] ?? 0) * (values[other * columns + d] ?? 0);
    if (best.length === NEIGHBOURS && similarity <= (best.at(-1)?.similarity ?? 0)) continue;
    best.push({ example: other, similarity });
    best.sort((a, b) => b.similarity - a.similarity);
    best.length = Math.min(best.length, NEIGHBOURS);
  }
  return best;
}
