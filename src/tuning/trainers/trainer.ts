/** Row after row: `values[row * columns + column]`. */
export interface Matrix {
  rows: number;
  columns: number;
  values: Float32Array;
}

/**
 * `single`: one label a text. `multi`: any number of labels, none included. `hierarchical`: one path such as
 * "Home > Tools > Drills"; an answer may stop at a node above the leaves.
 */
export type Task = 'single' | 'multi' | 'hierarchical';

export type Split = 'train' | 'validation' | 'test';

/** What a head learns from; the four lists and the rows of `vectors` belong together by position. */
export interface HeadInput {
  task: Task;
  texts: readonly string[];
  /** One embedding a text, of any width as long as all have the same. */
  vectors: Matrix;
  labels: readonly (readonly string[])[];
  splits: readonly Split[];
}

export interface HeadOptions {
  /** The same seed on the same machine gives the same bytes. A whole number. */
  seed: number;
  /** `balanced`: an example counts n / (classes · examples of its class), so that small classes weigh as much as large ones. */
  classWeights: 'none' | 'balanced';
  /** Ridge penalties tried, per example: mean loss + l2/2 · ‖W‖² (scikit-learn's C is 1 / (n · l2)). Cross-validation picks. */
  l2: readonly number[];
  /** Folds of the cross-validation on the training split, at least 2. */
  folds: number;
  /** Steps of L-BFGS at most, for each fit. */
  maxSteps: number;
  /** Threads of the matrix products. Another number may change the last bits of the result. */
  threads: number;
  /** Answer only the surest share of the texts, 0 to 1; the threshold comes from the validation split. */
  coverage?: number;
  /** Answer only what is right at least this often, 0 to 1. Not together with `coverage`. */
  precision?: number;
}

/** A point of the learning curve. Losses are mean negative log-likelihoods in nats. */
export interface TrainingPoint {
  step: number;
  of: number;
  trainLoss: number;
  validationLoss: number | null;
  validationAccuracy: number | null;
}

/** How a trainer speaks with the job that runs it. */
export interface Hooks {
  /** Ends the training with the signal's reason, within 200 ms. */
  signal: AbortSignal;
  point(point: TrainingPoint): void;
  /** Bytes to keep: given back as `resume` they continue to the same model, bit for bit. */
  checkpoint(state: Uint8Array): void;
  resume?: Uint8Array;
}

export interface Interval {
  low: number;
  high: number;
}

export interface Count {
  hits: number;
  n: number;
}

/** A share with its counts and its 95 % Wilson interval. */
export interface Share extends Count, Interval {
  value: number;
}

export interface ClassMetrics {
  label: string;
  /** Examples that have the label. */
  support: number;
  precision: number;
  recall: number;
  f1: number;
}

/** Measured on one split, before anything is held back as unsure. */
export interface HeadMetrics<S = Share> {
  /** Texts whose labels are exactly right. */
  accuracy: S;
  /** Mean of the classes' F1, over the classes that occur. */
  macroF1: number;
  /** Mean negative log-likelihood after calibration, in nats. */
  loss: number;
  classes: ClassMetrics[];
  /** Off the diagonal, most frequent first. */
  confusions: { actual: string; predicted: string; count: number }[];
}

/** Expected calibration error and the bins it is made of. */
export interface Calibration {
  /** Logits are divided by it: above 1 the head was too sure of itself. */
  temperature: number;
  eceBefore: number;
  eceAfter: number;
  /** After calibration; equal widths of confidence. */
  bins: { from: number; to: number; count: number; confidence: number; accuracy: number }[];
}

export interface Abstention<S = Share> {
  /** Below this confidence the head does not answer; 0 when neither coverage nor precision was asked for. */
  threshold: number;
  /** What the threshold does on the validation split. */
  coverage: S;
  precision: S;
}

export interface CrossValidated {
  l2: number;
  accuracy: number;
  /** Standard deviation over the folds. */
  spread: number;
  loss: number;
  chosen: boolean;
}

export interface HeadReport<S = Share> {
  task: Task;
  classes: string[];
  examples: Record<Split, number>;
  crossValidation: CrossValidated[];
  curve: TrainingPoint[];
  /** `held-out`: the validation split; `out-of-fold`: there was none, so the folds' own predictions serve. */
  calibratedOn: 'held-out' | 'out-of-fold';
  calibration: Calibration;
  abstention: Abstention<S>;
  validation: HeadMetrics<S>;
  /** Null without a test split. */
  test: HeadMetrics<S> | null;
  /** Seconds by phase. */
  seconds: Record<'prepare' | 'crossValidate' | 'fit' | 'evaluate', number>;
}

/** What a head says of one text. */
export interface Prediction {
  /** The answer; empty when the head abstains (or, with `multi`, when no label applies). */
  labels: string[];
  /** How sure it is of the answer, 0 to 1, calibrated. */
  confidence: number;
  /** One number a class, in the order of `classes`. */
  probabilities: Float32Array;
  abstained: boolean;
}

/** A trained head, ready to answer. */
export interface TunedHead {
  task: Task;
  classes: readonly string[];
  /** Width of the vectors it was trained on. */
  dimensions: number;
  /** Throws TrainerError `wrong_dimensions` when the vectors are of another width or number than the texts. */
  predict(texts: readonly string[], vectors: Matrix): Prediction[];
}

export type TrainerProblem =
  | 'too_few_classes'
  | 'too_few_examples'
  | 'wrong_dimensions'
  | 'wrong_options'
  | 'not_a_model';

/** What a trainer cannot work with; the message says what and what to do. */
export class TrainerError extends Error {
  readonly problem: TrainerProblem;
  constructor(problem: TrainerProblem, message: string) {
    super(message);
    this.problem = problem;
  }
}
