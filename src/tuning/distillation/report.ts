import { createHash } from 'node:crypto';
import { canonical } from '../../apps/index.ts';
import { decide, type EvalDefinition, type ExampleRow } from '../../evals/index.ts';
import type { Comparison, DistillationReport } from './contract.ts';
import { breakEvenOf, figuresOf, savedShare, tokensOf } from './figures.ts';
import { sentenceOf } from './sentence.ts';
import type { AnswerRow, DistillationRow } from './store.ts';

/** An example with what both sides said to it. */
export interface Pair {
  example: ExampleRow;
  teacher: AnswerRow;
  student: AnswerRow;
}

/** Examples that both sides have met, in a fixed order. */
export function pairsOf(examples: readonly ExampleRow[], answers: readonly AnswerRow[]): Pair[] {
  const byExample = Map.groupBy(answers, ({ exampleId }) => exampleId);
  return examples.flatMap((example) => {
    const mine = byExample.get(example.id) ?? [];
    const [teacher, student] = (['teacher', 'student'] as const).map((side) =>
      mine.find((one) => one.side === side),
    );
    return teacher && student ? [{ example, teacher, student }] : [];
  });
}

export function changeOf({ teacher, student }: Pick<Pair, 'teacher' | 'student'>) {
  if (teacher.pass) return student.pass ? 'bothPass' : 'lost';
  return student.pass ? 'gained' : 'bothFail';
}

/** Judges a comparison: a pure function of what is stored, by the same gate as a version's. */
export function reportOf(
  { comparison, datasetHash }: Pick<DistillationRow, 'comparison' | 'datasetHash'>,
  pairs: readonly Pair[],
): DistillationReport {
  const graders = sha256(canonical(comparison.grader));
  const outputs = sha256(
    pairs
      .map(({ example, teacher, student }) =>
        canonical([example.id, teacher.answer, teacher.error, student.answer, student.error]),
      )
      .join('\n'),
  );
  const said = sha256(canonical(comparison));
  const verdict = decide(
    {
      ...{ definition: asEval(comparison), version: 2, baseline: 1 },
      hashes: { version: said, baseline: said, dataset: datasetHash, graders, outputs },
    },
    pairs.map(({ example, teacher, student }) => ({
      ...{ exampleId: example.id, tags: example.item.tags },
      candidate: [{ [comparison.grader.name]: scoreOf(student) }],
      baseline: [{ [comparison.grader.name]: scoreOf(teacher) }],
    })),
  );
  const [criterion] = verdict.criteria;
  if (!criterion) throw new Error('a comparison has a criterion');
  const teacher = figuresOf(pairs.map((pair) => pair.teacher));
  const student = figuresOf(pairs.map((pair) => pair.student));
  const changes = { gained: 0, lost: 0, bothPass: 0, bothFail: 0 };
  for (const pair of pairs) changes[changeOf(pair)] += 1;
  const report = {
    result: verdict.result,
    difference: { estimate: criterion.estimate, ...criterion.interval },
    p: criterion.p,
    furtherExamples: criterion.furtherExamples,
    teacher,
    student,
    saved: {
      tokens: savedShare(pairs.map((pair) => [tokensOf(pair.teacher), tokensOf(pair.student)])),
      dollars: saved(teacher.dollars.perRequest, student.dollars.perRequest),
      time: saved(teacher.latency.p50, student.latency.p50),
    },
    breakEven: breakEvenOf(comparison.trainingDollars, teacher, student, comparison.requestsPerMonth),
    changes,
    slices: verdict.slices,
    hashes: { comparison: said, dataset: datasetHash, outputs },
  };
  return { ...report, sentence: sentenceOf(comparison, report) };
}

/** The comparison as an eval: the student is the candidate, the teacher what it is compared with. */
function asEval(comparison: Comparison): EvalDefinition {
  const { name, dataset, grader, notWorseBy, concurrency } = comparison;
  const criterion = { grader: grader.name, measure: 'pass' as const, not_worse_by: notWorseBy };
  return {
    ...{ kind: 'eval', slug: 'distillation', name, description: '', app: 'distillation', dataset },
    ...{ graders: [grader], repeats: 1, concurrency },
    gate: {
      criteria: [criterion],
      slices: { grader: grader.name, not_worse_by: Math.max(0.1, notWorseBy), min_examples: 10 },
    },
  };
}

function scoreOf({ score, pass }: AnswerRow) {
  return { score, pass, note: null };
}

function saved(before: number | null, after: number | null): number | null {
  return before === null || after === null || before === 0 ? null : 1 - after / before;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
