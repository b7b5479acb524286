import type { ChatEvent, ModelRequest, Usage } from '../../gateway/index.ts';
import type { Pseudonyms } from '../redact/pseudonyms.ts';
import type { AnswerContext, Guarded } from './guarded-call.ts';
import { joinToolCalls } from './join-tool-calls.ts';
import { redactArguments } from './redact-arguments.ts';

const NO_USAGE: Usage = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 };

/** An answer's text through the output rules as it comes; what is not text goes on after all of it. */
export async function* answerThrough(
  guarded: Guarded,
  pseudonyms: Pseudonyms,
  events: AsyncIterable<ChatEvent>,
  request: ModelRequest,
): AsyncIterable<ChatEvent> {
  const others: ChatEvent[] = [];
  let refusal = '';
  const deltas: unknown[] = [];
  let done: Extract<ChatEvent, { type: 'done' }> | undefined;
  const pieces = async function* () {
    for await (const event of events) {
      if (event.type === 'text') yield event.text;
      else if (event.type === 'done') done = event;
      else if (event.type === 'refusal') refusal += event.text;
      else if (event.type === 'tool_calls') deltas.push(event.delta);
      else others.push(event);
    }
  };
  const spoken = guarded.speak(pieces(), { json: jsonAskedFor(request) });
  for await (const text of spoken.texts) yield { type: 'text', text };
  let blocked = spoken.blocked();
  const refused = blocked ? '' : await guarded.judge(refusal, 'whole');
  blocked ||= refused === undefined;
  if (!blocked) {
    if (refused) yield { type: 'refusal', text: pseudonyms.restore(refused) };
    for (const event of others) yield event.type === 'citations' ? shifted(event, spoken.moved) : event;
    const calls = joinToolCalls(deltas);
    const allowed: ToolCall[] = [];
    // What a tool is called with leaves the house as surely as words do.
    for (const call of calls) {
      const args = await redactArguments(call.function.arguments, guarded.judge);
      if (args === undefined) blocked = true;
      else allowed.push({ ...call, function: { ...call.function, arguments: args } });
    }
    if (allowed.length > 0 && !blocked)
      yield { type: 'tool_calls', delta: allowed.map((call) => withValues(call, pseudonyms)) };
  }
  const finish = blocked ? 'content_filter' : (done?.finish ?? 'stop');
  yield { type: 'done', finish, usage: done?.usage ?? NO_USAGE };
}

type Citations = Extract<ChatEvent, { type: 'citations' }>;

function shifted(event: Citations, moved: (at: number) => number): Citations {
  const annotations = event.annotations.map((one) => ({
    ...one,
    start_index: moved(one.start_index),
    end_index: moved(one.end_index),
  }));
  return { ...event, annotations };
}

type ToolCall = ReturnType<typeof joinToolCalls>[number];

/** The caller's values in the place of names, as a string inside of JSON has them. */
function withValues(call: ToolCall, pseudonyms: Pseudonyms): ToolCall {
  const args = pseudonyms.restore(call.function.arguments, (value) => JSON.stringify(value).slice(1, -1));
  return { ...call, function: { ...call.function, arguments: args } };
}

/** What the answer is to be, when the request asks for JSON. */
function jsonAskedFor({ response_format: format }: ModelRequest): AnswerContext['json'] {
  if (typeof format !== 'object' || format === null || !('type' in format)) return undefined;
  if (format.type === 'json_object') return {};
  if (format.type !== 'json_schema') return undefined;
  const { json_schema: named } = format as { json_schema?: { schema?: unknown } };
  const schema = named?.schema;
  return typeof schema === 'object' && schema !== null ? { schema: { ...schema } } : {};
}
