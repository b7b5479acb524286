import type { Count } from '../trainer.ts';

/** One answer to a text in scope: the score of the text, and whether the answer was right. */
export interface Answered {
  score: number;
  right: boolean;
}

export interface Wish {
  coverage?: number;
  precision?: number;
}

/**
 * The score below which the head should not answer, from held-out answers alone: the highest that still answers `coverage` of
 * them, or the lowest whose answers are right in `precision` of the cases; null when neither is asked for.
 *
 * The precision is reached on these answers; on new texts it holds within the interval that the report gives. Where no
 * threshold reaches it the surest single answer is the limit, so that the head answers next to nothing.
 */
export function thresholdFor(answers: readonly Answered[], { coverage, precision }: Wish): number | null {
  const sorted = answers.toSorted((a, b) => b.score - a.score);
  const first = sorted[0]?.score;
  if (first === undefined) return null;
  if (coverage !== undefined) return sorted[Math.ceil(coverage * sorted.length) - 1]?.score ?? first;
  if (precision === undefined) return null;
  let threshold = first;
  let right = 0;
  for (const [i, answer] of sorted.entries()) {
    if (answer.right) right += 1;
    // Answers of equal score stand or fall together.
    if (answer.score !== sorted[i + 1]?.score && right / (i + 1) >= precision) threshold = answer.score;
  }
  return threshold;
}

/** What a threshold does to answers: share given, and right among those given. */
export function effectOf(
  answers: readonly Answered[],
  threshold: number | null,
): { coverage: Count; precision: Count } {
  const given = answers.filter(({ score }) => threshold === null || score >= threshold);
  return {
    coverage: { hits: given.length, n: answers.length },
    precision: { hits: given.filter((answer) => answer.right).length, n: given.length },
  };
}
