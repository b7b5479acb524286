import { z } from 'zod';
import { DataClass } from '../gateway/contract.ts';
import { endpoint } from '../kernel/contract.ts';

const when = z.iso.datetime();
const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be lower-case letters, digits and hyphens');
const bySlug = z.object({ slug: z.string().max(64) });
const byId = z.object({ id: z.string().max(64) });

/** What an assistant is. Immutable once it is a version; the same from studio, API, SDK and CLI. */
export const AssistantDefinition = z.strictObject({
  kind: z.literal('assistant'),
  slug,
  name: z.string().trim().min(1, 'must not be empty').max(120),
  description: z.string().max(500).default(''),
  model: z.string().min(1).max(300).default('default'),
  instructions: z.string().max(20_000).default(''),
  knowledge: z.array(z.string().min(1).max(200)).max(20).default([]),
  /** How passages are found: by words and meaning together, or by one of them alone (to compare with). */
  retrieval: z.enum(['hybrid', 'keyword', 'vectors']).default('hybrid'),
  starters: z.array(z.string().min(1).max(300)).max(6).default([]),
  /** `required`: every answer cites passages, or abstains. `off`: the model may answer from what it knows. */
  citations: z.enum(['required', 'off']).default('required'),
  /** The guardrail policy of its runs; absent: the workspace's policy `default`, if there is one. */
  guardrails: slug.optional(),
  /** What instructions and questions are at least, for which providers may see them; absent: `internal`. */
  dataClass: DataClass.optional(),
  limits: z
    .strictObject({
      passages: z.number().int().min(1).max(20).default(6),
      questionCharacters: z.number().int().min(100).max(20_000).default(4_000),
      answerTokens: z.number().int().min(50).max(8_000).default(800),
    })
    .prefault({}),
});
export type AssistantDefinition = z.infer<typeof AssistantDefinition>;

/** A collection can stand in the same file as the assistant that needs it. */
export const CollectionDefinition = z.strictObject({
  kind: z.literal('collection'),
  slug,
  name: z.string().trim().min(1, 'must not be empty').max(200),
  description: z.string().max(2_000).default(''),
  groups: z.array(z.string().max(64)).max(100).default([]),
  /** Of everything in it; a file can raise the class of a collection that exists, and not lower it. */
  dataClass: DataClass.optional(),
});

export type Definition = AssistantDefinition | z.infer<typeof CollectionDefinition>;

export const App = z.object({
  slug: z.string(),
  kind: z.literal('assistant'),
  name: z.string(),
  description: z.string(),
  latestVersion: z.number().int(),
  /** The version that `app/<slug>` serves the caller now, be it a canary; null when none does. */
  servingVersion: z.number().int().nullable(),
  /** The version that serves production, whoever asks: what a new one is compared with. */
  productionVersion: z.number().int().nullable(),
  starters: z.array(z.string()),
  runs: z.number().int(),
  createdAt: when,
  updatedAt: when,
});
export const listApps = endpoint('GET /api/apps', {
  summary: 'List apps',
  output: z.object({ data: z.array(App) }),
});
export const getApp = endpoint('GET /api/apps/{slug}', { summary: 'One app', params: bySlug, output: App });
export const deleteApp = endpoint('DELETE /api/apps/{slug}', {
  summary: 'Delete an app with its versions; its runs stay as records',
  params: bySlug,
  status: 204,
});

export const Version = z.object({
  number: z.number().int(),
  definition: AssistantDefinition,
  hash: z.string(),
  createdBy: z.string(),
  createdAt: when,
});
export const listVersions = endpoint('GET /api/apps/{slug}/versions', {
  summary: 'All versions of an app, newest first',
  params: bySlug,
  output: z.object({ data: z.array(Version) }),
});

export const Citation = z.object({
  type: z.literal('file_citation'),
  file_id: z.string(),
  filename: z.string(),
  quote: z.string(),
  start_index: z.number().int(),
  end_index: z.number().int(),
  passage_id: z.string(),
});
export type Citation = z.infer<typeof Citation>;

const Usage = z.object({
  prompt_tokens: z.number(),
  completion_tokens: z.number(),
  total_tokens: z.number(),
});
const Turn = z.object({ role: z.enum(['user', 'assistant']), content: z.string().max(100_000) });
export const askApp = endpoint('POST /api/apps/{slug}/ask', {
  summary: 'Ask an assistant; the answer comes as events: run, text, citations, done',
  params: bySlug,
  body: z.object({
    messages: z.array(Turn).min(1, 'must hold at least one message').max(200),
    /** A version to try; absent: the one that serves. */
    version: z.number().int().min(1).max(2_147_483_647).optional(),
    conversationId: z.string().max(64).optional(),
  }),
  answers: 'stream',
  output: z.discriminatedUnion('type', [
    z.object({ type: z.literal('run'), id: z.string(), version: z.number().int() }),
    z.object({ type: z.literal('text'), text: z.string() }),
    z.object({ type: z.literal('citations'), citations: z.array(Citation) }),
    z.object({
      type: z.literal('done'),
      abstained: z.boolean(),
      /** A guardrail ended the answer where it stands. */
      blocked: z.boolean(),
      reason: z.string().nullable(),
      usage: Usage.optional(),
    }),
  ]),
});

