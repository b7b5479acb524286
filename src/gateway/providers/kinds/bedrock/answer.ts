import { z } from 'zod';
import {
  type ChatChunk,
  type ChatCompletion,
  type ChatUsage,
  chunksFor,
  completionOf,
  type FinishReason,
  usageOf,
} from '../completion.ts';
import { type ChatTranslation, UpstreamError, type WireEvent } from '../kind.ts';

const count = z.number().nullish();
const Usage = z.looseObject({
  inputTokens: count,
  outputTokens: count,
  cacheReadInputTokens: count,
  cacheWriteInputTokens: count,
});
const Answer = z.looseObject({
  output: z.looseObject({
    message: z.looseObject({
      content: z.array(
        z.looseObject({
          text: z.string().optional(),
          toolUse: z
            .looseObject({ toolUseId: z.string(), name: z.string(), input: z.unknown().optional() })
            .optional(),
        }),
      ),
    }),
  }),
  stopReason: z.string(),
  usage: Usage,
});
const Event = z.looseObject({
  contentBlockIndex: z.number().optional(),
  start: z
    .looseObject({ toolUse: z.looseObject({ toolUseId: z.string(), name: z.string() }).optional() })
    .optional(),
  delta: z
    .looseObject({ text: z.string().optional(), toolUse: z.looseObject({ input: z.string() }).optional() })
    .optional(),
  stopReason: z.string().optional(),
  usage: Usage.optional(),
  message: z.string().optional(),
});
type Event = z.infer<typeof Event>;

const FINISH: Record<string, FinishReason> = {
  tool_use: 'tool_calls',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  guardrail_intervened: 'content_filter',
  content_filtered: 'content_filter',
};
const STATUS: Record<string, number> = {
  throttlingException: 429,
  validationException: 400,
  serviceUnavailableException: 503,
};

/** Converse's answer as a completion. */
export function fromConverse(answer: unknown, model: string): ChatCompletion {
  const { output, stopReason, usage } = Answer.parse(answer);
  const { content } = output.message;
  return completionOf({
    model,
    text: content.map(({ text }) => text ?? '').join(''),
    calls: content.flatMap(({ toolUse: call }) =>
      call
        ? [
            {
              id: call.toolUseId,
              type: 'function' as const,
              function: { name: call.name, arguments: JSON.stringify(call.input ?? {}) },
            },
          ]
        : [],
    ),
    finish: FINISH[stopReason] ?? 'stop',
    usage: usageFrom(usage),
  });
}

/** Converse's events as chunks. The usage comes after the end, in an event of its own. */
export function converseStream(model: string): ChatTranslation {
  const chunks = chunksFor(model);
  const calls = new Map<number, { index: number; begun: boolean }>();
  const called = (at: number, args: string): ChatChunk[] => {
    const call = calls.get(at);
    if (!call || args === '') return [];
    call.begun = true;
    return [chunks.delta({ tool_calls: [{ index: call.index, function: { arguments: args } }] })];
  };
  const on: Record<string, (event: Event) => ChatChunk[]> = {
    messageStart: () => [chunks.delta({ content: '' })],
    contentBlockStart({ contentBlockIndex: at = 0, start }) {
      if (!start?.toolUse) return [];
      const { toolUseId: id, name } = start.toolUse;
      const index = calls.size;
      calls.set(at, { index, begun: false });
      return [
        chunks.delta({ tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }] }),
      ];
    },
    contentBlockDelta({ contentBlockIndex: at = 0, delta }) {
      if (delta?.text) return [chunks.delta({ content: delta.text })];
      return called(at, delta?.toolUse?.input ?? '');
    },
    // A call without arguments has no delta, and an empty text is no JSON.
    contentBlockStop: ({ contentBlockIndex: at = 0 }) =>
      calls.get(at)?.begun === false ? called(at, '{}') : [],
    messageStop: ({ stopReason = '' }) => [chunks.delta({}, FINISH[stopReason] ?? 'stop')],
    metadata: ({ usage }) => (usage ? [chunks.usage(usageFrom(usage))] : []),
  };
  return {
    feed({ event = '', data }: WireEvent) {
      const told = Event.parse(JSON.parse(data));
      if (event.endsWith('Exception')) throw new UpstreamError(STATUS[event] ?? 500, told.message ?? event);
      return on[event]?.(told) ?? [];
    },
    end: () => [],
  };
}

/** Their input leaves out what came from the cache, OpenAI's prompt does not. */
function usageFrom(usage: z.infer<typeof Usage>): ChatUsage {
  const cached = usage.cacheReadInputTokens ?? 0;
  const prompt = (usage.inputTokens ?? 0) + cached + (usage.cacheWriteInputTokens ?? 0);
  return usageOf(prompt, cached, usage.outputTokens ?? 0);
}
