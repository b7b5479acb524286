import { newId } from '../../../kernel/index.ts';

/** OpenAI's answers, as the translations build them. */

export interface ChatUsage {
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
  prompt_tokens_details: { cached_tokens: number };
  completion_tokens_details?: { reasoning_tokens: number };
}

export type FinishReason = 'stop' | 'length' | 'tool_calls' | 'content_filter';

export interface ToolCall {
  id: string;
  type: 'function';
  function: { name: string; arguments: string };
  /** What the provider wants to see again with the call's result. */
  extra_content?: Record<string, unknown>;
}

export interface ChatMessage {
  role: 'assistant';
  content: string | null;
  refusal: string | null;
  tool_calls?: ToolCall[];
}

export interface ChatCompletion {
  id: string;
  object: 'chat.completion';
  created: number;
  model: string;
  choices: { index: 0; message: ChatMessage; logprobs: null; finish_reason: FinishReason }[];
  usage: ChatUsage;
}

export interface ToolCallDelta extends Partial<Omit<ToolCall, 'function'>> {
  index: number;
  function: { name?: string; arguments: string };
}

export interface ChatDelta {
  role?: 'assistant';
  content?: string;
  refusal?: string;
  tool_calls?: ToolCallDelta[];
}

export interface ChatChunk {
  id: string;
  object: 'chat.completion.chunk';
  created: number;
  model: string;
  choices: { index: 0; delta: ChatDelta; logprobs: null; finish_reason: FinishReason | null }[];
  usage?: ChatUsage;
}

export function usageOf(prompt: number, cached: number, completion: number, reasoning?: number): ChatUsage {
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: { cached_tokens: cached },
    ...(reasoning === undefined ? {} : { completion_tokens_details: { reasoning_tokens: reasoning } }),
  };
}

export interface Answer {
  id?: string | undefined;
  model: string;
  text: string;
  refusal?: string | undefined;
  calls: ToolCall[];
  finish: FinishReason;
  usage: ChatUsage;
}

export function completionOf({ id, model, text, refusal, calls, finish, usage }: Answer): ChatCompletion {
  const silent = text === '' && (calls.length > 0 || refusal !== undefined);
  const message: ChatMessage = {
    role: 'assistant',
    content: silent ? null : text,
    refusal: refusal ?? null,
    ...(calls.length > 0 ? { tool_calls: calls } : {}),
  };
  return {
    id: id ?? newId('chatcmpl'),
    object: 'chat.completion',
    created: seconds(),
    model,
    choices: [{ index: 0, message, logprobs: null, finish_reason: finish }],
    usage,
  };
}

/** Makes the chunks of one stream: all of them have one id, and the first says who speaks. */
export function chunksFor(model: string) {
  const base = {
    id: newId('chatcmpl'),
    object: 'chat.completion.chunk' as const,
    created: seconds(),
    model,
  };
  let begun = false;
  return {
    delta(delta: ChatDelta, finish: FinishReason | null = null): ChatChunk {
      const first = begun ? {} : { role: 'assistant' as const };
      begun = true;
      return {
        ...base,
        choices: [{ index: 0, delta: { ...first, ...delta }, logprobs: null, finish_reason: finish }],
      };
    },
    usage: (usage: ChatUsage): ChatChunk => ({ ...base, choices: [], usage }),
  };
}

function seconds(): number {
  return Math.floor(Date.now() / 1000);
}
