import type { Tokens } from '../../gateway/index.ts';
import { type Message, messagesBelow, messagesIn } from './messages.ts';
import type { SentSpan } from './spans-of.ts';

/** What a span tells of a model, in whichever convention. */
export interface GenAi {
  provider: string | undefined;
  model: string | undefined;
  /** Undefined when the span tells none. */
  tokens: Tokens | undefined;
  input: Message[];
  output: Message[];
  /** Milliseconds from the span's begin to the first piece of the answer. */
  firstMs: number | undefined;
}

type Attributes = Record<string, unknown>;
type Read = Pick<SentSpan, 'attributes' | 'events'>;

/** OpenTelemetry (present and older names), OpenLLMetry, OpenInference, and the Vercel AI SDK. */
const ABOUT_MODELS =
  /^(gen_ai\.|llm\.|openinference\.|traceloop\.|embedding\.model_name$|ai\.(model|prompt|response)\b)/;
const PROVIDER = ['gen_ai.provider.name', 'gen_ai.system', 'llm.provider', 'llm.system', 'ai.model.provider'];
const MODEL = [
  ...['gen_ai.response.model', 'gen_ai.request.model', 'llm.response.model_name', 'llm.model_name'],
  ...['llm.response.model', 'llm.request.model', 'embedding.model_name', 'ai.model.id'],
];
const PROMPT = [
  ...['gen_ai.usage.input_tokens', 'gen_ai.usage.prompt_tokens', 'llm.token_count.prompt'],
  ...['llm.usage.prompt_tokens', 'ai.usage.promptTokens', 'ai.usage.inputTokens'],
];
const CACHED = [
  ...['gen_ai.usage.cache_read.input_tokens', 'gen_ai.usage.cache_read_input_tokens'],
  ...['gen_ai.usage.input_tokens.cached', 'llm.token_count.prompt_details.cache_read'],
];
const COMPLETION = [
  ...['gen_ai.usage.output_tokens', 'gen_ai.usage.completion_tokens', 'llm.token_count.completion'],
  ...['llm.usage.completion_tokens', 'ai.usage.completionTokens', 'ai.usage.outputTokens'],
];
/** In seconds, by the conventions. */
const FIRST = ['gen_ai.response.time_to_first_chunk', 'gen_ai.server.time_to_first_token'];
const MOST_TOKENS = 2 ** 31 - 1;

/** Whether a trace with this span is one of a program that uses models. */
export function isAboutModels({ attributes }: Pick<SentSpan, 'attributes'>): boolean {
  return Object.keys(attributes).some((key) => ABOUT_MODELS.test(key));
}

export function readGenAi(span: Read): GenAi {
  const { attributes } = span;
  const seconds = first(attributes, FIRST, isCount);
  return {
    provider: first(attributes, PROVIDER, isText)?.toLowerCase(),
    model: first(attributes, MODEL, isText),
    tokens: tokensOf(attributes),
    input: inputOf(span),
    output: outputOf(span),
    firstMs: seconds === undefined ? undefined : seconds * 1_000,
  };
}

function tokensOf(attributes: Attributes): Tokens | undefined {
  const [prompt, completion] = [PROMPT, COMPLETION].map((names) => first(attributes, names, isCount));
  if (prompt === undefined && completion === undefined) return undefined;
  const cached = first(attributes, CACHED, isCount) ?? 0;
  const whole = (count: number) => Math.min(MOST_TOKENS, Math.round(count));
  return {
    prompt: whole(prompt ?? 0),
    cached: whole(Math.min(cached, prompt ?? 0)),
    completion: whole(completion ?? 0),
  };
}

function inputOf({ attributes, events }: Read): Message[] {
  return firstFilled([
    () => messagesIn(inAny(attributes, events, 'gen_ai.input.messages'), 'user'),
    () => messagesBelow(attributes, 'gen_ai.prompt', 'user'),
    () => messagesBelow(attributes, 'llm.input_messages', 'user'),
    () => messagesIn(inAny(attributes, events, 'gen_ai.prompt'), 'user'),
    () => saidInEvents(events, /^gen_ai\.(system|user|assistant|tool)\.message$/),
    () => messagesIn(attributes['ai.prompt.messages'] ?? attributes['ai.prompt'], 'user'),
    () => messagesIn(attributes['input.value'], 'user'),
    () => messagesIn(attributes['traceloop.entity.input'], 'user'),
  ]);
}

function outputOf({ attributes, events }: Read): Message[] {
  return firstFilled([
    () => messagesIn(inAny(attributes, events, 'gen_ai.output.messages'), 'assistant'),
    () => messagesBelow(attributes, 'gen_ai.completion', 'assistant'),
    () => messagesBelow(attributes, 'llm.output_messages', 'assistant'),
    () => messagesIn(inAny(attributes, events, 'gen_ai.completion'), 'assistant'),
    () => saidInEvents(events, /^gen_ai\.choice$/),
    () => messagesIn(attributes['ai.response.text'], 'assistant'),
    () => messagesIn(attributes['output.value'], 'assistant'),
    () => messagesIn(attributes['traceloop.entity.output'], 'assistant'),
  ]);
}

/** Content may stand in the span or in an event of it. */
function inAny(attributes: Attributes, events: SentSpan['events'], name: string): unknown {
  return attributes[name] ?? events.find((event) => event.attributes[name] !== undefined)?.attributes[name];
}

/** Conventions up to 1.36 say each message in an event whose name tells the role. */
function saidInEvents(events: SentSpan['events'], name: RegExp): Message[] {
  return events.flatMap((event) => {
    const [, role] = name.exec(event.name) ?? [];
    if (!name.test(event.name)) return [];
    const { content, message } = event.attributes;
    return messagesIn(content ?? message, role ?? 'assistant').map((one) => ({
      role: role ?? one.role,
      content: one.content,
    }));
  });
}

function firstFilled(ways: (() => Message[])[]): Message[] {
  for (const way of ways) {
    const messages = way();
    if (messages.length > 0) return messages;
  }
  return [];
}

function first<T>(
  attributes: Attributes,
  names: string[],
  is: (value: unknown) => value is T,
): T | undefined {
  for (const name of names) {
    const value = attributes[name];
    if (is(value)) return value;
  }
  return undefined;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && value >= 0;
}
