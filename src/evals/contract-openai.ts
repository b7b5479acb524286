import { z } from 'zod';
import { endpoint } from '../kernel/contract.ts';

/** OpenAI's evals: what is measured, and by which criteria. Their runs are in contract-openai-runs.ts. */

export const seconds = z.number().int();
export const Metadata = z
  .record(z.string().max(64), z.string().max(512))
  .refine((pairs) => Object.keys(pairs).length <= 16, 'must not have more than 16 pairs');
export const page = z.object({
  after: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  order: z.enum(['asc', 'desc']).default('asc'),
});
export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({
    object: z.literal('list'),
    data: z.array(item),
    first_id: z.string().nullable(),
    last_id: z.string().nullable(),
    has_more: z.boolean(),
  });

/** May hold `{{item.…}}` and, where a model was asked, `{{sample.…}}`. */
const template = z.string().max(100_000);
const Part = z.looseObject({ type: z.string().max(40), text: template.optional() });
export const TemplateMessage = z.looseObject({
  role: z.enum(['user', 'assistant', 'system', 'developer']),
  content: z.union([template, Part, z.array(z.union([template, Part])).max(200)]),
});
export type TemplateMessage = z.infer<typeof TemplateMessage>;

const name = z.string().min(1, 'must not be empty').max(200);
const model = z.string().min(1).max(300);
const messages = z.array(TemplateMessage).min(1).max(200);

export const METRICS = [
  ...(['fuzzy_match', 'bleu', 'gleu', 'meteor', 'cosine'] as const),
  ...(['rouge_1', 'rouge_2', 'rouge_3', 'rouge_4', 'rouge_5', 'rouge_l'] as const),
] as const;

export const StringCheck = z.looseObject({
  type: z.literal('string_check'),
  name,
  input: template,
  reference: template,
  operation: z.enum(['eq', 'ne', 'like', 'ilike']),
});
export const TextSimilarity = z.looseObject({
  type: z.literal('text_similarity'),
  name,
  input: template,
  reference: template,
  evaluation_metric: z.enum(METRICS),
  pass_threshold: z.number(),
});
export const LabelModel = z.looseObject({
  type: z.literal('label_model'),
  name,
  model,
  input: messages,
  labels: z.array(z.string().min(1).max(200)).min(1).max(200),
  passing_labels: z.array(z.string().max(200)).min(1).max(200),
});
export const ScoreModel = z.looseObject({
  type: z.literal('score_model'),
  name,
  model,
  input: messages,
  range: z.array(z.number()).length(2).nullish(),
  /** The middle of the range where it is absent. */
  pass_threshold: z.number().nullish(),
  sampling_params: z.record(z.string(), z.unknown()).nullish(),
});
/** Read, so that the refusal can say why. */
const Refused = z.looseObject({ type: z.enum(['python', 'multi']), name });
export const TestingCriterion = z.discriminatedUnion('type', [
  StringCheck,
  TextSimilarity,
  LabelModel,
  ScoreModel,
  Refused,
]);
export type TestingCriterion = z.infer<typeof TestingCriterion>;

const DataSourceConfig = z.discriminatedUnion('type', [
  z.looseObject({
    type: z.literal('custom'),
    item_schema: z.record(z.string(), z.unknown()),
    include_sample_schema: z.boolean().nullish(),
  }),
  z.looseObject({ type: z.enum(['logs', 'stored_completions']) }),
]);
export const WireEval = z.object({
  id: z.string(),
  object: z.literal('eval'),
  name: z.string(),
  created_at: seconds,
  metadata: Metadata,
  data_source_config: z.object({ type: z.literal('custom'), schema: z.record(z.string(), z.unknown()) }),
  testing_criteria: z.array(TestingCriterion),
});
export const byEval = z.object({ eval_id: z.string().max(64) });

export const createWireEval = endpoint('POST /v1/evals', {
  summary: "Create an eval in OpenAI's format: a schema of items and the criteria they are tested by",
  body: z.looseObject({
    name: z.string().trim().max(200).nullish(),
    metadata: Metadata.nullish(),
    data_source_config: DataSourceConfig,
    testing_criteria: z.array(TestingCriterion).min(1, 'must hold at least one').max(50),
  }),
  output: WireEval,
  status: 201,
});
export const listWireEvals = endpoint('GET /v1/evals', {
  summary: "List evals made in OpenAI's format",
  query: page.extend({ order_by: z.enum(['created_at', 'updated_at']).default('created_at') }),
  output: listOf(WireEval),
});
export const getWireEval = endpoint('GET /v1/evals/{eval_id}', {
  summary: "One eval in OpenAI's format",
  params: byEval,
  output: WireEval,
});
export const updateWireEval = endpoint('POST /v1/evals/{eval_id}', {
  summary: 'Change the name or metadata of an eval',
  params: byEval,
  body: z.looseObject({ name: z.string().trim().min(1).max(200).optional(), metadata: Metadata.nullish() }),
  output: WireEval,
});
export const deleteWireEval = endpoint('DELETE /v1/evals/{eval_id}', {
  summary: 'Delete an eval with its runs',
  params: byEval,
  output: z.object({ object: z.literal('eval.deleted'), deleted: z.literal(true), eval_id: z.string() }),
});