export const RUN_STATUS = [
  'running',
  'answered',
  'abstained',
  'blocked',
  'failed',
  'cancelled',
  'interrupted',
] as const;
export type RunStatus = (typeof RUN_STATUS)[number];

/** Where a run happened: here, or in another program that sent its trace. */
export const RUN_SOURCES = ['platform', 'external'] as const;
export type RunSource = (typeof RUN_SOURCES)[number];

export const Span = z.object({
  name: z.string(),
  /** Milliseconds since the run began. */
  start: z.number(),
  /** Milliseconds. */
  duration: z.number(),
  attributes: z.record(z.string(), z.unknown()),
});
export type Span = z.infer<typeof Span>;

export const RetrievedPassage = z.object({
  id: z.string(),
  fileId: z.string(),
  documentName: z.string(),
  headings: z.array(z.string()),
  text: z.string(),
  score: z.number(),
  /** Null in runs from before passages had one. */
  dataClass: DataClass.nullable(),
  cited: z.boolean(),
});
export const Feedback = z.object({
  thumb: z.enum(['up', 'down']).nullable(),
  correction: z.string().nullable(),
  by: z.string(),
  at: when,
});

export const RunSummary = z.object({
  id: z.string(),
  source: z.enum(RUN_SOURCES),
  /** The app's slug, or the name of the program that sent the trace. */
  app: z.string(),
  /** 0 for an external run. */
  version: z.number().int(),
  status: z.enum(RUN_STATUS),
  /** Null when the run used documents that the caller may not read. */
  question: z.string().nullable(),
  reason: z.string().nullable(),
  by: z.string(),
  model: z.string().nullable(),
  durationMs: z.number().nullable(),
  tokens: z.number().nullable(),
  /** Of all its calls together; null when the price of one is not known. */
  costUsd: z.number().nullable(),
  thumb: z.enum(['up', 'down']).nullable(),
  /** Of the most delicate thing that it used. */
  dataClass: DataClass,
  /** How often guardrails found something, by check. */
  findings: z.record(z.string(), z.number()),
  /** A guardrail wants a person to look, or one has. */
  review: z.enum(['open', 'done']).nullable(),
  startedAt: when,
});
export const listRuns = endpoint('GET /api/runs', {
  summary: 'Runs, newest first; members see their own',
  query: z.object({
    app: z.string().max(64).optional(),
    status: z.enum(RUN_STATUS).optional(),
    source: z.enum(RUN_SOURCES).optional(),
    thumb: z.enum(['up', 'down']).optional(),
    review: z.enum(['open', 'done']).optional(),
    dataClass: DataClass.optional(),
    search: z.string().max(200).optional(),
    /** Begun at this moment or later, and before that one. */
    since: when.optional(),
    until: when.optional(),
    after: z.string().max(64).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  output: z.object({ data: z.array(RunSummary), hasMore: z.boolean() }),
});
export const getRun = endpoint('GET /api/runs/{id}', {
  summary: 'A run with its spans: what was asked, found, said, and what it took',
  params: byId,
  output: RunSummary.extend({
    /** True when content is withheld because of the documents it came from. */
    withheld: z.boolean(),
    input: z.array(Turn).nullable(),
    answer: z.string().nullable(),
    citations: z.array(Citation),
    retrieved: z.array(RetrievedPassage),
    spans: z.array(Span),
    usage: Usage.nullable(),
    firstTokenMs: z.number().nullable(),
    error: z.string().nullable(),
    feedback: z.array(Feedback),
  }),
});
export const reviewRun = endpoint('POST /api/runs/{id}/review', {
  summary: 'Say that somebody has looked at what a guardrail flagged in a run',
  params: byId,
  status: 204,
});
export const giveFeedback = endpoint('PUT /api/runs/{id}/feedback', {
  summary: 'Say whether an answer helped, or what it should have been',
  params: byId,
  body: z.object({
    thumb: z.enum(['up', 'down']).nullable().default(null),
    correction: z.string().trim().max(10_000).nullable().default(null),
  }),
  output: Feedback,
});
