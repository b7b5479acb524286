import { z } from 'zod';
import { endpoint } from '../kernel/contract.ts';
import { byEval, listOf, Metadata, page, seconds, TemplateMessage } from './contract-openai.ts';

const anything = z.record(z.string(), z.unknown());
/** One line of the data: what a criterion may refer to. */
export const Row = z.looseObject({ item: anything, sample: anything.nullish() });

export const MOST_ITEMS = 50_000;
export const Source = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('file_content'), content: z.array(Row).min(1).max(MOST_ITEMS) }),
  z.looseObject({ type: z.literal('file_id'), id: z.string().max(64) }),
  /** Read, so that the refusal can say why. */
  z.looseObject({ type: z.enum(['stored_completions', 'responses']) }),
]);
const InputMessages = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('template'), template: z.array(TemplateMessage).min(1).max(200) }),
  z.looseObject({ type: z.literal('item_reference'), item_reference: z.string().max(500) }),
]);
/** `jsonl` is tested as it is; for the others a model answers each item first. */
export const DataSource = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('jsonl'), source: Source }),
  z.looseObject({
    type: z.enum(['completions', 'responses']),
    source: Source,
    input_messages: InputMessages.nullish(),
    model: z.string().min(1).max(300).nullish(),
    sampling_params: anything.nullish(),
  }),
]);
export type DataSource = z.infer<typeof DataSource>;

export const WIRE_STATUS = ['queued', 'in_progress', 'completed', 'canceled', 'failed'] as const;
const Tokens = {
  prompt_tokens: z.number().int(),
  completion_tokens: z.number().int(),
  total_tokens: z.number().int(),
  cached_tokens: z.number().int(),
};
const ApiError = z.object({ code: z.string(), message: z.string() });

export const WireRun = z.object({
  id: z.string(),
  object: z.literal('eval.run'),
  eval_id: z.string(),
  name: z.string(),
  status: z.enum(WIRE_STATUS),
  model: z.string(),
  created_at: seconds,
  metadata: Metadata,
  data_source: DataSource,
  report_url: z.string(),
  result_counts: z.object({
    total: z.number().int(),
    passed: z.number().int(),
    failed: z.number().int(),
    errored: z.number().int(),
  }),
  per_model_usage: z.array(
    z.object({ model_name: z.string(), invocation_count: z.number().int(), ...Tokens }),
  ),
  per_testing_criteria_results: z.array(
    z.object({ testing_criteria: z.string(), passed: z.number().int(), failed: z.number().int() }),
  ),
  error: ApiError.nullable(),
});
const byRun = byEval.extend({ run_id: z.string().max(64) });

export const createWireRun = endpoint('POST /v1/evals/{eval_id}/runs', {
  summary:
    'Run an eval over items, as they are or answered by any model of /v1/models; poll it until it ends',
  params: byEval,
  body: z.looseObject({
    name: z.string().trim().max(200).nullish(),
    metadata: Metadata.nullish(),
    data_source: DataSource,
  }),
  output: WireRun,
  status: 201,
});
export const listWireRuns = endpoint('GET /v1/evals/{eval_id}/runs', {
  summary: 'List the runs of an eval',
  params: byEval,
  query: page.extend({ status: z.enum(WIRE_STATUS).optional() }),
  output: listOf(WireRun),
});
export const getWireRun = endpoint('GET /v1/evals/{eval_id}/runs/{run_id}', {
  summary: 'One run of an eval, with its counts',
  params: byRun,
  output: WireRun,
});
export const cancelWireRun = endpoint('POST /v1/evals/{eval_id}/runs/{run_id}', {
  summary: 'Cancel a run; what was measured stays',
  params: byRun,
  output: WireRun,
});
export const deleteWireRun = endpoint('DELETE /v1/evals/{eval_id}/runs/{run_id}', {
  summary: 'Delete a run with its items',
  params: byRun,
  output: z.object({ object: z.literal('eval.run.deleted'), deleted: z.literal(true), run_id: z.string() }),
});

const Message = z.looseObject({ role: z.string(), content: z.string() });
/** What a model was asked and said; its parts are empty where the items were tested as they are. */
export const Sample = z.looseObject({
  model: z.string(),
  input: z.array(Message),
  output: z.array(Message),
  finish_reason: z.string(),
  usage: z.object(Tokens),
  error: ApiError.nullable(),
  temperature: z.number().nullable(),
  top_p: z.number().nullable(),
  seed: z.number().nullable(),
  max_completion_tokens: z.number().nullable(),
});
export type Sample = z.infer<typeof Sample>;
export const CriterionResult = z.looseObject({
  name: z.string(),
  type: z.string(),
  passed: z.boolean(),
  score: z.number(),
  /** What a grader's model said. */
  sample: anything.nullable(),
  error: ApiError.nullable(),
});
export type CriterionResult = z.infer<typeof CriterionResult>;

export const OutputItem = z.object({
  id: z.string(),
  object: z.literal('eval.run.output_item'),
  eval_id: z.string(),
  run_id: z.string(),
  created_at: seconds,
  status: z.enum(['pass', 'fail', 'error']),
  datasource_item_id: z.number().int(),
  /** Empty where it comes from documents that the caller may not read. */
  datasource_item: anything,
  results: z.array(CriterionResult),
  sample: Sample,
});
export const listOutputItems = endpoint('GET /v1/evals/{eval_id}/runs/{run_id}/output_items', {
  summary: 'The items of a run that are done, with what each criterion found',
  params: byRun,
  query: page.extend({ status: z.enum(['pass', 'fail', 'error']).optional() }),
  output: listOf(OutputItem),
});
export const getOutputItem = endpoint('GET /v1/evals/{eval_id}/runs/{run_id}/output_items/{output_item_id}', {
  summary: 'One item of a run',
  params: byRun.extend({ output_item_id: z.string().max(64) }),
  output: OutputItem,
});
