import { z } from 'zod';
import { DataClass } from '../gateway/contract.ts';
import { endpoint } from '../kernel/contract.ts';

/** Training sets: where their examples come from, what was left out and why, and how they are split. */

const when = z.iso.datetime();
const count = z.number().int().min(0);
const share = z.number().min(0).max(1);
export const slug = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be lower-case letters, digits and hyphens');
const name = z.string().trim().min(1, 'must not be empty').max(120);
const bySlug = z.object({ slug: z.string().max(64) });
const number = z.coerce.number().int().min(1).max(2_147_483_647);

/**
 * What is learned: one label a text, several, a path such as `Home > Tools > Drills`, which texts belong together, or
 * free answers (for providers that train).
 */
export const TASKS = ['single', 'multi', 'hierarchical', 'pairs', 'answers'] as const;
export type Task = (typeof TASKS)[number];
export const SPLITS = ['train', 'validation', 'test'] as const;
export type Split = (typeof SPLITS)[number];

/** Texts that a teacher labels. */
const Unlabelled = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('dataset'), dataset: z.string().max(64) }),
  z.strictObject({ type: z.literal('runs'), app: z.string().max(64) }),
  z.strictObject({ type: z.literal('file'), file: z.string().max(64) }),
]);

/** Where examples come from. */
export const Source = z.discriminatedUnion('type', [
  /** Question and answer of each example; several labels are a JSON array or one a line. */
  z.strictObject({
    type: z.literal('dataset'),
    dataset: z.string().max(64),
    tag: z.string().max(60).optional(),
  }),
  /** Runs that somebody corrected, or liked. */
  z.strictObject({
    type: z.literal('runs'),
    app: z.string().max(64),
    feedback: z
      .array(z.enum(['correction', 'thumb_up']))
      .min(1)
      .max(2)
      .default(['correction', 'thumb_up']),
    since: when.optional(),
  }),
  /** What was proposed from production and accepted by a person. */
  z.strictObject({ type: z.literal('proposals'), app: z.string().max(64).optional() }),
  /** An uploaded file: OpenAI's chat format, or `{text, label}` a line. */
  z.strictObject({ type: z.literal('file'), file: z.string().max(64) }),
  z.strictObject({
    type: z.literal('teacher'),
    model: z.string().min(1).max(300),
    /** What to choose from; absent: the teacher answers freely. */
    labels: z.array(z.string().min(1).max(300)).min(2).max(500).optional(),
    instructions: z.string().max(20_000).default(''),
    texts: Unlabelled,
    /** At most so many texts, taken at random by the recipe's seed. */
    most: z.number().int().min(1).max(50_000).default(5_000),
  }),
]);
export type Source = z.infer<typeof Source>;
export const SOURCES = ['dataset', 'run', 'correction', 'proposal', 'file', 'teacher'] as const;

export const Recipe = z.strictObject({
  task: z.enum(TASKS).default('single'),
  sources: z.array(Source).min(1, 'must name at least one source').max(20),
  /** For validation alone, as OpenAI's `validation_file`. */
  validation: Source.optional(),
  /** Nearly the same text with the same labels: left out, or kept in one split. */
  nearDuplicates: z.enum(['remove', 'group']).default('remove'),
  /** Texts of eval data sets: left out and reported, or the training set is refused. */
  leakage: z.enum(['remove', 'refuse']).default('remove'),
  /** Content of other classes is left out. */
  dataClasses: z.array(DataClass).min(1).max(4).default(['public', 'internal']),
  split: z
    .strictObject({
      /** `time`: the newest are the test, as it will be when the model serves. */
      by: z.enum(['random', 'time']).default('random'),
      validation: share.max(0.5).default(0.1),
      test: share.max(0.5).default(0.2),
      /** A field of the examples; those that agree in it never straddle two splits. */
      group: z.string().max(60).optional(),
    })
    .default({ by: 'random', validation: 0.1, test: 0.2 }),
  seed: z.number().int().min(0).max(4_294_967_295).default(7),
});
export type Recipe = z.infer<typeof Recipe>;

/** A training set can stand in a file; applying it changes the recipe, `sevenfold tuning train` does the work. */
export const TrainingDefinition = z.strictObject({
  kind: z.literal('training'),
  slug,
  name,
  description: z.string().max(2_000).default(''),
  ...Recipe.shape,
});
export type TrainingDefinition = z.infer<typeof TrainingDefinition>;

export const REASONS = [
  'source_gone',
  'not_for_training',
  'no_consent',
  'data_class',
  'not_readable',
  'no_text',
  'no_label',
  'too_long',
  'teacher_failed',
  'duplicate',
  'near_duplicate',
  'conflict',
  'leak',
  'near_leak',
] as const;
export type Reason = (typeof REASONS)[number];

