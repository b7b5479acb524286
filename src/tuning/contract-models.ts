import { z } from 'zod';
import { endpoint } from '../kernel/contract.ts';
import { Measure, Problem, SOURCES, TASKS, Taint } from './contract.ts';
import { METHODS, TuningJob } from './contract-jobs.ts';

/** Tuned models: what they are, how good, where they come from, and what becomes of them when a source is erased. */

const when = z.iso.datetime();
const count = z.number().int().min(0);
const byId = z.object({ id: z.string().max(64) });

/** A measure on the test split, which training never saw. */
const Named = Measure.extend({ name: z.string(), of: count });
export const TunedReport = z.object({
  task: z.enum(TASKS),
  seconds: z.number(),
  examples: z.object({ train: count, validation: count, test: count }),
  classes: count,
  /** `accuracy`, `macro_f1`, `micro_f1`, `subset_accuracy`, `recall_at_1`…: those that the task has. */
  measures: z.array(Named),
  /** The same on the same test split without training: the commonest class, the untuned model. */
  baselines: z.array(Named),
  calibration: z
    .object({
      temperature: z.number(),
      eceBefore: z.number(),
      eceAfter: z.number(),
      /** After calibration: how sure the model says it is, and how often it is right. */
      bins: z.array(
        z.object({
          from: z.number(),
          to: z.number(),
          count,
          confidence: z.number(),
          accuracy: z.number(),
        }),
      ),
    })
    .nullable(),
  /** What it has learned from in the end; absent from models that are older than this field. */
  fittedOn: z.enum(['train', 'train and validation']).optional(),
  /**
   * What calibration and thresholds go by. `held-out`: the validation split, by a fit on the training rows. `cross-fitted`:
   * that split, each part by a fit on all rows but the part. `out-of-fold`: the training rows, each part by a fit on the others.
   */
  calibratedOn: z.enum(['held-out', 'cross-fitted', 'out-of-fold']).optional(),
  abstention: z.object({ threshold: z.number(), coverage: Measure, accuracy: Measure }).nullable(),
  chosen: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  crossValidation: z.array(
    z.object({
      parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
      score: z.number(),
      chosen: z.boolean(),
    }),
  ),
  perClass: z.array(
    z.object({
      label: z.string(),
      support: count,
      precision: z.number(),
      recall: z.number(),
      f1: z.number(),
    }),
  ),
  /** Cells that are not zero; the largest 5,000. */
  confusion: z.array(z.object({ actual: z.string(), predicted: z.string(), count })),
  /** Off the diagonal, both directions together, most often first. */
  confusedPairs: z.array(z.object({ a: z.string(), b: z.string(), count, ofBoth: count })),
});
export type TunedReport = z.infer<typeof TunedReport>;

export const TunedModel = z.object({
  id: z.string(),
  /** What `model` says: `ft:<base>:<suffix>:<id>`, or the provider's own name for a hosted one. */
  name: z.string(),
  method: z.enum(METHODS),
  base: z.string(),
  suffix: z.string(),
  jobId: z.string(),
  trainingSet: z.object({ slug: z.string(), name: z.string(), version: z.number().int(), hash: z.string() }),
  report: TunedReport.nullable(),
  /** Labels it can answer with; the first 1,000. */
  labels: z.array(z.string()),
  bytes: count,
  /** SHA-256 of the artefact: the same data, options and seed give the same. */
  hash: z.string().nullable(),
  cardVersion: z.number().int(),
  /** Something that it learned from was deleted since. */
  tainted: Taint.nullable(),
  /** Its artefact is gone; what it was is still known. */
  erasedAt: when.nullable(),
  /** What became of it at the provider that trained it, once it was erased; null for one that was trained here. */
  atProvider: z
    .object({
      provider: z.string(),
      /** `failed`: it did not delete what is `left`; the problem says what to do. */
      status: z.enum(['deleting', 'deleted', 'failed']),
      left: z.array(z.string()),
      problem: Problem.nullable(),
    })
    .nullable(),
  createdBy: z.string(),
  createdAt: when,
});
export type TunedModel = z.infer<typeof TunedModel>;

