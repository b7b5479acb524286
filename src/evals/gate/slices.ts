import type { z } from 'zod';
import type { Gate, SliceVerdict } from '../contract.ts';
import { differenceOf, estimateOf } from './estimate.ts';
import type { GradedExample } from './graded-example.ts';

type Slices = NonNullable<Gate['slices']>;

/**
 * Looks at each tag for itself: a version may be better on the whole and worse for some. A slice is worse when it lost
 * more than the margin and the interval, widened for the number of slices that are judged (Bonferroni), leaves out zero.
 */
export function judgeSlices(
  slices: Slices,
  graded: readonly GradedExample[],
  seed: number,
): z.infer<typeof SliceVerdict>[] {
  const tags = [...new Set(graded.flatMap((example) => example.tags))].sort();
  const large = tags.filter(
    (tag) => graded.filter((example) => example.tags.includes(tag)).length >= slices.min_examples,
  );
  const confidence = 1 - 0.05 / Math.max(1, large.length);
  return tags.map((tag) =>
    judgeSlice(
      slices,
      tag,
      graded.filter((example) => example.tags.includes(tag)),
      { confidence, seed },
    ),
  );
}

function judgeSlice(
  slices: Slices,
  tag: string,
  graded: readonly GradedExample[],
  { confidence, seed }: { confidence: number; seed: number },
): z.infer<typeof SliceVerdict> {
  const passes = (repeats: GradedExample['candidate']) =>
    repeats.flatMap((scores) => {
      const pass = scores[slices.grader]?.pass;
      return pass === null || pass === undefined ? [] : [pass ? 1 : 0];
    });
  const judged = graded.filter((example) => passes(example.candidate).length > 0);
  const paired = judged.filter((example) => passes(example.baseline).length > 0);
  const candidate =
    judged.length === 0
      ? 0
      : estimateOf(
          judged.map((example) => passes(example.candidate)),
          seed,
        ).estimate;
  const base = { tag, examples: judged.length, candidate };
  if (paired.length < slices.min_examples) {
    return {
      ...base,
      baseline: null,
      difference: null,
      interval: null,
      result: paired.length === 0 && judged.length >= slices.min_examples ? 'ok' : 'too_few',
    };
  }
  const before = paired.map((example) => passes(example.baseline));
  const change = differenceOf(
    paired.map((example) => passes(example.candidate)),
    before,
    seed,
  );
  const interval = change.bounds(confidence);
  const worse = change.estimate < -slices.not_worse_by && interval.high < 0;
  const baseline = estimateOf(before, seed).estimate;
  return { ...base, baseline, difference: change.estimate, interval, result: worse ? 'worse' : 'ok' };
}
