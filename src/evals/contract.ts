import { z } from 'zod';
import { DataClass } from '../gateway/contract.ts';
import { endpoint } from '../kernel/contract.ts';

const when = z.iso.datetime();
const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be lower-case letters, digits and hyphens');
const name = z.string().trim().min(1, 'must not be empty').max(120);
const bySlug = z.object({ slug: z.string().max(64) });
const byId = z.object({ id: z.string().max(64) });

/** Where the answer stands: a document by its name, and a stretch of its text. */
export const ExpectedPassage = z.object({
  document: z.string().max(500),
  quote: z.string().min(1).max(5_000),
});

/** What an example says. Further fields are kept and can be used by graders. */
export const ExampleItem = z.looseObject({
  question: z.string().trim().min(1, 'must not be empty').max(20_000),
  /** What the answer should say. */
  answer: z.string().max(20_000).nullable().default(null),
  /** Passages that carry the answer; any one of them is enough. */
  passages: z.array(ExpectedPassage).max(20).default([]),
  /** True when the documents do not hold the answer and the right answer is to say so. */
  unanswerable: z.boolean().default(false),
  /** Slugs of the groups the asker belongs to. */
  groups: z.array(z.string().max(64)).max(20).default([]),
  tags: z.array(z.string().trim().min(1).max(60)).max(30).default([]),
  /** False: to measure with, never to learn from. */
  training: z.boolean().optional(),
});
export type ExampleItem = z.infer<typeof ExampleItem>;

export const Dataset = z.object({
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  version: z.number().int(),
  /** False while the version may still change; an eval run seals it. */
  sealed: z.boolean(),
  /** False: nothing in it may be learned from. */
  training: z.boolean(),
  dataClass: DataClass,
  examples: z.number().int(),
  tags: z.array(z.object({ tag: z.string(), examples: z.number().int() })),
  createdAt: when,
  updatedAt: when,
});
export const listDatasets = endpoint('GET /api/datasets', {
  summary: 'List data sets',
  output: z.object({ data: z.array(Dataset) }),
});
export const getDataset = endpoint('GET /api/datasets/{slug}', {
  summary: 'One data set',
  params: bySlug,
  output: Dataset,
});
export const createDataset = endpoint('POST /api/datasets', {
  summary: 'Create a data set',
  body: z.object({
    slug,
    name,
    description: z.string().max(2_000).default(''),
    training: z.boolean().default(true),
    dataClass: DataClass.optional(),
  }),
  output: Dataset,
  status: 201,
});
export const updateDataset = endpoint('PATCH /api/datasets/{slug}', {
  summary: 'Change what a data set is called, its data class, or whether anything may be learned from it',
  params: bySlug,
  body: z.object({
    name: name.optional(),
    description: z.string().max(2_000).optional(),
    training: z.boolean().optional(),
    dataClass: DataClass.optional(),
  }),
  output: Dataset,
});
export const deleteDataset = endpoint('DELETE /api/datasets/{slug}', {
  summary: 'Delete a data set; verdicts that came from it stay',
  params: bySlug,
  status: 204,
});

export const EXAMPLE_SOURCES = ['upload', 'typed', 'run', 'correction', 'apply'] as const;
export const Example = z.object({
  id: z.string(),
  item: ExampleItem,
  source: z.enum(EXAMPLE_SOURCES),
  runId: z.string().nullable(),
  /** Its own, where it is stricter than the data set's. */
  dataClass: DataClass.nullable(),
  createdBy: z.string(),
  createdAt: when,
});
export const listExamples = endpoint('GET /api/datasets/{slug}/examples', {
  summary: 'Examples of a data set, as of a version',
  params: bySlug,
  query: z.object({
    version: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
    after: z.string().max(64).optional(),
    limit: z.coerce.number().int().min(1).max(2_000).default(500),
    tag: z.string().max(60).optional(),
    search: z.string().max(200).optional(),
  }),
  output: z.object({ data: z.array(Example), hasMore: z.boolean() }),
});
export const addExamples = endpoint('POST /api/datasets/{slug}/examples', {
  summary: 'Add examples; those with a question that is there already are left out and named',
  params: bySlug,
  body: z.object({
    examples: z.array(ExampleItem).min(1).max(5_000),
    source: z.enum(EXAMPLE_SOURCES).default('typed'),
  }),
  output: z.object({ added: z.number().int(), duplicates: z.array(z.string()) }),
});
export const updateExample = endpoint('PATCH /api/examples/{id}', {
  summary: 'Change an example; a sealed version keeps the old one',
  params: byId,
  body: z.object({ item: ExampleItem }),
  output: Example,
});
export const deleteExample = endpoint('DELETE /api/examples/{id}', {
  summary: 'Take an example out of the data set',
  params: byId,
  status: 204,
});

