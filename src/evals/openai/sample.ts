import type { DataClass } from '../../gateway/index.ts';
import type { Evals } from '../bag.ts';
import type { DataSource, Sample } from '../contract-openai-runs.ts';
import type { WireUsage } from '../schema-openai.ts';
import type { WireItemRow } from '../store/wire-items.ts';
import type { WireRunRow } from '../store/wire-runs.ts';
import { type Answered, ask } from './ask.ts';
import { fillMessages, type PlainMessage, referredMessages } from './messages.ts';
import { chatParams } from './sampling-params.ts';
import { type Namespaces, Unfillable } from './templates.ts';
import { tokensOf, usageOf } from './usage.ts';

/** A sample as it is shown, and as templates see it. */
export interface Sampled {
  shown: Sample;
  seen: Namespaces['sample'];
  usage: WireUsage[];
  restrictedTo: string[][];
  dataClass: DataClass;
}

export const EMPTY_SAMPLE: Sample = {
  ...{ model: '', input: [], output: [], finish_reason: '', usage: tokensOf(null), error: null },
  ...{ temperature: null, top_p: null, seed: null, max_completion_tokens: null },
};

/** What the criteria look at: the sample that came with the item, or what the run's model says to it now. */
export async function sampleOf(
  bag: Evals,
  run: WireRunRow,
  row: WireItemRow,
  signal: AbortSignal,
): Promise<Sampled> {
  const source = run.dataSource;
  const { dataClass } = run;
  if (source.type === 'jsonl') return { ...brought(row), dataClass };
  const params = chatParams(source.sampling_params, 'data_source.sampling_params');
  const model = run.pinnedModel ?? '';
  let input: PlainMessage[];
  try {
    input = inputOf(source, row.item);
  } catch (error) {
    if (!(error instanceof Unfillable)) throw error;
    const { code, message } = error;
    return {
      shown: { ...EMPTY_SAMPLE, model, error: { code, message } },
      seen: undefined,
      usage: [],
      restrictedTo: [],
      dataClass,
    };
  }
  const answered = await ask(bag, run.actor, { model, messages: input, params, dataClass }, signal);
  return {
    shown: shownOf({ model, input, params }, answered),
    seen: answered.error ? undefined : seenOf(model, answered),
    usage: answered.error ? [] : [usageOf(model, answered.usage)],
    restrictedTo: answered.restrictedTo,
    dataClass: answered.dataClass,
  };
}

function inputOf(source: Exclude<DataSource, { type: 'jsonl' }>, item: Record<string, unknown>) {
  const { input_messages: input } = source;
  if (input?.type === 'item_reference') return referredMessages(input.item_reference, { item });
  return fillMessages(input?.template ?? [], { item });
}

function shownOf(
  asked: { model: string; input: PlainMessage[]; params: Record<string, unknown> },
  answered: Answered,
): Sample {
  const { text, toolCalls, finish, usage, error, platform } = answered;
  const number = (name: string) => (typeof asked.params[name] === 'number' ? asked.params[name] : null);
  const calls = toolCalls.length > 0 ? { tool_calls: toolCalls } : {};
  return {
    model: asked.model,
    input: asked.input,
    output: error ? [] : [{ role: 'assistant', content: text, ...calls }],
    finish_reason: finish,
    usage: tokensOf(usage),
    error,
    temperature: number('temperature'),
    top_p: number('top_p'),
    seed: number('seed'),
    max_completion_tokens: number('max_completion_tokens'),
    ...(platform ? { sevenfold: platform } : {}),
  };
}

function seenOf(model: string, { text, toolCalls, finish, platform }: Answered): Record<string, unknown> {
  const message = { role: 'assistant', content: text, tool_calls: toolCalls };
  return {
    model,
    output_text: text,
    output_tools: toolCalls,
    choices: [{ index: 0, message, finish_reason: finish }],
    ...jsonIn(text),
    ...(platform ? { sevenfold: platform } : {}),
  };
}

/** `output_json` is there when the text is JSON; what refers to it elsewhere finds it missing. */
function jsonIn(text: string): { output_json?: unknown } {
  try {
    return { output_json: JSON.parse(text) };
  } catch {
    return {};
  }
}

function brought({ given }: WireItemRow): Omit<Sampled, 'dataClass'> {
  const text = typeof given?.output_text === 'string' ? given.output_text : undefined;
  const model = typeof given?.model === 'string' ? given.model : '';
  const output = text === undefined ? [] : [{ role: 'assistant', content: text }];
  const seen = given ? { ...(text === undefined ? {} : jsonIn(text)), ...given } : undefined;
  return { shown: { ...EMPTY_SAMPLE, model, output }, seen, usage: [], restrictedTo: [] };
}
