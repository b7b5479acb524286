import {
  bigint,
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
} from 'drizzle-orm/pg-core';
import { workspaces } from '../identity/schema.ts';
import { bytea } from '../kernel/blobs/schema.ts';
import type { Actor } from '../kernel/index.ts';
import type {
  BUILD_PHASES,
  BUILD_STATUS,
  Reason,
  Recipe,
  SOURCES,
  Split,
  TrainingPolicy,
  TrainingReport,
} from './contract.ts';
import type { CurvePoint, JobPhase, JobStatus, Method, TrainingOptions } from './contract-jobs.ts';
import type { ModelCard, TunedReport } from './contract-models.ts';

const when = () => timestamp({ withTimezone: true });
const workspaceId = () =>
  text()
    .notNull()
    .references(() => workspaces.workspaceId, { onDelete: 'cascade' });

export interface StoredProblem {
  code: string;
  params: Record<string, unknown>;
  message: string;
  remedy: string;
}

export interface StoredSkip {
  source: (typeof SOURCES)[number];
  reason: Reason;
  count: number;
}

/** What of production may be learned from; no row: what the contract says by default. */
export const trainingPolicies = pgTable('training_policies', {
  workspaceId: workspaceId().primaryKey(),
  policy: jsonb().$type<TrainingPolicy>().notNull(),
  updatedAt: when().notNull().defaultNow(),
});

export const trainingSets = pgTable(
  'training_sets',
  {
    id: text().primaryKey(),
    workspaceId: workspaceId(),
    slug: text().notNull(),
    name: text().notNull(),
    description: text().notNull().default(''),
    recipe: jsonb().$type<Recipe>().notNull(),
    createdAt: when().notNull().defaultNow(),
    updatedAt: when().notNull().defaultNow(),
    /** Its examples are gone and its slug is free; models still say what they were made from. */
    deletedAt: when(),
  },
  (t) => [index().on(t.workspaceId, t.slug)],
);

/** One execution of a recipe. Once it is ready its examples never change. */
export const trainingVersions = pgTable(
  'training_versions',
  {
    id: text().primaryKey(),
    workspaceId: workspaceId(),
    setId: text()
      .notNull()
      .references(() => trainingSets.id, { onDelete: 'cascade' }),
    number: integer().notNull(),
    recipe: jsonb().$type<Recipe>().notNull(),
    status: text().$type<(typeof BUILD_STATUS)[number]>().notNull(),
    phase: text().$type<(typeof BUILD_PHASES)[number]>().notNull().default('gather'),
    done: integer().notNull().default(0),
    total: integer().notNull().default(0),
    hash: text(),
    used: boolean().notNull().default(false),
    taintedAt: when(),
    taintedSources: integer().notNull().default(0),
    erasedAt: when(),
    problem: jsonb().$type<StoredProblem>(),
    report: jsonb().$type<TrainingReport>(),
    /** Content that must not be learned from: how much there was, and nothing else of it. */
    skipped: jsonb().$type<StoredSkip[]>().notNull().default([]),
    /** On whose behalf sources are read and teachers asked. */
    actor: jsonb().$type<Actor>().notNull(),
    createdAt: when().notNull().defaultNow(),
    finishedAt: when(),
  },
  (t) => [unique().on(t.setId, t.number)],
);

export interface StoredTwin {
  of: 'training' | 'eval';
  id: string;
  dataset: string | null;
  similarity: number;
}

/** Examples of a version, those that were left out with the reason. What must not be learned from is counted, not kept. */
export const trainingExamples = pgTable(
  'training_examples',
  {
    id: text().primaryKey(),
    workspaceId: workspaceId(),
    versionId: text()
      .notNull()
      .references(() => trainingVersions.id, { onDelete: 'cascade' }),
    text: text().notNull(),
    /** Null while the teacher has not answered yet. */
    labels: jsonb().$type<string[]>(),
    source: text().$type<(typeof SOURCES)[number]>().notNull(),
    sourceId: text().notNull(),
    /** The data set, app, file or teacher. */
    through: text().notNull(),
    /** The run it came from in the end, by whatever way. */
    runId: text(),
    group: text().notNull().default(''),
    at: when(),
    forValidation: boolean().notNull().default(false),
    /** The line of the file as it came, where it is more than the text. */
    messages: jsonb().$type<{ line: string }>(),
    dataClass: text().$type<'public' | 'internal' | 'confidential' | 'restricted'>().notNull(),
    restrictedTo: jsonb().$type<string[][]>().notNull().default([]),
    /** SHA-256 of the text: what its vector is kept under. */
    textHash: text().notNull(),
    split: text().$type<Split>(),
    leftOut: text().$type<Reason>(),
    twin: jsonb().$type<StoredTwin>(),
  },
  (t) => [
    index().on(t.versionId, t.id),
    index().on(t.workspaceId, t.sourceId),
    index().on(t.workspaceId, t.textHash),
  ],
);

/** Vectors of texts, so that the same text is embedded once. Derived: they go with the last example that has the text. */
export const textVectors = pgTable(
  'text_vectors',
  {
    workspaceId: workspaceId(),
    model: text().notNull(),
    hash: text().notNull(),
    vector: bytea().notNull(),
    tokens: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.model, t.hash] })],
);

export interface WireJob {
  trainingFile: string;
  validationFile: string | null;
  hyperparameters: Record<string, unknown>;
  metadata: Record<string, string> | null;
  /** Returned as they came; nothing is sent anywhere. */
  integrations: Record<string, unknown>[] | null;
  resultFiles: string[];
}

