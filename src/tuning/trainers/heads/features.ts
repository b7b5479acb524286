import { allGrams, openVectoriser, type Vocabulary, vocabularyOf } from '../lexical/vocabulary.ts';
import { type Features, openMultiply } from '../numeric/layer.ts';
import { type Sparse, takeSparse } from '../numeric/sparse.ts';
import { type Whitening, WIDEST_TO_WHITEN, whiten, whitened } from '../numeric/whiten.ts';
import type { HeadInput, Matrix } from '../trainer.ts';
import { take } from './classes.ts';

/** Which features a head sees. */
export interface Mix {
  /** Are the directions of the vectors brought nearer to equal spread? */
  whitened: boolean;
  /** Weight of words and characters beside the vector; 0 leaves them out. */
  lexical: number;
}

/** The features of all texts, by mix. */
export interface FeatureBook {
  vocabulary: Vocabulary | null;
  whitening: Whitening | null;
  of(mix: Mix, rows: readonly number[]): Features;
}

/** Works out what the mixes need: whitening and vocabulary come from the training rows, and from no label. */
export async function openFeatures(
  input: HeadInput,
  train: readonly number[],
  wanted: { lexical: boolean; whitened: boolean; threads: number },
  breathe: () => Promise<void>,
): Promise<FeatureBook> {
  let flat: Matrix = input.vectors;
  let whitening: Whitening | null = null;
  if (wanted.whitened && input.vectors.columns <= WIDEST_TO_WHITEN) {
    const { multiply, close } = await openMultiply(wanted.threads, breathe);
    whitening = await whiten(take(input.vectors, train), wanted.threads, multiply, breathe);
    flat = await whitened(whitening, input.vectors, multiply);
    await close();
  }
  let vocabulary: Vocabulary | null = null;
  let sparse: Sparse | null = null;
  if (wanted.lexical) {
    const grams = await allGrams(input.texts, breathe);
    const learned = new Set(train);
    vocabulary = vocabularyOf(grams.filter((_, i) => learned.has(i)));
    if (vocabulary.hashes.length > 0) sparse = openVectoriser(vocabulary)(grams);
  }
  return {
    ...{ vocabulary, whitening },
    of: ({ whitened: even, lexical }, rows) => ({
      dense: take(even ? flat : input.vectors, rows),
      sparse: sparse && lexical > 0 ? weighted(takeSparse(sparse, rows), lexical) : null,
    }),
  };
}

function weighted(sparse: Sparse, by: number): Sparse {
  return { ...sparse, values: sparse.values.map((one) => one * by) };
}
