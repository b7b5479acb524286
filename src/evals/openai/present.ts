import type { OutputOf } from '../../kernel/contract.ts';
import type * as contract from '../contract-openai.ts';
import type * as runsContract from '../contract-openai-runs.ts';
import type { DataSource } from '../contract-openai-runs.ts';
import type { WireCounts } from '../store/wire-counts.ts';
import type { WireEvalRow } from '../store/wire-evals.ts';
import type { contentOf } from '../store/wire-items.ts';
import type { WireRunRow } from '../store/wire-runs.ts';

type Content = Awaited<ReturnType<typeof contentOf>>;

export const seconds = (date: Date) => Math.floor(date.getTime() / 1000);

/** What a sample looks like to the criteria. */
const SAMPLE_SCHEMA = {
  type: 'object',
  properties: {
    model: { type: 'string' },
    output_text: { type: 'string' },
    output_json: {},
    output_tools: { type: 'array', items: { type: 'object' } },
    choices: { type: 'array', items: { type: 'object' } },
  },
  required: ['output_text'],
};

export function presentEval(row: WireEvalRow): OutputOf<typeof contract.getWireEval> {
  const { id, name, metadata, testingCriteria, itemSchema, includeSample } = row;
  const sample = includeSample ? { sample: SAMPLE_SCHEMA } : {};
  const properties = { item: itemSchema, ...sample };
  return {
    id,
    object: 'eval',
    name,
    created_at: seconds(row.createdAt),
    metadata,
    data_source_config: {
      type: 'custom',
      schema: { type: 'object', properties, required: Object.keys(properties) },
    },
    testing_criteria: testingCriteria,
  };
}

/** A run with what is known of it: its counts, and what was sent as its content. */
export function presentRun(
  run: WireRunRow,
  known: { parent: WireEvalRow; counts: WireCounts; content: Content; studio: string },
): OutputOf<typeof runsContract.getWireRun> {
  const { id, evalId, name, status, model, metadata, error } = run;
  const mine = <T extends { runId: string }>(rows: readonly T[]) => rows.filter((row) => row.runId === id);
  const [counts] = mine(known.counts.counts);
  const { total = 0, passed = 0, failed = 0, errored = 0 } = counts ?? {};
  const criteria = mine(known.counts.criteria);
  return {
    id,
    object: 'eval.run',
    eval_id: evalId,
    name,
    status,
    model: model ?? '',
    created_at: seconds(run.createdAt),
    metadata,
    data_source: withContent(run.dataSource, known.content),
    report_url: `${known.studio.replace(/\/+$/, '')}/evals?run=${id}`,
    result_counts: { total, passed, failed, errored },
    per_model_usage: mine(known.counts.usage).map((used) => ({
      model_name: used.model,
      invocation_count: used.invocations,
      prompt_tokens: used.prompt,
      completion_tokens: used.completion,
      total_tokens: used.total,
      cached_tokens: 0,
    })),
    per_testing_criteria_results: known.parent.testingCriteria.map((criterion, i) => {
      const found = criteria.find((one) => one.place === i + 1);
      return {
        testing_criteria: criterion.name,
        passed: found?.passed ?? 0,
        failed: found?.failed ?? 0,
      };
    }),
    error,
  };
}

function withContent(dataSource: DataSource, rows: Content): DataSource {
  const { source } = dataSource;
  if (source.type !== 'file_content') return dataSource;
  const content = rows.map(({ item, given }) => (given ? { item, sample: given } : { item }));
  return { ...dataSource, source: { ...source, content } };
}

/** A page in OpenAI's list shape; `rows` holds one more than the limit when there is more. */
export function listPage<T extends { id: string }>(rows: T[], limit: number) {
  const data = rows.slice(0, limit);
  return {
    object: 'list' as const,
    data,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    has_more: rows.length > limit,
  };
}
