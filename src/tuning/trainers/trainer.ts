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

/**
 * What a head learns from; the four lists and the rows of `vectors` belong together by position. With `single` and
 * `hierarchical` an example without a label is out of scope: the head learns to keep silent on its like.
 */
export interface HeadInput {
  task: Task;
  texts: readonly string[];
  /** One embedding a text, of any width as long as all have the same. */
  vectors: Matrix;
  labels: readonly (readonly string[])[];
  splits: readonly Split[];
  /** Texts of one group are held out together; empty: it stands alone. Absent: all do. */
  groups?: readonly string[];
}

export interface HeadOptions {
  /** The same seed on the same machine gives the same bytes. A whole number. */
  seed: number;
  /** `balanced`: an example counts n / (classes · examples of its class), so that small classes weigh as much as large ones. */
  classWeights: 'none' | 'balanced';
  /** Inverse penalties tried, as scikit-learn's C: C Σ loss + ‖W‖²/2. Cross-validation picks. */
  c: readonly number[];
  /** Words and character n-grams beside the vectors; `auto` leaves it to cross-validation. */
  lexical: 'auto' | 'on' | 'off';
  /** Directions of the vectors brought nearer to equal spread; `auto` leaves it to cross-validation. */
  whitening: 'auto' | 'on' | 'off';
  /** Folds of the cross-validation on the training split, at least 2. */
  folds: number;
  /** Training rows that cross-validation looks at, at most; drawn evenly from the classes. */
  crossValidationRows: number;
  /** Steps of L-BFGS at most, for each fit. */
  maxSteps: number;
  /** Does the last fit learn from the validation rows too? Not where they were given for validation alone. */
  refit: boolean;
  /** Threads of the matrix products. Another number may change the last bits of the result. */
  threads: number;
  /**
   * Answer only the surest share of the texts in scope, 0 to 1; the threshold comes from the validation split. 0.95 when there
   * are examples out of scope and nothing is said.
   */
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

export type Phase = 'prepare' | 'crossValidate' | 'fit' | 'evaluate';

/** How a trainer speaks with the job that runs it. */
export interface Hooks {
  /** Ends the training with the signal's reason, within 200 ms. */
  signal: AbortSignal;
  point(point: TrainingPoint): void;
  /**
   * Bytes to keep: given back as `resume`, with the same input and options, they lead to the same model, bit for bit. They
   * come after each fold of the cross-validation; the fit that follows it takes seconds and is begun anew.
   */
  checkpoint(state: Uint8Array): void;
  resume?: Uint8Array;
  /** How far it is; `done` of `of` parts of a phase. */
  progress?(phase: Phase, done: number, of: number): void;
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
  /** Of paths: is the answer right down to this depth? Over the texts whose path is that long; 1 is the root. */
  levels: { depth: number; accuracy: S }[];
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

/**
 * What tells whether a text is one the head should answer. `confidence`: the calibrated probability of the answer. `logit`:
 * the greatest logit. `energy`: ln Σ e^z. `neighbours`: mean cosine to the three nearest training vectors. `taught`: a
 * logistic regression that told the training texts in scope from those out of it.
 */
export type ScoreKind = 'confidence' | 'logit' | 'energy' | 'neighbours' | 'taught';

export interface Abstention<S = Share> {
  score: ScoreKind;
  /** Below this score the head does not answer; null when it always answers. */
  threshold: number | null;
  /** What the threshold does on the texts in scope that calibration used: share answered, and right among those. */
  coverage: S;
  precision: S;
  /**
   * Of the answers those that stop at a node above the leaves because only it is sure enough; they count as answers, and as
   * right when the path leads through the node.
   */
  stopped: S;
}

/** How well the head keeps silent where it should; null in a report without such examples. */
export interface OutOfScope<S = Share> {
  /** On the validation split: area under the ROC curve of each score, in scope against out of it. */
  scores: { score: ScoreKind; auroc: number }[];
  /** With the chosen score and threshold: texts out of scope that it keeps silent on, and texts in scope that it answers. */
  validation: { recall: S; coverage: S };
  test: { recall: S; coverage: S } | null;
}

/** A row of the cross-validation. */
export interface CrossValidated {
  c: number;
  whitened: boolean;
  /** Weight of words and characters; 0 without. */
  lexical: number;
  accuracy: number;
  /** Standard deviation over the folds. */
  spread: number;
  /** Mean loss in nats, at the temperature that suits the candidate best. */
  loss: number;
  chosen: boolean;
}

export interface HeadReport<S = Share> {
  task: Task;
  classes: string[];
  examples: Record<Split, number>;
  crossValidation: CrossValidated[];
  curve: TrainingPoint[];
  /**
   * What calibration, thresholds and the figures of the validation split were measured with. `held-out`: that split, by the
   * fit on the training rows alone. `cross-fitted`: that split, each part of it by a fit on all rows but the part.
   * `out-of-fold`: there was no such split; the training rows, each part by a fit on the others.
   */
  calibratedOn: 'held-out' | 'cross-fitted' | 'out-of-fold';
  /** What the head that is kept has learned from. Never from the test split. */
  fittedOn: 'train' | 'train and validation';
  calibration: Calibration;
  abstention: Abstention<S>;
  outOfScope: OutOfScope<S> | null;
  validation: HeadMetrics<S>;
  /** Null without a test split. */
  test: HeadMetrics<S> | null;
  /** Seconds by phase. */
  seconds: Record<Phase, number>;
}

/** What a head says of one text. */
export interface Prediction {
  /** The answer; empty when the head abstains (or, with `multi`, when no label applies). */
  labels: string[];
  /** How sure it is of the answer, 0 to 1, calibrated. */
  confidence: number;
  /** One number a class, in the order of `classes`. */
  probabilities: Float32Array;
  /** What the threshold is compared with, in the units of the head's score. */
  score: number;
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
