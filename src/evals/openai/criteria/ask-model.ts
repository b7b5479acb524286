import { z } from 'zod';
import type { Evals } from '../../bag.ts';
import type { LabelModel, ScoreModel } from '../../contract-openai.ts';
import { ask } from '../ask.ts';
import { rangeOf } from '../check-criteria.ts';
import { fillMessages } from '../messages.ts';
import { chatParams } from '../sampling-params.ts';
import { usageOf } from '../usage.ts';
import type { Judged, Judgement } from './judgement.ts';
import { Unjudged } from './unjudged.ts';

const Label = z.object({ label: z.string() });
const Score = z.object({ result: z.number() });

/** Lets a model choose a label; it passes when the label is one of the passing ones. */
export async function labelModel(
  bag: Evals,
  criterion: z.infer<typeof LabelModel>,
  judged: Judged,
): Promise<Judgement> {
  const { labels, passing_labels } = criterion;
  const said = await verdictOf(bag, criterion, judged, {
    rule: `Choose exactly one of these labels: ${JSON.stringify(labels)}. Answer with JSON like {"label": ${JSON.stringify(labels[0])}} and nothing else.`,
    property: { label: { type: 'string', enum: labels } },
  });
  // A model without structured output may answer with the bare label.
  const wanted = (Label.safeParse(said.json).data?.label ?? said.text).trim();
  const label = labels.find((one) => one === wanted);
  if (label === undefined) throw unreadable(said, `is none of the labels ${labels.join(', ')}`);
  const passed = passing_labels.includes(label);
  return { passed, score: passed ? 1 : 0, sample: { ...said.sample, label }, usage: said.usage };
}

/** Lets a model give a number in the range; it passes from the threshold on. */
export async function scoreModel(
  bag: Evals,
  criterion: z.infer<typeof ScoreModel>,
  judged: Judged,
): Promise<Judgement> {
  const { low, high, threshold } = rangeOf(criterion);
  const said = await verdictOf(bag, criterion, judged, {
    rule: `Give a number from ${low} to ${high}. Answer with JSON like {"result": ${low}} and nothing else.`,
    property: { result: { type: 'number' } },
  });
  const score = typeof said.json === 'number' ? said.json : Score.safeParse(said.json).data?.result;
  if (score === undefined) throw unreadable(said, 'is no number');
  // A judge that leaves the scale has not understood it: its number is not bent into the range.
  if (score < low || score > high) throw unreadable(said, `is not in the range from ${low} to ${high}`);
  return { passed: score >= threshold, score, sample: said.sample, usage: said.usage };
}

type Said = Awaited<ReturnType<typeof verdictOf>>;

async function verdictOf(
  bag: Evals,
  criterion: {
    model: string;
    input: z.infer<typeof LabelModel>['input'];
    sampling_params?: Record<string, unknown> | null;
  },
  { run, spaces, signal, dataClass }: Judged,
  form: { rule: string; property: Record<string, unknown> },
) {
  const { model } = criterion;
  const messages = [
    { role: 'system' as const, content: form.rule },
    ...fillMessages(criterion.input, spaces),
  ];
  const schema = {
    ...{ type: 'object', properties: form.property },
    ...{ required: Object.keys(form.property), additionalProperties: false },
  };
  const params = {
    ...chatParams(criterion.sampling_params, 'sampling_params'),
    response_format: { type: 'json_schema', json_schema: { name: 'verdict', strict: true, schema } },
  };
  const { text, error, usage } = await ask(bag, run.actor, { model, messages, params, dataClass }, signal);
  const sample = { model, input: messages, output: [{ role: 'assistant', content: text }] };
  if (error) throw new Unjudged(error.code, error.message, { sample });
  return { text, json: parse(text), sample, usage: usageOf(model, usage) };
}

/** JSON, also where a model wraps it in a fence. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\s*```(?:json)?\s*|\s*```\s*$/g, ''));
  } catch {
    return undefined;
  }
}

function unreadable({ text, sample, usage }: Said, problem: string): Unjudged {
  return new Unjudged('unreadable_verdict', `The grader's answer ${problem}: ${text.slice(0, 200)}`, {
    sample,
    usage,
  });
}
