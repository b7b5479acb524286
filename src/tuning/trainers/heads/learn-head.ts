import { z } from 'zod';
import { openLayer, type Rows } from '../numeric/layer.ts';
import { openPause } from '../numeric/pause.ts';
import {
  type Count,
  type HeadInput,
  type HeadOptions,
  type HeadReport,
  type Hooks,
  TrainerError,
} from '../trainer.ts';
import { byScope, classesOf, rowsOf, rowWeights, targetsOf } from './classes.ts';
import { openClock } from './clock.ts';
import { crossValidate, type Plan } from './cross-validate.ts';
import { evaluateHead } from './evaluate-head.ts';
import { type FeatureBook, type Mix, openFeatures } from './features.ts';
import { fitHead, linearOf } from './fit-head.ts';
import { stratifiedFolds, thinned } from './folds.ts';
import { packHead } from './head-file.ts';
import { settle } from './refit.ts';
import { bestOf, candidatesOf, type Trial } from './trials.ts';

/** What a training gives, intervals not yet computed: these need the statistics room, which no thread has to load. */
export interface Learned {
  model: Uint8Array;
  report: HeadReport<Count>;
}

/** Trains a head: cross-validation, fit with early stopping, fit on all rows, calibration, thresholds, metrics. */
export async function learnHead(input: HeadInput, options: HeadOptions, hooks: Hooks): Promise<Learned> {
  const clock = openClock();
  const breathe = openPause(hooks.signal);
  const { task } = input;
  const classes = classesOf(input);
  checkOptions(input, options);
  const train = byScope(input, rowsOf(input, 'train')).inside;
  const validation = byScope(input, rowsOf(input, 'validation')).inside;
  const book = await openFeatures(
    input,
    options.refit ? [...train, ...validation] : train,
    {
      lexical: options.lexical !== 'off',
      whitened: options.whitening !== 'off',
      threads: options.threads,
    },
    breathe,
  );
  const layer = await openLayer(
    task === 'multi' ? 'sigmoid' : 'softmax',
    classes.length,
    options.threads,
    breathe,
  );
  hooks.progress?.('prepare', 1, 1);
  clock.end('prepare');

  const plan = planOf(input, options, train, classes, book);
  const trials = await crossValidate(layer, plan, resumed(hooks.resume), (all) => {
    hooks.checkpoint(Buffer.from(JSON.stringify(all)));
    const mixes = 1 + Number(options.whitening === 'auto') + Number(options.lexical === 'auto');
    hooks.progress?.(
      'crossValidate',
      new Set(all.map(({ whitened, lexical, fold }) => `${whitened} ${lexical} ${fold}`)).size,
      mixes * options.folds,
    );
  });
  const candidates = candidatesOf(trials);
  const chosen = bestOf(candidates) ?? { whitened: false, lexical: 0, c: 1 };
  clock.end('crossValidate');

  const rowsAt = (rows: readonly number[]) => rowsFor(input, book, chosen, rows, classes, options);
  const rows = rowsAt(train);
  const { maxSteps } = options;
  const { curve, ...first } = await fitHead(
    layer,
    task,
    rows,
    rowsAt(validation),
    { c: chosen.c, maxSteps },
    hooks,
  );
  const { parameters, held, calibratedOn, fittedOn } = await settle(
    layer,
    first,
    {
      ...{ ...options, train, validation, rowsAt, c: chosen.c, most: options.crossValidationRows },
      groupsAt: (of) => groupsAt(input, of),
    },
    (done, of) => hooks.progress?.('fit', done, of + 1),
  );
  const linear = await linearOf(parameters, rows, chosen, book, options.threads, breathe);
  await layer.close();
  hooks.progress?.('fit', 1, 1);
  clock.end('fit');

  const { head, found } = await evaluateHead({ input, options, classes, linear, held, breathe });
  hooks.progress?.('evaluate', 1, 1);
  clock.end('evaluate');
  const report: HeadReport<Count> = {
    ...{ task, classes, curve, seconds: clock.seconds, ...found },
    examples: {
      train: rowsOf(input, 'train').length,
      validation: rowsOf(input, 'validation').length,
      test: rowsOf(input, 'test').length,
    },
    crossValidation: candidates.map((row) => ({ ...row, chosen: row === chosen })),
    ...{ calibratedOn, fittedOn },
  };
  return { model: packHead(head), report };
}

/** The groups of rows; none where the input has none. */
function groupsAt({ groups = [] }: HeadInput, rows: readonly number[]): string[] {
  return rows.map((row) => groups[row] ?? '');
}

function planOf(
  input: HeadInput,
  options: HeadOptions,
  train: readonly number[],
  classes: readonly string[],
  book: FeatureBook,
): Plan {
  const targets = targetsOf(input, train, classes);
  const folds = stratifiedFolds(targets, options.folds, options.seed, groupsAt(input, train));
  return {
    ...{ task: input.task, targets, cs: options.c, ...options },
    foldOf: thinned(folds, targets, options.crossValidationRows, options.seed),
    features: (mix, rows) =>
      book.of(
        mix,
        rows.map((r) => train[r] ?? 0),
      ),
  };
}

function rowsFor(
  input: HeadInput,
  book: FeatureBook,
  mix: Mix,
  rows: readonly number[],
  classes: readonly string[],
  { classWeights }: HeadOptions,
): Rows {
  const targets = targetsOf(input, rows, classes);
  return { ...book.of(mix, rows), targets, weights: rowWeights(targets, classWeights) };
}

const Trials: z.ZodType<Trial[]> = z.array(
  z.object({
    ...{ whitened: z.boolean(), lexical: z.number(), c: z.number(), fold: z.number() },
    ...{ hits: z.number(), n: z.number(), losses: z.array(z.number()) },
  }),
);

function resumed(state: Uint8Array | undefined): Trial[] {
  return state ? Trials.parse(JSON.parse(Buffer.from(state).toString())) : [];
}

function checkOptions(input: HeadInput, { folds, coverage, precision, c }: HeadOptions): void {
  const n = byScope(input, rowsOf(input, 'train')).inside.length;
  if (n < 2 * folds)
    throw new TrainerError(
      'too_few_examples',
      `The training split has ${n} examples in scope; ${folds} folds need at least ${2 * folds}.`,
    );
  const isShare = (x: number | undefined) => x === undefined || (x > 0 && x <= 1);
  if (!isShare(coverage) || !isShare(precision) || (coverage !== undefined && precision !== undefined))
    throw new TrainerError(
      'wrong_options',
      'Ask for a coverage or for a precision, above 0 and at most 1, not for both.',
    );
  if (folds < 2 || c.length === 0 || c.some((one) => !(one > 0)))
    throw new TrainerError('wrong_options', 'Cross-validation needs at least 2 folds and one positive C.');
}