export const FIELDS = ['question', 'answer', 'document', 'quote', 'unanswerable', 'groups', 'tags'] as const;
const Mapping = z.partialRecord(z.enum(FIELDS), z.string().max(200));
export const importExamples = endpoint('POST /api/datasets/{slug}/import', {
  summary:
    'Import CSV, JSON or JSONL by a mapping of columns; `preview` shows what would come without changing anything',
  params: bySlug,
  body: z.object({
    filename: z.string().max(400),
    content: z.string().max(50_000_000),
    mapping: Mapping.optional(),
    preview: z.boolean().default(false),
  }),
  output: z.object({
    columns: z.array(z.string()),
    mapping: Mapping,
    rows: z.number().int(),
    sample: z.array(ExampleItem),
    problems: z.array(z.object({ row: z.number().int(), problem: z.string() })),
    added: z.number().int(),
    duplicates: z.number().int(),
  }),
});

/** A data set can stand in a file beside the eval that needs it. */
export const DatasetDefinition = z.strictObject({
  kind: z.literal('dataset'),
  slug,
  name,
  description: z.string().max(2_000).default(''),
  /** A file can raise the class of a data set that exists, and not lower it. */
  dataClass: DataClass.optional(),
  examples: z.array(ExampleItem).max(5_000).default([]),
});
export type DatasetDefinition = z.infer<typeof DatasetDefinition>;

const graderName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,40}$/, 'must be lower-case letters, digits and underscores');
const field = z.string().max(60).default('answer');
const threshold = (fallback: number) => z.number().min(0).max(1).default(fallback);

/** A measure of one answer. Each gives a score and, where that makes sense, pass or fail. */
export const Grader = z.discriminatedUnion('type', [
  z.strictObject({ name: graderName, type: z.literal('exact'), field }),
  z.strictObject({
    name: graderName,
    type: z.literal('contains'),
    field,
    values: z.array(z.string().min(1)).max(50).optional(),
  }),
  z.strictObject({ name: graderName, type: z.literal('regex'), pattern: z.string().min(1).max(1_000) }),
  z.strictObject({
    name: graderName,
    type: z.literal('json_schema'),
    schema: z.record(z.string(), z.unknown()),
  }),
  z.strictObject({ name: graderName, type: z.literal('similarity'), field, pass: threshold(0.75) }),
  z.strictObject({ name: graderName, type: z.literal('token_f1'), field, pass: threshold(0.5) }),
  z.strictObject({ name: graderName, type: z.literal('citation') }),
  z.strictObject({ name: graderName, type: z.literal('abstention') }),
  z.strictObject({ name: graderName, type: z.literal('correct') }),
  z.strictObject({
    name: graderName,
    type: z.literal('retrieval'),
    metric: z.enum(['recall', 'mrr', 'ndcg']).default('recall'),
    k: z.number().int().min(1).max(20).default(5),
  }),
  z.strictObject({ name: graderName, type: z.literal('latency'), maxMs: z.number().positive().optional() }),
  z.strictObject({ name: graderName, type: z.literal('cost'), maxUsd: z.number().nonnegative().optional() }),
]);
export type Grader = z.infer<typeof Grader>;

/** What must hold for one grader. Bounds are of the 95 % interval, after Holm's correction over the criteria. */
export const Criterion = z.union([
  z.strictObject({
    grader: graderName,
    measure: z.enum(['pass', 'score']).default('pass'),
    at_least: z.number(),
  }),
  z.strictObject({
    grader: graderName,
    measure: z.enum(['pass', 'score']).default('score'),
    at_most: z.number(),
  }),
  z.strictObject({
    grader: graderName,
    measure: z.enum(['pass', 'score']).default('pass'),
    not_worse_by: z.number().min(0),
  }),
  z.strictObject({
    grader: graderName,
    measure: z.enum(['pass', 'score']).default('pass'),
    better_by: z.number().min(0),
  }),
]);
export type Criterion = z.infer<typeof Criterion>;