export const listTunedModels = endpoint('GET /api/tuned-models', {
  summary: 'List tuned models, newest first',
  query: z.object({
    after: z.string().max(64).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ data: z.array(TunedModel), hasMore: z.boolean() }),
});
export const getTunedModel = endpoint('GET /api/tuned-models/{id}', {
  summary: 'One tuned model with how good it is',
  params: byId,
  output: TunedModel,
});
export const eraseTunedModel = endpoint('POST /api/tuned-models/{id}/erase', {
  summary: 'Erase the model, its checkpoints and the examples it was made from; what it was stays known',
  params: byId,
  body: z.object({
    /** Also erase the training set version, unless another model that is kept was made from it. */
    trainingSet: z.boolean().default(true),
  }),
  output: TunedModel,
});
export const retrainTunedModel = endpoint('POST /api/tuned-models/{id}/retrain', {
  summary: 'Train again by the same recipe and options on what is there now, without what was deleted',
  params: byId,
  output: TuningJob,
  status: 202,
});
export const tryTunedModel = endpoint('POST /api/tuned-models/{id}/try', {
  summary: 'Ask a tuned model about some texts, with the probabilities behind its answers',
  params: byId,
  body: z.object({ texts: z.array(z.string().min(1).max(20_000)).min(1).max(100) }),
  output: z.object({
    data: z.array(
      z.object({
        labels: z.array(z.string()),
        abstained: z.boolean(),
        top: z.array(z.object({ label: z.string(), probability: z.number() })),
        tokens: count,
      }),
    ),
    durationMs: z.number(),
  }),
});

/** One text of the test split: what it is, and what the model says. */
export const Prediction = z.object({
  exampleId: z.string(),
  /** Null when the reader may not see it. */
  text: z.string().nullable(),
  actual: z.array(z.string()),
  predicted: z.array(z.string()),
  probability: z.number(),
  abstained: z.boolean(),
  right: z.boolean(),
});
export const listPredictions = endpoint('GET /api/tuned-models/{id}/predictions', {
  summary: 'What the model says about its test split, least sure first',
  params: byId,
  query: z.object({
    actual: z.string().max(300).optional(),
    predicted: z.string().max(300).optional(),
    wrong: z.enum(['true', 'false']).optional(),
    after: z.coerce.number().int().min(0).max(1_000_000).default(0),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  output: z.object({ data: z.array(Prediction), hasMore: z.boolean() }),
});

export const ModelCard = z.object({
  model: z.string(),
  version: z.number().int(),
  generatedAt: when,
  intendedUse: z.string(),
  base: z.string(),
  method: z.enum(METHODS),
  data: z.object({
    trainingSet: z.string(),
    version: z.number().int(),
    hash: z.string(),
    dataClass: z.string(),
    sources: z.array(z.object({ source: z.enum(SOURCES), examples: count })),
    splits: z.object({ train: count, validation: count, test: count }),
    classes: count,
    leftOut: z.array(z.object({ reason: z.string(), count })),
    leakage: z.string(),
    labelNoise: z.string(),
  }),
  training: z.object({ seed: z.number(), options: z.record(z.string(), z.unknown()), seconds: z.number() }),
  report: TunedReport.nullable(),
  limits: z.array(z.string()),
  lineage: z.object({ job: z.string(), artefact: z.string().nullable(), tainted: Taint.nullable() }),
});
export type ModelCard = z.infer<typeof ModelCard>;
export const getModelCard = endpoint('GET /api/tuned-models/{id}/card', {
  summary: "A model's card, as of a version: JSON and Markdown",
  params: byId,
  query: z.object({ version: z.coerce.number().int().min(1).max(2_147_483_647).optional() }),
  output: z.object({
    version: z.number().int(),
    versions: z.array(z.object({ version: z.number().int(), reason: z.string(), createdAt: when })),
    card: ModelCard,
    markdown: z.string(),
  }),
});

export const getModelLineage = endpoint('GET /api/tuned-models/{id}/lineage', {
  summary: 'From a tuned model back to what it learned from',
  params: byId,
  output: z.object({
    model: z.object({ id: z.string(), name: z.string(), hash: z.string().nullable() }),
    job: z.object({ id: z.string(), createdBy: z.string(), createdAt: when }),
    trainingSet: z.object({ slug: z.string(), version: z.number().int(), hash: z.string() }),
    sources: z.array(
      z.object({
        source: z.enum(SOURCES),
        /** The data set, app, file or teacher that they came through. */
        through: z.string(),
        examples: count,
        /** Of these, how many are deleted by now. */
        gone: count,
      }),
    ),
  }),
});
export const deleteModel = endpoint('DELETE /v1/models/{model}', {
  summary: 'Delete a tuned model',
  params: z.object({ model: z.string().max(300) }),
  output: z.object({ id: z.string(), object: z.literal('model'), deleted: z.literal(true) }),
});
