import { describe, expect, it } from 'vitest';
import { EvalDefinition, Verdict } from '../contract.ts';
import { seeded, uniform } from '../statistics/random.ts';
import { decide } from './decide.ts';
import type { GradedExample } from './graded-example.ts';

const HASHES = { version: 'a', baseline: 'b', dataset: 'c', graders: 'd', outputs: 'e' };

const definition = (criteria: unknown[], slices?: unknown) =>
  EvalDefinition.parse({
    kind: 'eval',
    slug: 'handbook',
    name: 'Handbook',
    app: 'handbook',
    dataset: 'questions',
    graders: [
      { name: 'correct', type: 'correct' },
      { name: 'latency', type: 'latency' },
    ],
    gate: { criteria, ...(slices ? { slices } : {}) },
  });

const verdictOf = (criteria: unknown[], graded: GradedExample[], slices?: unknown) =>
  decide({ definition: definition(criteria, slices), version: 3, baseline: 2, hashes: HASHES }, graded);

const score = (pass: boolean) => ({ score: pass ? 1 : 0, pass, note: null });

/** n examples of which the versions pass the given shares, evenly spread. */
function examples(
  n: number,
  candidate: (i: number) => boolean,
  baseline: (i: number) => boolean,
  tag: (i: number) => string = () => 'all',
): GradedExample[] {
  return Array.from({ length: n }, (_, i) => ({
    exampleId: `ex_${String(i).padStart(5, '0')}`,
    tags: [tag(i)],
    candidate: [{ correct: score(candidate(i)), latency: { score: 100 + (i % 7), pass: null, note: null } }],
    baseline: [{ correct: score(baseline(i)), latency: { score: 200 + (i % 5), pass: null, note: null } }],
  }));
}

/** The same with each example asked several times; what is said of an example is asked anew for each repeat. */
function repeated(
  n: number,
  repeats: number,
  candidate: (i: number) => boolean,
  baseline: (i: number) => boolean,
): GradedExample[] {
  const rounds = Array.from({ length: repeats }, () => examples(n, candidate, baseline));
  return examples(n, candidate, baseline).map((one, i) => ({
    ...one,
    candidate: rounds.flatMap((round) => round[i]?.candidate ?? []),
    baseline: rounds.flatMap((round) => round[i]?.baseline ?? []),
  }));
}

