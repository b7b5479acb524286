import { type Layer, type Rows, sizeOf } from '../numeric/layer.ts';
import type { HeadReport, Matrix } from '../trainer.ts';
import { descend, PRECISE, ridge } from './fit.ts';
import type { Fitted } from './fit-head.ts';
import { stratifiedFolds } from './folds.ts';

/** Parts of the validation split; with five, a fit that one of them is asked of lacks a fifth of the split. */
const PARTS = 5;

/** What the last fit rests on; rows are positions in the input. */
interface Ground {
  train: readonly number[];
  validation: readonly number[];
  rowsAt(rows: readonly number[]): Rows;
  groupsAt(rows: readonly number[]): string[];
  c: number;
  maxSteps: number;
  seed: number;
  /** Parts that the training rows are dealt into where there is no validation split. */
  folds: number;
  /** With more rows to learn from than this, fits that each lack a part would be dear and differ little. */
  most: number;
  /** Does the last fit learn from the validation rows too? */
  refit: boolean;
}

/** Logits of rows from fits that had not learned from them. */
export interface Held {
  rows: readonly number[];
  logits: Matrix;
}

/** The parameters that will serve, and what calibration and thresholds go by. */
interface Settled extends Pick<HeadReport, 'calibratedOn' | 'fittedOn'> {
  parameters: Float32Array;
  held: Held;
}

/**
 * The last fit, on training and validation rows together: with few examples a class those of the validation split are too dear
 * to be measured with alone. Calibration and thresholds need answers to texts that were not learned from. They come from fits
 * that each lack a part of the validation rows, and so have learned from nearly as much as the head that will serve. Of many
 * rows the first fit, on training rows alone, gives them; the last one then has the same penalty a row, which keeps its
 * logits as large, or the temperature found before would not suit it.
 */
export async function settle(
  layer: Layer,
  first: Fitted,
  ground: Ground,
  each: (done: number, of: number) => void,
): Promise<Settled> {
  const { train, validation, rowsAt, c, most } = ground;
  const { parameters } = first;
  if (validation.length === 0) {
    const held = await crossFit(layer, first, ground, train, [], each);
    return { parameters, held, calibratedOn: 'out-of-fold', fittedOn: 'train' };
  }
  const known = learnable(layer, rowsAt(validation), validation);
  const together = [...train, ...known];
  if (ground.refit && known.length > 0 && together.length <= most) {
    const held = await crossFit(layer, first, ground, validation, train, each);
    const last = await fitAgain(layer, toTheEnd(first), ground, rowsAt(together), c);
    return { parameters: last, held, calibratedOn: 'cross-fitted', fittedOn: 'train and validation' };
  }
  const held = { rows: validation, logits: await layer.logits(rowsAt(validation), parameters) };
  if (!ground.refit || known.length === 0)
    return { parameters, held, calibratedOn: 'held-out', fittedOn: 'train' };
  const last = await fitAgain(layer, first, ground, rowsAt(together), (c * train.length) / together.length);
  return { parameters: last, held, calibratedOn: 'held-out', fittedOn: 'train and validation' };
}

/** Each part of `asked` by a fit on its other parts and on `always`. */
async function crossFit(
  layer: Layer,
  first: Fitted,
  ground: Ground,
  asked: readonly number[],
  always: readonly number[],
  each: (done: number, of: number) => void,
): Promise<Held> {
  const { targets } = ground.rowsAt(asked);
  const k = targets.columns;
  const parts = always.length > 0 ? PARTS : ground.folds;
  const partOf = stratifiedFolds(targets, parts, ground.seed, ground.groupsAt(asked));
  const logits = { rows: asked.length, columns: k, values: new Float32Array(asked.length * k) };
  // A fit that has learned from a row already must not be where the fit that is asked for the row begins.
  const start = always.length > 0 ? toTheEnd(first) : undefined;
  for (let part = 0; part < parts; part += 1) {
    const places = [...partOf.keys()].filter((i) => partOf[i] === part);
    const others = asked.filter((_, i) => partOf[i] !== part);
    if (places.length > 0) {
      const learned = [...always, ...learnable(layer, ground.rowsAt(others), others)];
      const x = await fitAgain(layer, start, ground, ground.rowsAt(learned), ground.c);
      const said = await layer.logits(ground.rowsAt(places.map((i) => asked[i] ?? 0)), x);
      for (const [r, i] of places.entries())
        logits.values.set(said.values.subarray(r * k, (r + 1) * k), i * k);
    }
    each(part + 1, parts);
  }
  return { rows: asked, logits };
}

/**
 * Goes on from where the first fit converged, or as many steps from the beginning where the validation split ended it; from the
 * beginning to the end where there is no fit to go by.
 */
function fitAgain(
  layer: Layer,
  first: Fitted | undefined,
  { maxSteps }: Ground,
  rows: Rows,
  c: number,
): Promise<Float32Array> {
  const start = first?.converged
    ? first.parameters.slice()
    : new Float32Array(sizeOf(rows, rows.targets.columns));
  const done = { ...PRECISE, maxSteps: first && !first.converged ? first.steps : maxSteps };
  return descend(layer.bind(rows).objective(ridge(c, rows.dense.rows)), start, done);
}

/**
 * Of few rows the validation split tells too little to end fits that learn from it as well: they go on to the end, as those did
 * that chose the penalty.
 */
function toTheEnd(first: Fitted): Fitted {
  return { ...first, converged: true };
}

/** Rows that a fit may learn from: to a softmax one without any of the classes would teach that all are wrong. */
function learnable(layer: Layer, { targets }: Rows, rows: readonly number[]): readonly number[] {
  if (layer.link === 'sigmoid') return rows;
  const { columns: k, values } = targets;
  return rows.filter((_, r) => values.subarray(r * k, (r + 1) * k).includes(1));
}