/** What a provider was given and what it calls it. */
export interface HostedJob {
  /** Of the job that is done again; else those that came over the wire count. */
  hyperparameters?: Record<string, unknown>;
  provider: string;
  model: string;
  files: Record<string, string>;
  jobId: string | null;
  /** Since when the provider cannot be asked, in ms; undefined: it can. */
  troubleSince?: number | undefined;
  /** What it has to delete, because it was erased here. */
  removal?: Removal | undefined;
}

interface Removal {
  /** `failed`: it would not, and somebody has to. */
  status: 'open' | 'done' | 'failed';
  /** Who erased it. */
  actor: Actor;
  /** In ms. */
  since: number;
  /** What the provider calls the model; null: none is known here that has to go. */
  model: string | null;
  /** What else it made in the job: models of checkpoints, and one that nobody here waited for. Absent: it was not asked yet. */
  made?: string[];
  /** Names of what it has deleted. */
  gone: string[];
  problem: StoredProblem | null;
}

export const tuningJobs = pgTable(
  'tuning_jobs',
  {
    id: text().primaryKey(),
    workspaceId: workspaceId(),
    method: text().$type<Method>().notNull(),
    base: text().notNull(),
    suffix: text().notNull(),
    versionId: text()
      .notNull()
      .references(() => trainingVersions.id, { onDelete: 'cascade' }),
    options: jsonb().$type<TrainingOptions>().notNull(),
    status: text().$type<JobStatus>().notNull(),
    phase: text().$type<JobPhase>().notNull().default('prepare'),
    phaseAt: when(),
    done: integer().notNull().default(0),
    total: integer().notNull().default(0),
    modelId: text(),
    problem: jsonb().$type<StoredProblem>(),
    trainedTokens: bigint({ mode: 'number' }),
    /** Of a job that came over OpenAI's API. */
    wire: jsonb().$type<WireJob>(),
    hosted: jsonb().$type<HostedJob>(),
    actor: jsonb().$type<Actor>().notNull(),
    createdAt: when().notNull().defaultNow(),
    startedAt: when(),
    finishedAt: when(),
  },
  (t) => [index().on(t.workspaceId, t.id)],
);

/** What happened, and the learning curve. The key makes a repeated step harmless. */
export const tuningEvents = pgTable(
  'tuning_events',
  {
    id: text().primaryKey(),
    workspaceId: workspaceId(),
    jobId: text()
      .notNull()
      .references(() => tuningJobs.id, { onDelete: 'cascade' }),
    key: text().notNull(),
    at: when().notNull().defaultNow(),
    level: text().$type<'info' | 'warn' | 'error'>().notNull().default('info'),
    code: text().notNull(),
    params: jsonb().$type<Record<string, string | number>>().notNull().default({}),
    point: jsonb().$type<CurvePoint>(),
  },
  (t) => [unique().on(t.jobId, t.key), index().on(t.jobId, t.id)],
);

/** Where training goes on after a crash or a pause. */
export const tuningCheckpoints = pgTable(
  'tuning_checkpoints',
  {
    id: text().primaryKey(),
    workspaceId: workspaceId(),
    jobId: text()
      .notNull()
      .references(() => tuningJobs.id, { onDelete: 'cascade' }),
    step: integer().notNull(),
    point: jsonb().$type<CurvePoint>(),
    blobId: text().notNull(),
    at: when().notNull().defaultNow(),
  },
  (t) => [index().on(t.jobId, t.id)],
);

/** Without a reference to job or training set: what a model was made from is told after both are gone. */
export const tunedModels = pgTable(
  'tuned_models',
  {
    id: text().primaryKey(),
    workspaceId: workspaceId(),
    name: text().notNull(),
    method: text().$type<Method>().notNull(),
    base: text().notNull(),
    suffix: text().notNull(),
    jobId: text().notNull(),
    versionId: text().notNull(),
    trainingHash: text().notNull(),
    options: jsonb().$type<TrainingOptions>().notNull(),
    report: jsonb().$type<TunedReport>(),
    labels: jsonb().$type<string[]>().notNull().default([]),
    blobId: text(),
    bytes: bigint({ mode: 'number' }).notNull().default(0),
    hash: text(),
    taintedAt: when(),
    taintedSources: integer().notNull().default(0),
    erasedAt: when(),
    createdBy: text().notNull(),
    createdAt: when().notNull().defaultNow(),
  },
  (t) => [unique().on(t.workspaceId, t.name), index().on(t.workspaceId, t.id), index().on(t.versionId)],
);

/** What a model says about its test split. */
export const tunedPredictions = pgTable(
  'tuned_predictions',
  {
    workspaceId: workspaceId(),
    modelId: text()
      .notNull()
      .references(() => tunedModels.id, { onDelete: 'cascade' }),
    /** In the order in which the list shows them. */
    n: integer().notNull(),
    exampleId: text().notNull(),
    actual: jsonb().$type<string[]>().notNull(),
    predicted: jsonb().$type<string[]>().notNull(),
    probability: doublePrecision().notNull(),
    abstained: boolean().notNull(),
    right: boolean().notNull(),
  },
  (t) => [primaryKey({ columns: [t.modelId, t.n] })],
);

export const modelCards = pgTable(
  'model_cards',
  {
    workspaceId: workspaceId(),
    modelId: text()
      .notNull()
      .references(() => tunedModels.id, { onDelete: 'cascade' }),
    version: integer().notNull(),
    reason: text().notNull(),
    card: jsonb().$type<ModelCard>().notNull(),
    markdown: text().notNull(),
    createdAt: when().notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.modelId, t.version] })],
);
