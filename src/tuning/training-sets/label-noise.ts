import type { z } from 'zod';
import { wilson } from '../../evals/index.ts';
import type { Suspect, TrainingReport } from '../contract.ts';
import { LABEL_DEFAULTS, type LabelReport } from '../error-detection/labels/find-label-errors.ts';
import { findLabelErrorsInThread } from '../error-detection/thread/search-in-thread.ts';
import type { TrainingExampleRow } from '../store/training-examples.ts';

/** With fewer examples nothing is learned that could speak against anybody. */
const FEWEST = 50;
const MOST_SHOWN = 100;
/** Labels of a path are judged as one. */
const JOINT = ' > ';

type Row = TrainingExampleRow;
type Noise = NonNullable<TrainingReport['noise']>;

/**
 * Which labels the other examples speak against, by confident learning (Northcutt et al. 2021) on what a training set
 * keeps. They stay in: whether they are wrong is for a person to say.
 *
 * @param rows What is kept, with one label each. Classes with fewer examples than folds are not judged.
 * @param vectorOf The embedding of a text, of length 1.
 * @returns null when there is too little to judge by.
 */
export async function labelNoise(
  rows: readonly Row[],
  vectorOf: (row: Row) => Float32Array | undefined,
  hooks: { signal: AbortSignal; progress(share: number): void },
): Promise<Noise | null> {
  const judged = judgeable(rows, vectorOf);
  const classes = new Set(judged.map((one) => one.label));
  if (judged.length < FEWEST || classes.size < 2) return null;
  const columns = judged[0]?.vector.length ?? 0;
  const values = new Float32Array(judged.length * columns);
  for (const [i, { vector }] of judged.entries()) values.set(vector, i * columns);
  const found = await findLabelErrorsInThread(
    {
      texts: judged.map(({ row }) => row.text),
      labels: judged.map(({ label }) => label),
      vectors: { rows: judged.length, columns, values },
    },
    {},
    hooks,
  );
  return {
    method: `confident learning on ${LABEL_DEFAULTS.folds} folds of ${judged.length} examples`,
    folds: LABEL_DEFAULTS.folds,
    suspects: found.findings.length,
    share: {
      estimate: found.findings.length / judged.length,
      ...wilson(found.findings.length, judged.length),
    },
    examples: suspects(
      found,
      judged.map(({ row }) => row),
    ),
  };
}

function judgeable(rows: readonly Row[], vectorOf: (row: Row) => Float32Array | undefined) {
  const all = rows.flatMap((row) => {
    const vector = vectorOf(row);
    const label = row.labels?.join(JOINT);
    return vector && label ? [{ row, vector, label }] : [];
  });
  const sizes = new Map<string, number>();
  for (const { label } of all) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  return all.filter(({ label }) => (sizes.get(label) ?? 0) >= LABEL_DEFAULTS.folds);
}

function suspects({ findings }: LabelReport, rows: readonly Row[]): z.infer<typeof Suspect>[] {
  return findings.slice(0, MOST_SHOWN).flatMap((one) => {
    const row = rows[one.example];
    if (!row) return [];
    const { id, text, labels } = row;
    return [
      {
        ...{ id, text, labels: labels ?? [], suggested: one.suggested },
        ...{ probability: one.probabilitySuggested, given: one.probabilityGiven },
      },
    ];
  });
}