/** A share or a mean with its 95 % interval. */
export const Measure = z.object({ estimate: z.number(), low: z.number(), high: z.number() });
export type Measure = z.infer<typeof Measure>;

/** An example whose label the others speak against. */
export const Suspect = z.object({
  id: z.string(),
  /** Null when the reader may not see it. */
  text: z.string().nullable(),
  labels: z.array(z.string()),
  suggested: z.string(),
  /** Probability of the suggested label and of the given one, out of sample. */
  probability: z.number(),
  given: z.number(),
});

export const TrainingReport = z.object({
  candidates: count,
  kept: count,
  leftOut: z.array(z.object({ reason: z.enum(REASONS), count })),
  bySource: z.array(z.object({ source: z.enum(SOURCES), kept: count, leftOut: count })),
  splits: z.record(z.enum(SPLITS), count),
  groups: count,
  /** The commonest 1,000. */
  classes: z.array(z.object({ label: z.string(), train: count, validation: count, test: count })),
  balance: z.object({
    classes: count,
    smallest: count,
    largest: count,
    /** Classes with fewer than two examples to learn from. */
    tooSmall: z.array(z.string()),
  }),
  nearDuplicates: z.object({ method: z.string(), threshold: z.number(), found: count }),
  leakage: z.object({
    /** Every data set that an eval measures with. */
    checked: z.array(z.object({ dataset: z.string(), examples: count, exact: count, near: count })),
    method: z.string(),
    threshold: z.number(),
  }),
  /** Null where labels cannot be judged: pairs, free answers, or too few examples. */
  noise: z
    .object({ method: z.string(), folds: count, suspects: count, share: Measure, examples: z.array(Suspect) })
    .nullable(),
  /** The most delicate class of any example that was kept. */
  dataClass: DataClass,
  /** Tokens of the embedding model in one pass over the training split. */
  tokens: count,
});
export type TrainingReport = z.infer<typeof TrainingReport>;

/** Why something failed, as the error of a request would say it. */
export const Problem = z.object({
  code: z.string(),
  params: z.record(z.string(), z.unknown()),
  message: z.string(),
  remedy: z.string(),
});

export const BUILD_STATUS = ['queued', 'building', 'ready', 'failed', 'cancelled'] as const;
export const BUILD_PHASES = ['gather', 'teach', 'compare', 'judge', 'done'] as const;
export const Taint = z.object({ at: when, sources: count });

export const TrainingSetVersion = z.object({
  number: z.number().int(),
  status: z.enum(BUILD_STATUS),
  phase: z.enum(BUILD_PHASES),
  progress: z.object({ done: count, total: count }),
  recipe: Recipe,
  /** SHA-256 over the kept examples in canonical form, with their splits; null until it is built. */
  hash: z.string().nullable(),
  /** True once a job has trained with it. A version never changes, used or not; a used one cannot be deleted by itself. */
  used: z.boolean(),
  /** Something that it was made from was deleted since. */
  tainted: Taint.nullable(),
  /** Its examples are gone; what it was is still known. */
  erasedAt: when.nullable(),
  problem: Problem.nullable(),
  report: TrainingReport.nullable(),
  createdBy: z.string(),
  createdAt: when,
  finishedAt: when.nullable(),
});
export const TrainingSet = z.object({
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  recipe: Recipe,
  versions: count,
  latest: TrainingSetVersion.nullable(),
  createdAt: when,
  updatedAt: when,
});

