import { wilson } from '../../evals/index.ts';
import type { TunedReport } from '../contract-models.ts';
import type { TrainingExampleRow } from '../store/training-examples.ts';
import type { PredictionRow } from '../store/tuned-models.ts';
import { leadsThrough } from '../trainers/heads/answer.ts';
import type { HeadInput, HeadReport, Matrix, Prediction, TunedHead } from '../trainers/trainer.ts';
import { macroF1, scoresOf } from './f1.ts';

export type JudgedRow = Omit<PredictionRow, 'workspaceId' | 'modelId' | 'n'>;
type Named = TunedReport['measures'][number];

const MOST_CELLS = 5_000;
const MOST_PAIRS = 50;

/** What a head says about each text of the test split, least sure first, before anything is held back. */
export function judgeTest(
  head: TunedHead,
  rows: readonly TrainingExampleRow[],
  input: HeadInput,
): JudgedRow[] {
  const test = [...input.splits.keys()].filter((i) => input.splits[i] === 'test');
  const texts = test.map((i) => input.texts[i] ?? '');
  const said = head.predict(texts, take(input.vectors, test));
  return test
    .map((i, k): JudgedRow => {
      const actual = [...(input.labels[i] ?? [])];
      const prediction = said[k];
      const predicted = prediction ? answerOf(head, prediction) : [];
      return {
        ...{ exampleId: rows[i]?.id ?? '', actual, predicted },
        probability: prediction?.confidence ?? 0,
        abstained: prediction?.abstained ?? false,
        // Where no label is right, silence is.
        right:
          actual.length === 0 && head.task !== 'multi'
            ? (prediction?.abstained ?? false)
            : JSON.stringify([...actual].sort()) === JSON.stringify([...predicted].sort()),
      };
    })
    .sort((a, b) => a.probability - b.probability || (a.exampleId < b.exampleId ? -1 : 1));
}

/** The answer, also where the head would rather be silent. */
export function answerOf(head: TunedHead, { labels, abstained, probabilities }: Prediction): string[] {
  if (!abstained || head.task === 'multi') return labels;
  const best = probabilities.indexOf(Math.max(...probabilities));
  return [head.classes[best] ?? ''];
}

export function reportOfHead(
  report: HeadReport,
  judged: readonly JudgedRow[],
  baselines: Named[],
  input: HeadInput,
): TunedReport {
  const { crossValidation, calibration, abstention, fittedOn, calibratedOn } = report;
  // Texts that no label is right for are measured by themselves.
  const inside = input.task === 'multi' ? judged : judged.filter((row) => row.actual.length > 0);
  const outside = judged.filter((row) => !inside.includes(row));
  const perClass = scoresOf(inside);
  const total = Object.values(report.seconds).reduce((sum, seconds) => sum + seconds, 0);
  return {
    task: report.task,
    seconds: total,
    examples: report.examples,
    classes: report.classes.length,
    measures: [
      ...(inside.length === 0 ? [] : [share('accuracy', inside), macro(inside)]),
      ...(outside.length === 0 ? [] : [share('out_of_scope_recall', outside)]),
    ],
    baselines,
    calibration: {
      temperature: calibration.temperature,
      eceBefore: calibration.eceBefore,
      eceAfter: calibration.eceAfter,
      bins: calibration.bins,
    },
    ...{ fittedOn, calibratedOn },
    abstention: abstains(report.task, inside, abstention.threshold),
    chosen: parametersOf(crossValidation.find((row) => row.chosen)),
    crossValidation: crossValidation.map((row) => ({
      parameters: parametersOf(row),
      score: row.accuracy,
      chosen: row.chosen,
    })),
    perClass,
    confusion: input.task === 'multi' ? [] : confusionOf(inside).slice(0, MOST_CELLS),
    confusedPairs: input.task === 'multi' ? [] : pairsOf(inside),
  };
}

export function share(name: string, rows: readonly Pick<JudgedRow, 'right'>[]): Named {
  const hits = rows.filter((row) => row.right).length;
  return {
    name,
    estimate: rows.length > 0 ? hits / rows.length : 0,
    ...wilson(hits, rows.length),
    of: rows.length,
  };
}

function macro(judged: readonly JudgedRow[]): Named {
  return { name: 'macro_f1', ...macroF1(judged), of: judged.length };
}

/**
 * What the threshold does on the test split; null when nothing is held back. A path may be answered by an ancestor, which is
 * right when the path leads through it.
 */
function abstains(
  task: HeadReport['task'],
  judged: readonly JudgedRow[],
  threshold: number | null,
): TunedReport['abstention'] {
  const answered = judged.filter((row) => !row.abstained);
  if (threshold === null || judged.length === 0) return null;
  const coverage = wilson(answered.length, judged.length);
  const isSo = ({ actual, predicted, right }: JudgedRow) =>
    right ||
    (task === 'hierarchical' && actual.some((path) => predicted.some((node) => leadsThrough(path, node))));
  const right = answered.filter(isSo).length;
  const accuracy = wilson(right, answered.length);
  return {
    threshold,
    coverage: { estimate: answered.length / judged.length, ...coverage },
    accuracy: { estimate: answered.length > 0 ? right / answered.length : 0, ...accuracy },
  };
}

/** What a row of the cross-validation varied, whatever that is. */
function parametersOf(row: HeadReport['crossValidation'][number] | undefined): TunedReport['chosen'] {
  const { accuracy, spread, loss, chosen, ...parameters } = row ?? { chosen: false };
  return { ...parameters };
}

function confusionOf(judged: readonly JudgedRow[]): TunedReport['confusion'] {
  const cells = new Map<string, TunedReport['confusion'][number]>();
  for (const { actual, predicted } of judged) {
    const [a = '', p = ''] = [actual[0], predicted[0]];
    const key = JSON.stringify([a, p]);
    const cell = cells.get(key) ?? { actual: a, predicted: p, count: 0 };
    cells.set(key, { ...cell, count: cell.count + 1 });
  }
  return [...cells.values()].sort((x, y) => y.count - x.count || (x.actual < y.actual ? -1 : 1));
}

function pairsOf(judged: readonly JudgedRow[]): TunedReport['confusedPairs'] {
  const support = new Map<string, number>();
  for (const { actual } of judged) support.set(actual[0] ?? '', (support.get(actual[0] ?? '') ?? 0) + 1);
  const pairs = new Map<string, TunedReport['confusedPairs'][number]>();
  for (const { actual, predicted, count } of confusionOf(judged)) {
    if (actual === predicted) continue;
    const [a = '', b = ''] = [actual, predicted].sort();
    const ofBoth = (support.get(a) ?? 0) + (support.get(b) ?? 0);
    const pair = pairs.get(`${a}\n${b}`) ?? { a, b, count: 0, ofBoth };
    pairs.set(`${a}\n${b}`, { ...pair, count: pair.count + count });
  }
  return [...pairs.values()].sort((x, y) => y.count - x.count || (x.a < y.a ? -1 : 1)).slice(0, MOST_PAIRS);
}

export function take({ columns, values }: Matrix, rows: readonly number[]): Matrix {
  const taken = new Float32Array(rows.length * columns);
  for (const [k, i] of rows.entries())
    taken.set(values.subarray(i * columns, (i + 1) * columns), k * columns);
  return { rows: rows.length, columns, values: taken };
}
