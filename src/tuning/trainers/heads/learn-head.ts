import { type Layer, openLayer, type Rows } from '../numeric/layer.ts';
import { openPause } from '../numeric/pause.ts';
import type { Count, HeadInput, HeadOptions, HeadReport, Hooks, Matrix, TrainingPoint } from '../trainer.ts';
import { TrainerError } from '../trainer.ts';
import { abstention } from './abstain.ts';
import { type AnswerRules, openAnswer } from './answer.ts';
import { calibration, fitTemperature, meanLoss } from './calibrate.ts';
import { classesOf, rowsOf, rowWeights, take, targetsOf } from './classes.ts';
import { crossValidate, nothingDone, tableOf } from './cross-validate.ts';
import { fitLayer } from './fit.ts';
import { stratifiedFolds } from './folds.ts';
import { packHead } from './head-file.ts';
import { isRight, measure } from './measure.ts';

/** Steps without a better validation loss after which the fit ends. */
const PATIENCE = 10;
/** The validation loss is looked at every so many steps. */
const LOOK_EVERY = 2;

/** What a training gives, intervals not yet computed: these need the statistics room, which no thread has to load. */
export interface Learned {
  model: Uint8Array;
  report: HeadReport<Count>;
}

/** Trains a head: cross-validation, fit with early stopping, calibration, threshold, metrics. */
export async function learnHead(input: HeadInput, options: HeadOptions, hooks: Hooks): Promise<Learned> {
  const seconds = { prepare: 0, crossValidate: 0, fit: 0, evaluate: 0 };
  const clock = openClock(seconds);
  const classes = classesOf(input);
  const { task } = input;
  const train = examplesOf(input, rowsOf(input, 'train'), classes, options);
  const validation = examplesOf(input, rowsOf(input, 'validation'), classes, options);
  const test = examplesOf(input, rowsOf(input, 'test'), classes, options);
  if (train.x.rows < 2 * options.folds)
    throw new TrainerError(
      'too_few_examples',
      `The training split has ${train.x.rows} examples; ${options.folds} folds need at least ${2 * options.folds}.`,
    );
  const link = task === 'multi' ? 'sigmoid' : 'softmax';
  const layer = await openLayer(link, classes.length, options.threads, openPause(hooks.signal));
  clock('prepare');

  const foldOf = stratifiedFolds(train.targets, options.folds, options.seed);
  const plan = { task, l2: options.l2, maxSteps: options.maxSteps, foldOf, folds: options.folds };
  const outOfFold = nothingDone(train, options.l2);
  await crossValidate(layer, train, plan, outOfFold, () => {});
  const table = tableOf(train, plan, outOfFold);
  const chosen = table.findIndex((row) => row.chosen);
  clock('crossValidate');

  const { parameters, curve } = await fitWithStop(
    layer,
    train,
    validation,
    options,
    table[chosen]?.l2 ?? 0,
    hooks,
  );
  clock('fit');

  const heldOut = validation.x.rows > 0;
  const judged = heldOut
    ? { logits: await layer.logits(validation.x, parameters), targets: validation.targets }
    : { logits: outOfFold.logits[chosen] ?? train.targets, targets: train.targets };
  const temperature = fitTemperature(task, judged);
  const rules: AnswerRules = {
    ...{ task, classes, temperature },
    labelThresholds: new Float32Array(classes.length).fill(0.5),
    abstainBelow: 0,
  };
  const rows = rowsOf(input, heldOut ? 'validation' : 'train');
  const said = outcomes(input, rows, judged.logits, rules);
  const abstain = abstention(
    said.map((one) => ({ confidence: one.confidence, right: isRight(one) })),
    options,
  );
  const testLogits = await layer.logits(test.x, parameters);
  const report: HeadReport<Count> = {
    ...{ task, classes, crossValidation: table, curve, seconds, abstention: abstain },
    examples: { train: train.x.rows, validation: validation.x.rows, test: test.x.rows },
    calibratedOn: heldOut ? 'held-out' : 'out-of-fold',
    calibration: calibration(task, judged, temperature),
    validation: measure(said, meanLoss(task, judged, temperature)),
    test:
      test.x.rows === 0
        ? null
        : measure(
            outcomes(input, rowsOf(input, 'test'), testLogits, rules),
            meanLoss(task, { logits: testLogits, targets: test.targets }, temperature),
          ),
  };
  await layer.close();
  clock('evaluate');
  const head = { ...rules, abstainBelow: abstain.threshold, dimensions: train.x.columns, parameters };
  return { model: packHead(head), report };
}

/** The fit on all training rows; it keeps the parameters that the validation split liked best. */
async function fitWithStop(
  layer: Layer,
  train: Rows,
  validation: Rows,
  { maxSteps }: HeadOptions,
  l2: number,
  hooks: Hooks,
): Promise<{ parameters: Float32Array; curve: TrainingPoint[] }> {
  const curve: TrainingPoint[] = [];
  let best = { loss: Number.POSITIVE_INFINITY, step: 0, parameters: new Float32Array(0) };
  const start = new Float32Array((train.x.columns + 1) * train.targets.columns);
  const state = await fitLayer(layer, train, { l2, maxSteps, start }, async ({ step, value, x }) => {
    if (step % LOOK_EVERY !== 0) return 'go on';
    const loss = validation.x.rows > 0 ? await layer.loss(validation, x) : null;
    const point = { step, of: maxSteps, trainLoss: value, validationLoss: loss, validationAccuracy: null };
    curve.push(point);
    hooks.point(point);
    if (loss === null) return 'go on';
    if (loss < best.loss) best = { loss, step, parameters: Float32Array.from(x) };
    return step - best.step >= PATIENCE ? 'stop' : 'go on';
  });
  return { parameters: best.parameters.length > 0 ? best.parameters : state.x, curve };
}

function examplesOf(
  input: HeadInput,
  rows: readonly number[],
  classes: readonly string[],
  { classWeights }: HeadOptions,
): Rows {
  const targets = targetsOf(input, rows, classes);
  return { x: take(input.vectors, rows), targets, weights: rowWeights(targets, classWeights) };
}

function outcomes(input: HeadInput, rows: readonly number[], logits: Matrix, rules: AnswerRules) {
  const answer = openAnswer(rules);
  const k = logits.columns;
  return rows.map((row, i) => {
    const { labels, confidence } = answer(logits.values.subarray(i * k, (i + 1) * k));
    return { actual: input.labels[row] ?? [], predicted: labels, confidence };
  });
}

function openClock<Phase extends string>(seconds: Record<Phase, number>): (phase: Phase) => void {
  let last = performance.now();
  return (phase) => {
    const now = performance.now();
    seconds[phase] += (now - last) / 1_000;
    last = now;
  };
}
