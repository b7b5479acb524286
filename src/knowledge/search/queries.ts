export interface Readable {
  collectionIds: readonly string[];
  /** Group ids of the reader, `*` included. */
  access: readonly string[];
  limit: number;
  /** Passages in these collections; decides how they are searched. */
  size: number;
}

export interface VectorQuery extends Readable {
  /** May still be on its way: what else the search needs is looked up meanwhile. */
  vector: Float32Array | Promise<Float32Array>;
}

export interface TermQuery extends Readable {
  terms: readonly string[];
}

export interface Scored {
  id: string;
  /** Dot product of unit vectors, or BM25. */
  score: number;
}

export interface Hit extends Scored {
  /** The passage's cosine with a question. */
  cosine(question: Float32Array): number;
}