export const listTrainingSets = endpoint('GET /api/training-sets', {
  summary: 'List training sets with their newest version',
  output: z.object({ data: z.array(TrainingSet) }),
});
export const getTrainingSet = endpoint('GET /api/training-sets/{slug}', {
  summary: 'One training set',
  params: bySlug,
  output: TrainingSet,
});
export const createTrainingSet = endpoint('POST /api/training-sets', {
  summary: 'Create a training set from a recipe and begin to build its first version',
  body: z.object({
    slug,
    name,
    description: z.string().max(2_000).default(''),
    recipe: Recipe,
    build: z.boolean().default(true),
  }),
  output: TrainingSet,
  status: 201,
});
export const updateTrainingSet = endpoint('PATCH /api/training-sets/{slug}', {
  summary: 'Change a recipe or its name; versions stay as they are',
  params: bySlug,
  body: z.object({
    name: name.optional(),
    description: z.string().max(2_000).optional(),
    recipe: Recipe.optional(),
  }),
  output: TrainingSet,
});
export const deleteTrainingSet = endpoint('DELETE /api/training-sets/{slug}', {
  summary: 'Erase the examples of every version; tuned models that were made from them are marked',
  params: bySlug,
  status: 204,
});
export const listTrainingVersions = endpoint('GET /api/training-sets/{slug}/versions', {
  summary: 'Versions of a training set, newest first',
  params: bySlug,
  output: z.object({ data: z.array(TrainingSetVersion) }),
});
export const buildTrainingSet = endpoint('POST /api/training-sets/{slug}/versions', {
  summary: 'Build another version by the present recipe',
  params: bySlug,
  output: TrainingSetVersion,
  status: 202,
});
export const getTrainingVersion = endpoint('GET /api/training-sets/{slug}/versions/{number}', {
  summary: 'One version with its report',
  params: bySlug.extend({ number }),
  output: TrainingSetVersion,
});
export const cancelTrainingVersion = endpoint('POST /api/training-sets/{slug}/versions/{number}/cancel', {
  summary: 'Stop building a version',
  params: bySlug.extend({ number }),
  output: TrainingSetVersion,
});

/** What a left-out example is the twin of. */
const Twin = z.object({
  /** An example of this training set, or of a data set that an eval measures with. */
  of: z.enum(['training', 'eval']),
  id: z.string(),
  dataset: z.string().nullable(),
  similarity: share,
});
export const TrainingExample = z.object({
  id: z.string(),
  /** Null when the reader may not see what it came from. */
  text: z.string().nullable(),
  /** Empty, too, when the reader may not see it. */
  labels: z.array(z.string()),
  source: z.enum(SOURCES),
  /** Of the data set's example, the run, the proposal, or `<file>#<line>`. */
  sourceId: z.string(),
  group: z.string(),
  at: when.nullable(),
  split: z.enum(SPLITS).nullable(),
  leftOut: z.enum(REASONS).nullable(),
  twin: Twin.nullable(),
});
export const listTrainingExamples = endpoint('GET /api/training-sets/{slug}/versions/{number}/examples', {
  summary: 'Examples of a version: those that are in it, or those that were left out and why',
  params: bySlug.extend({ number }),
  query: z.object({
    split: z.enum(SPLITS).optional(),
    leftOut: z.enum(REASONS).optional(),
    label: z.string().max(300).optional(),
    search: z.string().max(200).optional(),
    after: z.string().max(64).optional(),
    limit: z.coerce.number().int().min(1).max(1_000).default(100),
  }),
  output: z.object({ data: z.array(TrainingExample), hasMore: z.boolean() }),
});
export const exportTrainingVersion = endpoint('GET /api/training-sets/{slug}/versions/{number}/jsonl', {
  summary: "The examples of a split as JSONL in OpenAI's chat format",
  params: bySlug.extend({ number }),
  query: z.object({ split: z.enum(SPLITS).default('train') }),
  answers: 'bytes',
});

/** `feedback`: runs that somebody corrected or liked; `any`: also those taken by sampling; `none`. */
const LearnedRuns = z.enum(['none', 'feedback', 'any']);
/** What of production may be learned from at all. A recipe can ask for less, never for more. */
export const TrainingPolicy = z.object({ runs: LearnedRuns, dataClasses: z.array(DataClass).max(4) });
export type TrainingPolicy = z.infer<typeof TrainingPolicy>;
/** What holds where nobody said otherwise. */
export const DEFAULT_POLICY: TrainingPolicy = { runs: 'feedback', dataClasses: ['public', 'internal'] };
export const getTrainingPolicy = endpoint('GET /api/tuning/policy', {
  summary: 'What of production may be learned from',
  output: TrainingPolicy,
});
export const putTrainingPolicy = endpoint('PUT /api/tuning/policy', {
  summary: 'Say what of production may be learned from',
  body: z.object({
    runs: LearnedRuns.default(DEFAULT_POLICY.runs),
    dataClasses: z.array(DataClass).max(4).default(DEFAULT_POLICY.dataClasses),
  }),
  output: TrainingPolicy,
});

/** What derives from one source, wherever it went. */
export const traceSource = endpoint('GET /api/tuning/lineage', {
  summary: 'Training sets and tuned models that a data set, an example, a run or a file went into',
  query: z.object({ id: z.string().min(1).max(80) }),
  output: z.object({
    trainingSets: z.array(
      z.object({ slug: z.string(), version: z.number().int(), examples: count, leftOut: count }),
    ),
    models: z.array(z.object({ id: z.string(), name: z.string(), examples: count })),
  }),
});
