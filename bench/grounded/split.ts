/** Paragraphs of the shared half of XQuAD. */
const PARAGRAPHS = 120;

/** The fifth of the paragraphs that training never sees; the benchmark reports on it. */
export const HELD_OUT_FOLD = 4;
/** What training and the threshold come from. */
export const TRAINING_FOLDS = [0, 1, 2, 3];

/** Which fifth of the paragraphs a question belongs to. Neighbouring paragraphs are of one article and stay together. */
export function foldOf(question: { document: number }): number {
  return Math.floor((question.document * 5) / PARAGRAPHS);
}
