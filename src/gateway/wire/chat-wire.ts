import { newId } from '../../kernel/index.ts';
import type { ChatEvent, FileCitation, TokenLogprob, Usage } from '../family.ts';

/** Renders chat events in OpenAI's wire format: as chunks while they come, or as one completion. */

const NO_USAGE: Usage = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 };

export async function* toChunks(
  events: AsyncIterable<ChatEvent>,
  options: { model: string; includeUsage: boolean },
): AsyncIterable<Record<string, unknown>> {
  const base = {
    id: newId('chatcmpl'),
    object: 'chat.completion.chunk',
    created: seconds(),
    model: options.model,
  };
  const chunk = (delta: Record<string, unknown>, finish: string | null = null, content?: TokenLogprob[]) => ({
    ...base,
    choices: [{ index: 0, delta, logprobs: logprobsOf(content), finish_reason: finish }],
    ...(options.includeUsage ? { usage: null } : {}),
  });
  let begun = false;
  let platform: Record<string, unknown> = {};
  for await (const event of events) {
    if (!begun) yield chunk({ role: 'assistant', content: '' });
    begun = true;
    if (event.type === 'text') yield chunk({ content: event.text }, null, event.logprobs);
    else if (event.type === 'refusal') yield chunk({ refusal: event.text });
    else if (event.type === 'tool_calls') yield chunk({ tool_calls: event.delta });
    else if (event.type === 'citations') yield chunk({ annotations: event.annotations });
    else if (event.type === 'platform') platform = event.fields;
    else {
      yield { ...chunk({}, event.finish), ...platform };
      if (options.includeUsage) yield { ...base, choices: [], usage: event.usage };
    }
  }
}

export async function toCompletion(
  events: AsyncIterable<ChatEvent>,
  model: string,
): Promise<{ id: string; object: string }> {
  let text = '';
  let refusal: string | null = null;
  let finish = 'stop';
  let usage = NO_USAGE;
  let annotations: FileCitation[] = [];
  const calls: ToolCall[] = [];
  let logprobs: TokenLogprob[] | undefined;
  let platform: Record<string, unknown> = {};
  for await (const event of events) {
    if (event.type === 'text') {
      text += event.text;
      if (event.logprobs) logprobs = [...(logprobs ?? []), ...event.logprobs];
    } else if (event.type === 'tool_calls') joinCalls(calls, event.delta);
    else if (event.type === 'refusal') refusal = (refusal ?? '') + event.text;
    else if (event.type === 'citations') annotations = [...annotations, ...event.annotations];
    else if (event.type === 'platform') platform = event.fields;
    else if (event.type === 'done') ({ finish, usage } = event);
  }
  const tools = calls.length > 0 ? { tool_calls: calls.filter(Boolean) } : {};
  // As OpenAI does: a message that only calls tools, or refuses, has no content, rather than an empty one.
  const content = text === '' && (calls.length > 0 || refusal !== null) ? null : text;
  const message = { role: 'assistant', content, refusal, annotations, ...tools };
  const completion = {
    id: newId('chatcmpl'),
    object: 'chat.completion',
    created: seconds(),
    model,
    choices: [{ index: 0, message, logprobs: logprobsOf(logprobs), finish_reason: finish }],
    usage,
    ...platform,
  };
  return completion;
}

function logprobsOf(content: TokenLogprob[] | undefined) {
  return content ? { content, refusal: null } : null;
}

interface ToolCall {
  id: string;
  type: 'function';
  function: { name: string; arguments: string };
}

interface ToolDelta {
  index?: number;
  id?: string;
  function?: { name?: string; arguments?: string };
}

/** Adds the pieces of a chunk to the calls they belong to: names come once, arguments in parts. */
function joinCalls(calls: ToolCall[], deltas: unknown): void {
  if (!Array.isArray(deltas)) return;
  for (const { index = 0, id, function: part } of deltas as ToolDelta[]) {
    const call = calls[index] ?? { id: id ?? '', type: 'function', function: { name: '', arguments: '' } };
    calls[index] = call;
    if (id) call.id = id;
    call.function.name += part?.name ?? '';
    call.function.arguments += part?.arguments ?? '';
  }
}

function seconds(): number {
  return Math.floor(Date.now() / 1000);
}
