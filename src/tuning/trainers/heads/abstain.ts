import type { Abstention, Count } from '../trainer.ts';

/** One answer of the validation split: how sure the head was, and whether it was right. */
export interface Answered {
  confidence: number;
  right: boolean;
}

/**
 * The confidence below which the head should not answer, from validation answers alone: the highest that still answers
 * `coverage` of them, or the lowest whose answers are right in `precision` of the cases. 0 when neither is asked for.
 *
 * The precision is reached on the validation split; on new texts it holds within the interval that the report gives. Where
 * no threshold reaches it the surest single answer is the limit, so the head answers next to nothing.
 */
export function abstention(
  answers: readonly Answered[],
  { coverage, precision }: { coverage?: number; precision?: number },
): Abstention<Count> {
  const sorted = answers.toSorted((a, b) => b.confidence - a.confidence);
  let threshold = 0;
  if (coverage !== undefined) threshold = sorted[Math.ceil(coverage * sorted.length) - 1]?.confidence ?? 1;
  else if (precision !== undefined) {
    threshold = sorted[0]?.confidence ?? 1;
    let right = 0;
    for (const [i, answer] of sorted.entries()) {
      if (answer.right) right += 1;
      // Answers of equal confidence stand or fall together.
      if (answer.confidence !== sorted[i + 1]?.confidence && right / (i + 1) >= precision)
        threshold = answer.confidence;
    }
  }
  const given = sorted.filter((answer) => answer.confidence >= threshold);
  return {
    threshold,
    coverage: { hits: given.length, n: sorted.length },
    precision: { hits: given.filter((answer) => answer.right).length, n: given.length },
  };
}
