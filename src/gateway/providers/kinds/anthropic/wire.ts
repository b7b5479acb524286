import { z } from 'zod';
import type { ChatUsage, FinishReason } from '../completion.ts';
import { usageOf } from '../completion.ts';

/** What Anthropic answers, as far as we read it; what is new there must not break what is old here. */

const count = z.number().nullish();
export const Usage = z.looseObject({
  input_tokens: count,
  output_tokens: count,
  cache_read_input_tokens: count,
  cache_creation_input_tokens: count,
});
export type Usage = z.infer<typeof Usage>;

const Block = z.union([
  z.looseObject({ type: z.literal('text'), text: z.string() }),
  z.looseObject({
    type: z.literal('tool_use'),
    id: z.string(),
    name: z.string(),
    input: z.unknown().optional(),
  }),
  // Thinking and the like, which OpenAI's format has no place for.
  z.looseObject({ type: z.string().refine((type) => type !== 'text' && type !== 'tool_use') }),
]);
export const MessageAnswer = z.looseObject({
  id: z.string(),
  content: z.array(Block),
  stop_reason: z.string().nullish(),
  usage: Usage,
});

export const StreamEvent = z.looseObject({
  type: z.string(),
  index: z.number().optional(),
  message: z.looseObject({ usage: Usage.optional() }).optional(),
  content_block: z
    .looseObject({
      type: z.string(),
      id: z.string().optional(),
      name: z.string().optional(),
      text: z.string().optional(),
    })
    .optional(),
  delta: z
    .looseObject({
      type: z.string().optional(),
      text: z.string().optional(),
      partial_json: z.string().optional(),
      stop_reason: z.string().nullish(),
    })
    .optional(),
  usage: Usage.nullish(),
  error: z.looseObject({ type: z.string(), message: z.string() }).optional(),
});
export type StreamEvent = z.infer<typeof StreamEvent>;

/** Their input leaves out what came from the cache, OpenAI's prompt does not. */
export function usageFrom(usage: Usage): ChatUsage {
  const cached = usage.cache_read_input_tokens ?? 0;
  const prompt = (usage.input_tokens ?? 0) + cached + (usage.cache_creation_input_tokens ?? 0);
  return usageOf(prompt, cached, usage.output_tokens ?? 0);
}

const FINISH: Record<string, FinishReason> = {
  tool_use: 'tool_calls',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  refusal: 'content_filter',
};

export function finishFrom(reason: string | null | undefined): FinishReason {
  return FINISH[reason ?? ''] ?? 'stop';
}

export const REFUSED = 'The model refused to answer.';

/** The status that an error of this type has outside of a stream. */
export const STATUS: Record<string, number> = {
  invalid_request_error: 400,
  authentication_error: 401,
  permission_error: 403,
  rate_limit_error: 429,
  overloaded_error: 429,
};
