import type { ExampleItem, Grader } from '../contract.ts';
import type { StoredOutcome, StoredScore } from '../schema.ts';
import { sameDocument, squeeze } from './grounding.ts';

/**
 * Whether what was found holds the expected passages: recall@k (is one of them among the first k), the reciprocal rank
 * of the first, or nDCG@k with binary gains (Järvelin & Kekäläinen, 2002).
 */
export function retrieval(
  item: ExampleItem,
  outcome: StoredOutcome,
  grader: Extract<Grader, { type: 'retrieval' }>,
): StoredScore | undefined {
  if (item.unanswerable || item.passages.length === 0) return undefined;
  const relevant = outcome.retrieved
    .slice(0, grader.k)
    .map((found) => item.passages.some((expected) => holds(found, expected)));
  const first = relevant.indexOf(true);
  if (grader.metric === 'recall') return { score: first >= 0 ? 1 : 0, pass: first >= 0, note: null };
  if (grader.metric === 'mrr') return { score: first >= 0 ? 1 / (first + 1) : 0, pass: null, note: null };
  return { score: ndcg(relevant), pass: null, note: null };
}

function holds(
  found: { documentName: string; text: string },
  expected: { document: string; quote: string },
): boolean {
  return (
    sameDocument(found.documentName, expected.document) &&
    squeeze(found.text).includes(squeeze(expected.quote))
  );
}

function ndcg(relevant: readonly boolean[]): number {
  const gain = (flags: readonly boolean[]) =>
    flags.reduce((sum, flag, i) => sum + (flag ? 1 / Math.log2(i + 2) : 0), 0);
  const ideal = gain([...relevant].sort((a, b) => Number(b) - Number(a)));
  return ideal === 0 ? 0 : gain(relevant) / ideal;
}
