import type { Count, Matrix, Share, Split, TrainingPoint } from '../trainer.ts';

/** What a projection learns from: a query and a document belong together when their groups are the same number. */
export interface ProjectionInput {
  queries: Matrix;
  queryGroups: readonly number[];
  /** Keep all documents of a group in one split, or the test tells nothing about new documents. */
  querySplits: readonly Split[];
  documents: Matrix;
  documentGroups: readonly number[];
  documentSplits: readonly Split[];
}

export interface ProjectionOptions {
  /** The same seed on the same machine gives the same bytes. A whole number. */
  seed: number;
  epochs: number;
  /** Queries in a step; each has its own document, those of the others and its hard negatives to be told apart from. */
  batch: number;
  /** Documents of other groups nearest to a query, mined before each epoch. */
  hardNegatives: number;
  /** Of the softmax over cosines; smaller looks harder at the nearest. */
  temperature: number;
  /** Step of Adam. */
  rate: number;
  /** Pull towards leaving vectors as they are: decay of the matrix per step, as in AdamW. */
  decay: number;
  /** Recall is measured among the first k documents. */
  k: number;
  /** Epochs without a better validation recall after which it ends. */
  patience: number;
  threads: number;
}

/** Retrieval on one split: queries of the split among the documents of the split. */
export interface Retrieval<S = Share> {
  /** A document of the query's group is first. */
  recall1: S;
  /** One is among the first k. */
  recallK: S;
  /** Mean over queries of 1 / rank of the first such document. */
  mrr: number;
}

export interface ProjectionReport<S = Share> {
  k: number;
  queries: Record<Split, number>;
  documents: Record<Split, number>;
  /** Loss of InfoNCE in nats, and `validationAccuracy` the recall among the first k, an epoch a point. */
  curve: TrainingPoint[];
  /** Share of the learned turn that the validation split liked best; 0 is the identity. */
  strength: number;
  /** True when nothing was better than leaving the vectors as they are; the model is then the identity. */
  identity: boolean;
  validation: { before: Retrieval<S>; after: Retrieval<S> };
  test: { before: Retrieval<S>; after: Retrieval<S> } | null;
  seconds: { train: number; evaluate: number };
}

export interface LearnedProjection {
  model: Uint8Array;
  report: ProjectionReport<Count>;
}

/** Turns vectors so that what belongs together lies nearer. */
export interface TunedProjection {
  dimensions: number;
  /** Unit vectors [rows, dimensions]. Throws TrainerError `wrong_dimensions` for another width. */
  apply(vectors: Matrix): Matrix;
}
