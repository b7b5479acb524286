import { z } from 'zod';
import { ExampleItem, Grader, RESULTS, SliceVerdict } from '../../evals/contract.ts';
import { endpoint } from '../../kernel/contract.ts';
import { Measure, Problem } from '../contract.ts';

/** A small model beside the large one that it is to replace: on the same examples, by the gate of every release. */

const when = z.iso.datetime();
const count = z.number().int().min(0);
const byId = z.object({ id: z.string().max(64) });
const share = z.number().min(0).max(1);

/** What is asked: a model or a route, and the prompt that it needs. A tuned model needs none. */
const Side = z.strictObject({
  model: z.string().min(1).max(300),
  /** The system message: task, labels, worked examples. Its tokens are part of what is compared. */
  instructions: z.string().max(100_000).default(''),
  /** Passed on with each request, e.g. a JSON schema. */
  responseFormat: z.record(z.string(), z.unknown()).optional(),
});

/** Graders that look at an answer alone; a model that is asked directly retrieves and cites nothing. */
const AnswerGrader = z
  .discriminatedUnion('type', Grader.options)
  .refine(
    ({ type }) => !['citation', 'abstention', 'correct', 'retrieval', 'latency', 'cost'].includes(type),
    'must look at the answer alone: exact, contains, regex, json_schema, similarity or token_f1',
  );

export const Comparison = z.strictObject({
  name: z.string().trim().min(1, 'must not be empty').max(120),
  teacher: Side,
  student: Side,
  dataset: z.string().max(64),
  grader: AnswerGrader.default({ name: 'right', type: 'exact', field: 'answer' }),
  /** The student may be worse by at most this share of examples. */
  notWorseBy: share.default(0.02),
  /** At most so many examples, taken at random by the seed; absent: all. */
  most: z.number().int().min(2).max(50_000).optional(),
  seed: z.number().int().min(0).max(4_294_967_295).default(7),
  /** What making the student cost, in dollars; what saving must pay back. */
  trainingDollars: z.number().min(0).max(1e9).default(0),
  requestsPerMonth: z.number().int().min(1).max(1e12).optional(),
  concurrency: z.number().int().min(1).max(64).default(4),
});
export type Comparison = z.infer<typeof Comparison>;

/** What one side took. */
const SideFigures = z.object({
  requests: count,
  passed: count,
  /** Requests without an answer; they count as not passed. */
  failed: count,
  quality: Measure,
  tokens: z.object({
    prompt: z.number(),
    completion: z.number(),
    perRequest: Measure,
    /** All tokens over the passed ones; null when none passed. */
    perPassed: z.number().nullable(),
  }),
  /** Null where a call had no known price. */
  dollars: z.object({ perRequest: z.number().nullable(), perPassed: z.number().nullable() }),
  /** Milliseconds. */
  latency: z.object({ p50: z.number(), p95: z.number() }),
});
export type SideFigures = z.infer<typeof SideFigures>;

export const DistillationReport = z.object({
  result: z.enum(RESULTS),
  /** The verdict as a sentence, in English and in Chinese. */
  sentence: z.object({ en: z.string(), zh: z.string() }),
  /** Student less teacher, in shares of examples that pass. */
  difference: Measure,
  p: z.number(),
  /** About how many further examples would settle it; null when it is settled or would take too many. */
  furtherExamples: count.nullable(),
  teacher: SideFigures,
  student: SideFigures,
  /** 1 − student / teacher; null where the teacher took nothing or a price is not known. */
  saved: z.object({
    tokens: Measure.nullable(),
    dollars: z.number().nullable(),
    time: z.number().nullable(),
  }),
  breakEven: z.object({
    trainingDollars: z.number(),
    savedPerRequest: z.number().nullable(),
    /** Requests after which the training is paid back; null when it never is or nobody can know. */
    requests: count.nullable(),
    months: z.number().nullable(),
  }),
  changes: z.object({ gained: count, lost: count, bothPass: count, bothFail: count }),
  slices: z.array(SliceVerdict),
  /** SHA-256 of what the verdict rests on. */
  hashes: z.object({ comparison: z.string(), dataset: z.string(), outputs: z.string() }),
});
export type DistillationReport = z.infer<typeof DistillationReport>;

/** A share of a route's traffic that was moved to the student, and what the route said before. */
const Move = z.object({
  route: z.string(),
  share,
  /** Why it was moved without a pass. */
  override: z.string().nullable(),
  by: z.string(),
  at: when,
  rolledBackAt: when.nullable(),
});

export const DISTILLATION_STATUS = ['queued', 'running', 'done', 'cancelled', 'failed'] as const;
export const Distillation = z.object({
  id: z.string(),
  comparison: Comparison,
  datasetVersion: z.number().int(),
  status: z.enum(DISTILLATION_STATUS),
  total: count,
  done: count,
  report: DistillationReport.nullable(),
  problem: Problem.nullable(),
  /** Newest first. */
  moves: z.array(Move),
  createdBy: z.string(),
  createdAt: when,
  finishedAt: when.nullable(),
});

export const listDistillations = endpoint('GET /api/distillations', {
  summary: 'List comparisons of a large model with a small one, newest first',
  output: z.object({ data: z.array(Distillation) }),
});
export const startDistillation = endpoint('POST /api/distillations', {
  summary: 'Put every example to teacher and student and report quality, tokens, cost and time of both',
  body: Comparison,
  output: Distillation,
  status: 202,
});
export const getDistillation = endpoint('GET /api/distillations/{id}', {
  summary: 'One comparison with its report',
  params: byId,
  output: Distillation,
});
export const cancelDistillation = endpoint('POST /api/distillations/{id}/cancel', {
  summary: 'Stop a comparison',
  params: byId,
  output: Distillation,
});

export const CHANGES = ['lost', 'gained', 'bothPass', 'bothFail'] as const;
const Answer = z.object({
  answer: z.string(),
  pass: z.boolean(),
  tokens: count,
  durationMs: z.number(),
  error: z.string().nullable(),
});
export const listDistilled = endpoint('GET /api/distillations/{id}/examples', {
  summary: 'Example by example what both said; what got worse is `lost`',
  params: byId,
  query: z.object({
    change: z.enum(CHANGES).optional(),
    after: z.string().max(64).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  output: z.object({
    data: z.array(
      z.object({
        exampleId: z.string(),
        item: ExampleItem,
        change: z.enum(CHANGES),
        teacher: Answer,
        student: Answer,
      }),
    ),
    hasMore: z.boolean(),
  }),
});

export const moveTraffic = endpoint('POST /api/distillations/{id}/move', {
  summary: "Give the student a share of the teacher's traffic on a route",
  params: byId,
  body: z.object({
    route: z.string().max(64),
    share: z.number().gt(0, 'must be more than 0').max(1, 'must be at most 1'),
    /** Why, where the verdict is not a pass; for owners. */
    override: z.string().trim().min(3).max(2_000).optional(),
  }),
  output: Distillation,
});
export const moveBack = endpoint('POST /api/distillations/{id}/move-back', {
  summary: 'Roll the newest move back: the route says again what it said before',
  params: byId,
  output: Distillation,
});