describe('a verdict', () => {
  it('says in a sentence what was found and how sure that is', () => {
    const graded = examples(
      214,
      (i) => i % 11 !== 0,
      (i) => i % 11 !== 0 && i % 15 !== 1,
    );
    const verdict = verdictOf(
      [
        { grader: 'correct', at_least: 0.8 },
        { grader: 'correct', better_by: 0 },
      ],
      graded,
      { grader: 'correct' },
    );
    expect(verdict.result).toBe('pass');
    expect(verdict.sentence.en).toBe(
      'Version 3 passes: it answers 91 % of 214 questions correctly (86–94 %), 7 points better than version 2 (4–11), and no slice got worse.',
    );
    expect(verdict.sentence.zh).toContain('版本 3 通过：214 个问题中有 91 % 回答正确');
  });

  it('counts in the sentence what the criterion judged, not what has no answer to judge by', () => {
    const graded = examples(
      240,
      (i) => i % 11 !== 0,
      () => true,
    ).map((one, i) => (i < 200 ? one : { ...one, candidate: [{}], baseline: [{}] }));
    const verdict = verdictOf([{ grader: 'correct', at_least: 0.8 }], graded);
    expect(verdict.criteria[0]?.examples).toBe(200);
    expect(verdict.sentence.en).toContain('it answers 91 % of 200 questions correctly');
    expect(verdict.sentence.zh).toContain('200 个问题中有 91 % 回答正确');
    const { criteria } = verdict;
    const before = { ...verdict, criteria: criteria.map(({ examples: _, ...kept }) => kept) };
    expect(Verdict.safeParse(before).success).toBe(true);
  });

  it('blocks when the interval excludes what is asked, and says what that was', () => {
    const verdict = verdictOf(
      [{ grader: 'correct', at_least: 0.9 }],
      examples(
        300,
        (i) => i % 4 !== 0,
        () => true,
      ),
    );
    expect(verdict.result).toBe('block');
    expect(verdict.sentence.en).toContain('Version 3 is blocked');
    expect(verdict.sentence.en).toContain('at least 90 % on correct');
  });

  it('is undecided when there is too little, and says how much more would settle it', () => {
    const verdict = verdictOf(
      [{ grader: 'correct', at_least: 0.85 }],
      examples(
        40,
        (i) => i % 10 !== 0,
        () => true,
      ),
    );
    expect(verdict.result).toBe('inconclusive');
    const further = verdict.criteria[0]?.furtherExamples ?? 0;
    expect(further).toBeGreaterThan(50);
    expect(further).toBeLessThan(300);
    // Up to the next ten, where the pattern's share is nine in ten again: the forecast is for unchanged rates.
    const settled = verdictOf(
      [{ grader: 'correct', at_least: 0.85 }],
      examples(
        Math.ceil((40 + further) / 10) * 10,
        (i) => i % 10 !== 0,
        () => true,
      ),
    );
    expect(settled.result).toBe('pass');
  });

  it('counts less latency as better', () => {
    const graded = examples(
      60,
      () => true,
      () => true,
    );
    expect(verdictOf([{ grader: 'latency', measure: 'score', better_by: 50 }], graded).result).toBe('pass');
    expect(verdictOf([{ grader: 'latency', measure: 'score', better_by: 150 }], graded).result).toBe('block');
    expect(verdictOf([{ grader: 'latency', measure: 'score', at_most: 110 }], graded).result).toBe('pass');
  });

  it('does not pass a latency whose interval reaches far above the limit', () => {
    const graded = examples(
      100,
      () => true,
      () => true,
    ).map((one, i) => ({
      ...one,
      candidate: [{ latency: { score: i === 50 ? 60_000 : 100, pass: null, note: null } }],
    }));
    const [latency] = verdictOf([{ grader: 'latency', measure: 'score', at_most: 800 }], graded).criteria;
    expect(latency?.interval.high).toBeGreaterThan(3_000);
    expect(latency?.p).toBeGreaterThan(0.05);
    expect(latency?.result).toBe('inconclusive');
  });

  it('does not let one slice pay for another', () => {
    const graded = examples(
      400,
      (i) => i % 4 !== 0,
      (i) => i % 4 === 0 || i % 3 === 0,
      (i) => (i % 4 === 0 ? 'chinese' : 'english'),
    );
    const verdict = verdictOf([{ grader: 'correct', not_worse_by: 0.02 }], graded, { grader: 'correct' });
    expect(verdict.criteria[0]?.result).toBe('pass');
    expect(verdict.slices.find((slice) => slice.tag === 'chinese')?.result).toBe('worse');
    expect(verdict.result).toBe('block');
    expect(verdict.sentence.en).toContain('worse on "chinese"');
  });

  it('is the same whatever order the results come in', () => {
    const graded = examples(
      50,
      (i) => i % 3 !== 0,
      (i) => i % 2 === 0,
    );
    const criteria = [
      { grader: 'correct', not_worse_by: 0.1 },
      { grader: 'latency', measure: 'score', at_most: 150 },
    ];
    expect(verdictOf(criteria, [...graded].reverse())).toEqual(verdictOf(criteria, graded));
  });

  it('is no surer of a few examples because each was asked several times', () => {
    const all = (n: number) =>
      repeated(
        n,
        3,
        () => true,
        () => true,
      );
    const [share] = verdictOf([{ grader: 'correct', at_least: 0.9 }], all(3)).criteria;
    expect(share).toMatchObject({ result: 'inconclusive', estimate: 1 });
    expect(share?.interval.low).toBeCloseTo(0.4385, 3);
    const [tied] = verdictOf([{ grader: 'correct', not_worse_by: 0.01 }], all(5)).criteria;
    expect(tied).toMatchObject({ result: 'inconclusive', estimate: 0 });
    expect(tied?.interval.low).toBeLessThan(-0.4);
    expect(verdictOf([{ grader: 'correct', at_least: 0.9 }], all(60)).result).toBe('pass');
  });

  it('gives with repeats that agree what it gives without them', () => {
    const [now, before] = [(i: number) => i % 7 !== 0, (i: number) => i % 5 !== 0];
    const criteria = [
      { grader: 'correct', at_least: 0.7 },
      { grader: 'correct', not_worse_by: 0.05 },
    ];
    expect(verdictOf(criteria, repeated(90, 4, now, before)).criteria).toEqual(
      verdictOf(criteria, examples(90, now, before)).criteria,
    );
  });

  it('leaves a mean score open below six examples, however alike they are, and asks for the rest', () => {
    const measured = (n: number) =>
      verdictOf(
        [{ grader: 'latency', measure: 'score', at_most: 800 }],
        examples(
          n,
          () => true,
          () => true,
        ).map((one, i) => ({
          ...one,
          candidate: [{ latency: { score: n === 3 ? 100 + i : 100, pass: null, note: null } }],
        })),
      ).criteria[0];
    expect(measured(1)).toMatchObject({ result: 'inconclusive', p: 1, furtherExamples: 5 });
    expect(measured(3)).toMatchObject({ result: 'inconclusive', furtherExamples: 3 });
    expect(measured(5)?.result).toBe('inconclusive');
    expect(measured(6)?.result).toBe('pass');
  });

  it.each([
    ['each example always or never right', (u: number) => (u < 0.85 ? 1 : 0)],
    ['each example right now and then', () => 0.85],
    ['half of them sure, half of them not', (u: number) => (u < 0.5 ? 1 : 0.7)],
  ])('passes wrongly at most once in twenty with repeats: %s', (_, chanceOf) => {
    const random = seeded(4);
    const rounds = 400;
    for (const [n, repeats] of [
      [8, 2],
      [30, 5],
    ] as const) {
      let [bound, better, worse] = [0, 0, 0];
      for (let round = 0; round < rounds; round += 1) {
        const chances = Array.from({ length: n }, () => [uniform(random), uniform(random)].map(chanceOf));
        const answers = (side: number) => (i: number) => uniform(random) < (chances[i]?.[side] ?? 0);
        const graded = repeated(n, repeats, answers(0), answers(1));
        const passes = (rule: object) =>
          verdictOf([{ grader: 'correct', ...rule }], graded).result === 'pass' ? 1 : 0;
        bound += passes({ at_least: 0.85 });
        better += passes({ better_by: 0 });
        // The baseline is right always, so that the loss is 15 points.
        const lost = repeated(n, repeats, answers(0), () => true);
        worse += verdictOf([{ grader: 'correct', not_worse_by: 0.15 }], lost).result === 'pass' ? 1 : 0;
      }
      for (const passed of [bound, better, worse]) expect(passed / rounds).toBeLessThanOrEqual(0.05);
    }
  });

  it('passes a version that is no better at most once in twenty (10,000 simulated pairs)', () => {
    const random = seeded(99);
    let passed = 0;
    for (let round = 0; round < 10_000; round += 1) {
      const flips = Array.from(
        { length: 120 },
        () => [uniform(random) < 0.8, uniform(random) < 0.8] as const,
      );
      const graded = examples(
        120,
        (i) => flips[i]?.[0] ?? false,
        (i) => flips[i]?.[1] ?? false,
      );
      if (verdictOf([{ grader: 'correct', better_by: 0 }], graded).result === 'pass') passed += 1;
    }
    expect(passed / 10_000).toBeLessThanOrEqual(0.05);
  });
});