export const Gate = z.strictObject({
  criteria: z.array(Criterion).min(1).max(20),
  /** No tag may get worse by more than this; tags with fewer examples are shown, not judged. */
  slices: z
    .strictObject({
      grader: graderName,
      not_worse_by: z.number().min(0).default(0.1),
      min_examples: z.number().int().min(2).default(10),
    })
    .optional(),
});
export type Gate = z.infer<typeof Gate>;

export const EvalDefinition = z.strictObject({
  kind: z.literal('eval'),
  slug,
  name,
  description: z.string().max(2_000).default(''),
  app: z.string().max(64),
  dataset: z.string().max(64),
  graders: z.array(Grader).min(1).max(20),
  gate: Gate,
  /** How often each example is asked; for models that answer differently each time. */
  repeats: z.number().int().min(1).max(20).default(1),
  /** Cases under way at a time. */
  concurrency: z.number().int().min(1).max(64).default(8),
});
export type EvalDefinition = z.infer<typeof EvalDefinition>;

/** What a criterion is measured in. */
export const UNITS = ['share', 'ms', 'usd', 'score'] as const;
export type Unit = (typeof UNITS)[number];

export const Interval = z.object({ low: z.number(), high: z.number() });
export const RESULTS = ['pass', 'block', 'inconclusive'] as const;
export type Result = (typeof RESULTS)[number];

export const CriterionVerdict = z.object({
  criterion: Criterion,
  result: z.enum(RESULTS),
  /** How many examples of the version its grader judged; verdicts from before this was kept do not say. */
  examples: z.number().int().optional(),
  /** What was measured: a share, a mean, or a difference to the baseline. */
  estimate: z.number(),
  interval: Interval,
  /** Of the measure itself for either version, without comparison. */
  candidate: z.object({ estimate: z.number(), interval: Interval }),
  baseline: z.object({ estimate: z.number(), interval: Interval }).nullable(),
  /** Smallest error level at which the criterion would pass, corrected by Holm. */
  p: z.number(),
  /** About how many further examples would settle it, if the rates stay; null when it is settled or would take too many. */
  furtherExamples: z.number().int().nullable(),
});
export const SliceVerdict = z.object({
  tag: z.string(),
  examples: z.number().int(),
  candidate: z.number(),
  baseline: z.number().nullable(),
  difference: z.number().nullable(),
  interval: Interval.nullable(),
  result: z.enum(['ok', 'worse', 'too_few']),
});
export const Verdict = z.object({
  result: z.enum(RESULTS),
  /** The verdict as a sentence, in English and in Chinese. */
  sentence: z.object({ en: z.string(), zh: z.string() }),
  criteria: z.array(CriterionVerdict),
  slices: z.array(SliceVerdict),
  /** SHA-256 of what the verdict rests on, so that it can be recomputed. */
  hashes: z.object({
    version: z.string(),
    baseline: z.string().nullable(),
    dataset: z.string(),
    graders: z.string(),
    outputs: z.string(),
  }),
  seed: z.number().int(),
});
export type Verdict = z.infer<typeof Verdict>;

export const EVAL_RUN_STATUS = ['queued', 'running', 'done', 'cancelled', 'failed'] as const;
export const EvalRun = z.object({
  id: z.string(),
  eval: z.string(),
  evalName: z.string(),
  /** The eval as it was when the run began: what its verdict is explained by, whatever the eval asks today. */
  definition: EvalDefinition,
  app: z.string(),
  version: z.number().int(),
  baseline: z.number().int().nullable(),
  dataset: z.string(),
  datasetVersion: z.number().int(),
  status: z.enum(EVAL_RUN_STATUS),
  total: z.number().int(),
  done: z.number().int(),
  errors: z.number().int(),
  verdict: Verdict.nullable(),
  createdBy: z.string(),
  createdAt: when,
  finishedAt: when.nullable(),
});

export const Eval = z.object({
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  app: z.string(),
  dataset: z.string(),
  definition: EvalDefinition,
  latestRun: EvalRun.nullable(),
});
export const listEvals = endpoint('GET /api/evals', {
  summary: 'List evals with their latest run',
  output: z.object({ data: z.array(Eval) }),
});
export const getEval = endpoint('GET /api/evals/{slug}', {
  summary: 'One eval',
  params: bySlug,
  output: Eval,
});
export const deleteEval = endpoint('DELETE /api/evals/{slug}', {
  summary: 'Delete an eval; its verdicts stay',
  params: bySlug,
  status: 204,
});

