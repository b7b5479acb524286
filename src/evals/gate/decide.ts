import type { Criterion, EvalDefinition, Grader, Result, Verdict } from '../contract.ts';
import type { StoredScore } from '../schema.ts';
import { holm } from '../statistics/holm.ts';
import { compares } from './compares.ts';
import { type Clusters, differenceOf, type Estimate, estimateOf } from './estimate.ts';
import type { GradedExample } from './graded-example.ts';
import { demandOf, furtherExamples, levelOf, worst } from './judge-criterion.ts';
import { sentenceOf } from './sentence.ts';
import { judgeSlices } from './slices.ts';

export interface Decision {
  definition: EvalDefinition;
  version: number;
  baseline: number | null;
  hashes: Verdict['hashes'];
}

const LEVEL = 0.05;
/** Any fixed number; stored with the verdict, so that it can be recomputed. */
const SEED = 7117;

/** Judges a finished eval run: a pure function of its grades, so anybody can recompute a verdict from what is stored. */
export function decide(decision: Decision, unordered: readonly GradedExample[]): Verdict {
  const { definition } = decision;
  const graded = [...unordered].sort((a, b) => (a.exampleId < b.exampleId ? -1 : 1));
  // The first version has nothing to be compared with: what compares is left out, and the sentence says so.
  const rules = definition.gate.criteria.filter((rule) => decision.baseline !== null || !compares(rule));
  const measured = rules.map((criterion) => measure(definition, criterion, graded));
  const passLevels = holm(measured.map(({ estimate, demand }) => levelOf(estimate, demand.passes)));
  const blockLevels = holm(measured.map(({ estimate, demand }) => levelOf(estimate, demand.blocks)));
  const criteria = measured.map(({ criterion, estimate, demand, candidate, baseline }, i) => {
    const p = passLevels[i] ?? 1;
    const result: Result = p <= LEVEL ? 'pass' : (blockLevels[i] ?? 1) <= LEVEL ? 'block' : 'inconclusive';
    const further =
      result === 'inconclusive' ? furtherExamples(estimate, demand, 1 - LEVEL / measured.length) : null;
    return {
      criterion,
      result,
      examples: candidate.n,
      ...shown(estimate),
      candidate: shown(candidate),
      baseline: baseline && shown(baseline),
      p,
      furtherExamples: further,
    };
  });
  const slices =
    definition.gate.slices && decision.baseline !== null
      ? judgeSlices(definition.gate.slices, graded, SEED)
      : [];
  const results = [
    ...criteria.map((one) => one.result),
    ...slices.map((one): Result => (one.result === 'worse' ? 'block' : 'pass')),
  ];
  const verdict = { result: worst(results), criteria, slices, hashes: decision.hashes, seed: SEED };
  return { ...verdict, sentence: sentenceOf({ ...verdict, ...decision }) };
}

function shown({ estimate, bounds }: Estimate) {
  return { estimate, interval: bounds(1 - LEVEL) };
}

function measure(definition: EvalDefinition, criterion: Criterion, graded: readonly GradedExample[]) {
  const grader = definition.graders.find((one) => one.name === criterion.grader);
  const flip = grader !== undefined && lessIsBetter(grader);
  const values = (side: 'candidate' | 'baseline', examples: readonly GradedExample[]) =>
    examples.map((example) => valuesOf(example[side], criterion));
  const judged = graded.filter((example) => valuesOf(example.candidate, criterion).length > 0);
  const paired = judged.filter((example) => valuesOf(example.baseline, criterion).length > 0);
  const candidate = estimateOf(values('candidate', judged), SEED);
  const baseline = paired.length > 0 ? estimateOf(values('baseline', paired), SEED) : null;
  const estimate = compares(criterion)
    ? difference(values('candidate', paired), values('baseline', paired))
    : candidate;
  return { criterion, estimate, candidate, baseline, demand: demandOf(criterion, flip) };
}

function difference(candidate: Clusters, baseline: Clusters): Estimate {
  return differenceOf(candidate, baseline, SEED);
}

/** The values a criterion looks at in the repeats of one example; empty when the grader says nothing about it. */
function valuesOf(
  repeats: readonly Record<string, StoredScore>[],
  { grader, measure: what }: Pick<Criterion, 'grader' | 'measure'>,
): number[] {
  return repeats.flatMap((scores) => {
    const score = scores[grader];
    if (!score) return [];
    if (what === 'score') return [score.score];
    return score.pass === null ? [] : [score.pass ? 1 : 0];
  });
}

export function lessIsBetter(grader: Grader): boolean {
  return grader.type === 'latency' || grader.type === 'cost';
}
