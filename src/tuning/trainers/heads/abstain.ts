import type { Count } from '../trainer.ts';

/** One answer that could be given. */
interface Step {
  score: number;
  right: boolean;
}

/** One answer to a text in scope: its score, and whether it was right. */
export interface Answered extends Step {
  /** Of a path: what is answered instead when the leaf is not sure enough, the nearest ancestor first; none less sure. */
  above?: readonly Step[];
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
  const surest = answers.map(({ score, above = [] }) => above.at(-1)?.score ?? score).sort((a, b) => b - a);
  const [first] = surest;
  if (first === undefined) return null;
  if (coverage !== undefined) return surest[Math.ceil(coverage * surest.length) - 1] ?? first;
  if (precision === undefined) return null;
  // As the threshold falls, a text is first answered by its uppermost ancestor, and then ever deeper.
  const steps = answers
    .flatMap((answer, text) => [answer, ...(answer.above ?? [])].reverse().map((step) => ({ ...step, text })))
    .sort((a, b) => b.score - a.score);
  const given = new Map<number, boolean>();
  let threshold = first;
  let right = 0;
  for (const [i, { score, text, right: isRight }] of steps.entries()) {
    right += Number(isRight) - Number(given.get(text) ?? false);
    given.set(text, isRight);
    // Answers of equal score stand or fall together.
    if (score !== steps[i + 1]?.score && right / given.size >= precision) threshold = score;
  }
  return threshold;
}

/** What a threshold does to answers: share given, right among those given, and how many of these stop above the leaf. */
export function effectOf(
  answers: readonly Answered[],
  threshold: number | null,
): { coverage: Count; precision: Count; stopped: Count } {
  const given = answers.flatMap((answer) => {
    const steps = [answer, ...(answer.above ?? [])];
    const at = steps.findIndex(({ score }) => threshold === null || score >= threshold);
    return at < 0 ? [] : [{ right: steps[at]?.right ?? false, stops: at > 0 }];
  });
  return {
    coverage: { hits: given.length, n: answers.length },
    precision: { hits: given.filter((answer) => answer.right).length, n: given.length },
    stopped: { hits: given.filter((answer) => answer.stops).length, n: given.length },
  };
}
