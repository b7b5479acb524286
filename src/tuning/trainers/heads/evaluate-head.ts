import type { Count, HeadInput, HeadOptions, HeadReport, Matrix } from '../trainer.ts';
import { type Answered, effectOf, thresholdFor } from './abstain.ts';
import { type Answer, leadsThrough, openAncestors, openAnswer } from './answer.ts';
import { calibration, fitTemperature, meanLoss } from './calibrate.ts';
import { byScope, rowsOf, take, targetsOf } from './classes.ts';
import { chooseScope, labelThresholds } from './decide.ts';
import type { Head, Linear } from './head-file.ts';
import { isRight, measure } from './measure.ts';
import { openLogits } from './open-head.ts';
import type { Held } from './refit.ts';
import { type Seen, scoreOf } from './scope.ts';
import { teachScope } from './teach-scope.ts';

/** Coverage when there are examples out of scope and nothing else was asked for. */
const USUAL_COVERAGE = 0.95;

interface Given {
  input: HeadInput;
  options: HeadOptions;
  classes: readonly string[];
  linear: Linear;
  held: Held;
  breathe: () => Promise<void>;
}

type Found = Pick<HeadReport<Count>, 'calibration' | 'abstention' | 'outOfScope' | 'validation' | 'test'>;

/** Calibrates a fitted layer and chooses its thresholds by texts held out, and measures it on the test split with the code that will serve it. */
export async function evaluateHead(given: Given): Promise<{ head: Head; found: Found }> {
  const { input, options, linear, held, breathe } = given;
  const classes = [...given.classes];
  const { task, vectors } = input;
  const train = byScope(input, rowsOf(input, 'train'));
  const validation = byScope(input, rowsOf(input, 'validation'));
  const test = byScope(input, rowsOf(input, 'test'));
  const logitsOf = openLogits(linear);
  const ask = async (rows: readonly number[]): Promise<Matrix> => {
    const values = new Float32Array(rows.length * classes.length);
    for (const [i, row] of rows.entries()) {
      await breathe();
      values.set(logitsOf(input.texts[row] ?? '', vectorOf(vectors, row)), i * classes.length);
    }
    return { rows: rows.length, columns: classes.length, values };
  };

  const { rows } = held;
  const judged = { logits: held.logits, targets: targetsOf(input, rows, classes) };
  const temperature = fitTemperature(task, judged);
  const rules = {
    ...{ task, classes, temperature },
    labelThresholds: labelThresholds(task, judged.logits, judged.targets, temperature),
  };
  const answer = openAnswer(rules);
  const see = (at: readonly number[], { values, columns: k }: Matrix): (Seen & Answer)[] =>
    at.map((row, i) => {
      const logits = values.subarray(i * k, (i + 1) * k);
      return { logits, ...answer(logits), vector: vectorOf(vectors, row) };
    });
  const seen = see(rows, judged.logits);
  const outside = see(validation.outside, await ask(validation.outside));
  const all = [...train.inside, ...train.outside];
  const { scope, scores } = chooseScope({
    inside: seen,
    outside,
    trained: take(vectors, train.inside).values,
    taught: await teachScope(
      take(vectors, all),
      all.map((_, i) => i < train.inside.length),
      options.threads,
      breathe,
    ),
  });
  const outcomes = (at: readonly number[], of: ReturnType<typeof see>) =>
    of.map((one, i) => ({ actual: input.labels[at[i] ?? 0] ?? [], predicted: one.labels }));
  const nodesAbove = openAncestors(rules);
  // As it is served: a path that is not sure stops at an ancestor that is.
  const answered = (at: readonly number[], of: ReturnType<typeof see>): Answered[] =>
    of.map((one, i) => {
      const actual = input.labels[at[i] ?? 0] ?? [];
      const above = scope.kind === 'confidence' ? nodesAbove(one) : [];
      return {
        ...{ score: scoreOf(scope, one), right: isRight({ actual, predicted: one.labels }) },
        above: above.map(({ node, confidence }) => ({
          score: confidence,
          right: actual.some((path) => leadsThrough(path, node)),
        })),
      };
    });
  const asked = options.coverage ?? options.precision;
  const wish = asked === undefined && outside.length > 0 ? { coverage: USUAL_COVERAGE } : options;
  const said = answered(rows, seen);
  const threshold = thresholdFor(said, wish);
  const silence = (inside: readonly Answered[], beyond: readonly Answered[]) => {
    const { hits, n } = effectOf(beyond, threshold).coverage;
    return { recall: { hits: n - hits, n }, coverage: effectOf(inside, threshold).coverage };
  };

  const testLogits = await ask(test.inside);
  const tested = see(test.inside, testLogits);
  const testedOutside = see(test.outside, await ask(test.outside));
  const found: Found = {
    calibration: calibration(task, judged, temperature),
    abstention: { score: scope.kind, threshold, ...effectOf(said, threshold) },
    outOfScope:
      scores.length === 0
        ? null
        : {
            scores,
            validation: silence(said, answered(validation.outside, outside)),
            test:
              testedOutside.length === 0
                ? null
                : silence(answered(test.inside, tested), answered(test.outside, testedOutside)),
          },
    validation: measure(task, outcomes(rows, seen), meanLoss(task, judged, temperature)),
    test:
      test.inside.length === 0
        ? null
        : measure(
            task,
            outcomes(test.inside, tested),
            meanLoss(
              task,
              { logits: testLogits, targets: targetsOf(input, test.inside, classes) },
              temperature,
            ),
          ),
  };
  return { head: { ...rules, ...linear, dimensions: vectors.columns, scope, threshold }, found };
}

function vectorOf({ values, columns }: Matrix, row: number): Float32Array {
  return values.subarray(row * columns, (row + 1) * columns);
}
