import { setTimeout as sleep } from 'node:timers/promises';
import type OpenAI from 'openai';

type WireRun = OpenAI.Evals.RunRetrieveResponse;
type Criteria = OpenAI.EvalCreateParams['testing_criteria'];

/** An eval of questions with answers. */
export function questionsEval(testing_criteria: Criteria, name = 'Questions'): OpenAI.EvalCreateParams {
  const item_schema = {
    type: 'object',
    properties: { question: { type: 'string' }, answer: { type: 'string', pattern: '^[A-Z]' } },
    required: ['question', 'answer'],
  };
  return {
    name,
    data_source_config: { type: 'custom', item_schema, include_sample_schema: true },
    testing_criteria,
  };
}

export const EXACT: OpenAI.Graders.StringCheckGrader = {
  type: 'string_check',
  name: 'exact',
  input: '{{sample.output_text}}',
  reference: '{{item.answer}}',
  operation: 'eq',
};

export const CAPITALS = ['Paris', 'Rome', 'Madrid', 'Berlin', 'Lisbon'];
export const ITEMS = CAPITALS.map((answer) => ({
  item: { question: `Which capital is ${answer}?`, answer },
}));
export const CLOSE: OpenAI.EvalCreateParams.TextSimilarity = {
  type: 'text_similarity',
  name: 'close',
  input: '{{sample.output_text}}',
  reference: '{{item.answer}}',
  evaluation_metric: 'fuzzy_match',
  pass_threshold: 0.5,
};

type Content = { item: Record<string, unknown>; sample?: Record<string, unknown> }[];

/** Each item is put to a model as the last message. */
export function answeredBy(model: string, content: Content): OpenAI.Evals.RunCreateParams['data_source'] {
  return {
    type: 'completions',
    model,
    source: { type: 'file_content', content },
    input_messages: {
      type: 'template',
      template: [
        { role: 'developer', content: 'Answer in one word.' },
        { role: 'user', content: [{ type: 'input_text', text: '{{item.question}}' }] },
      ],
    },
    sampling_params: { temperature: 0.2, max_completion_tokens: 20 },
  };
}

/** Polls until the run has ended. */
export async function ended(client: OpenAI, run: { id: string; eval_id: string }): Promise<WireRun> {
  for (let waited = 0; waited < 60_000; waited += 50) {
    const now = await client.evals.runs.retrieve(run.id, { eval_id: run.eval_id });
    if (now.status !== 'queued' && now.status !== 'in_progress') return now;
    await sleep(50);
  }
  throw new Error('the run did not end in a minute');
}