export const startEvalRun = endpoint('POST /api/evals/{slug}/runs', {
  summary:
    'Measure a version; against the version that serves production unless a baseline is named (0: none)',
  params: bySlug,
  body: z.object({
    version: z.number().int().min(1).max(2_147_483_647).optional(),
    baseline: z.number().int().min(0).max(2_147_483_647).optional(),
  }),
  output: EvalRun,
  status: 202,
});
export const listEvalRuns = endpoint('GET /api/eval-runs', {
  summary: 'Eval runs, newest first',
  query: z.object({
    eval: z.string().max(64).optional(),
    app: z.string().max(64).optional(),
    after: z.string().max(64).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ data: z.array(EvalRun), hasMore: z.boolean() }),
});
export const getEvalRun = endpoint('GET /api/eval-runs/{id}', {
  summary: 'One eval run with its verdict',
  params: byId,
  output: EvalRun,
});
export const cancelEvalRun = endpoint('POST /api/eval-runs/{id}/cancel', {
  summary: 'Stop an eval run',
  params: byId,
  output: EvalRun,
});

export const Score = z.object({
  score: z.number(),
  pass: z.boolean().nullable(),
  note: z.string().nullable(),
});
export const Outcome = z.object({
  answer: z.string(),
  abstained: z.boolean(),
  reason: z.string().nullable(),
  citations: z.array(z.object({ filename: z.string(), quote: z.string() })),
  retrieved: z.array(z.object({ documentName: z.string(), text: z.string() })),
  durationMs: z.number(),
  tokens: z.number().nullable(),
  error: z.string().nullable(),
});
export const CHANGES = ['gained', 'lost', 'same_pass', 'same_fail', 'unjudged'] as const;
export const ComparedExample = z.object({
  exampleId: z.string(),
  item: ExampleItem,
  /** Null when the caller may not read the documents behind it. */
  candidate: Outcome.nullable(),
  baseline: Outcome.nullable(),
  scores: z.object({ candidate: z.record(z.string(), Score), baseline: z.record(z.string(), Score) }),
  /** By the grader asked for: only the new version passes, only the old, or no difference. */
  change: z.enum(CHANGES),
});
export const listResults = endpoint('GET /api/eval-runs/{id}/results', {
  summary: 'Example by example: what each version said and how it was graded',
  params: byId,
  query: z.object({
    grader: z.string().max(60).optional(),
    change: z.enum(CHANGES).optional(),
    tag: z.string().max(60).optional(),
    after: z.string().max(64).optional(),
    limit: z.coerce.number().int().min(1).max(1_000).default(200),
  }),
  output: z.object({
    data: z.array(ComparedExample),
    hasMore: z.boolean(),
    /** How many examples of this tag there are of each kind, whatever is listed. */
    counts: z.record(z.enum(CHANGES), z.number().int()),
  }),
});

export const PROPOSAL_REASONS = ['thumb_down', 'correction', 'abstained', 'sampled'] as const;
export const Proposal = z.object({
  id: z.string(),
  app: z.string(),
  runId: z.string(),
  reason: z.enum(PROPOSAL_REASONS),
  item: ExampleItem,
  /** How the content may be used: somebody gave it for this purpose, or the workspace's policy allows it. */
  consent: z.enum(['given', 'policy']),
  dataClass: DataClass,
  redactions: z.number().int(),
  /** A question that is the same or nearly so. */
  duplicateOf: z.string().nullable(),
  createdAt: when,
});
export const listProposals = endpoint('GET /api/proposals', {
  summary: 'Examples proposed from production, to be accepted or rejected by a person',
  query: z.object({ app: z.string().max(64).optional() }),
  output: z.object({ data: z.array(Proposal) }),
});
export const acceptProposal = endpoint('POST /api/proposals/{id}/accept', {
  summary: 'Make a proposal an example of a data set',
  params: byId,
  body: z.object({ dataset: z.string().max(64).optional(), item: ExampleItem.optional() }),
  output: z.object({ dataset: z.string(), exampleId: z.string() }),
});
export const rejectProposal = endpoint('POST /api/proposals/{id}/reject', {
  summary: 'Reject a proposal',
  params: byId,
  status: 204,
});
export const proposeRun = endpoint('POST /api/runs/{id}/propose', {
  summary: 'Propose a run as an example',
  params: byId,
  output: Proposal,
});
