import { z } from 'zod';
import { newId } from '../../../../kernel/index.ts';
import {
  type ChatCompletion,
  type ChatUsage,
  chunksFor,
  completionOf,
  type FinishReason,
  type ToolCall,
  usageOf,
} from '../completion.ts';
import { type ChatTranslation, UpstreamError } from '../kind.ts';

const count = z.number().nullish();
const Part = z.looseObject({
  text: z.string().optional(),
  thought: z.boolean().optional(),
  thoughtSignature: z.string().optional(),
  functionCall: z
    .looseObject({
      id: z.string().optional(),
      name: z.string(),
      args: z.record(z.string(), z.unknown()).nullish(),
    })
    .optional(),
});
const Generated = z.looseObject({
  responseId: z.string().optional(),
  candidates: z
    .array(
      z.looseObject({
        content: z.looseObject({ parts: z.array(Part).optional() }).optional(),
        finishReason: z.string().nullish(),
      }),
    )
    .optional(),
  promptFeedback: z.looseObject({ blockReason: z.string().optional() }).optional(),
  usageMetadata: z
    .looseObject({
      promptTokenCount: count,
      cachedContentTokenCount: count,
      candidatesTokenCount: count,
      thoughtsTokenCount: count,
    })
    .optional(),
  error: z.looseObject({ code: z.number(), message: z.string() }).optional(),
});
type Generated = z.infer<typeof Generated>;
type Part = z.infer<typeof Part>;

const BLOCKED = new Set([
  'SAFETY',
  'RECITATION',
  'BLOCKLIST',
  'PROHIBITED_CONTENT',
  'SPII',
  'IMAGE_SAFETY',
  'LANGUAGE',
]);
const REFUSED = 'The model refused to answer.';
const NO_USAGE = usageOf(0, 0, 0);

/** Generated content as a completion. */
export function fromContents(answer: unknown, model: string): ChatCompletion {
  const told = read(answer);
  const [candidate] = told.candidates ?? [];
  if (!candidate && !told.promptFeedback?.blockReason) throw new Error('holds no candidate');
  const parts = candidate?.content?.parts ?? [];
  const calls = parts.flatMap((part) => callOf(part) ?? []);
  const reason = endOf(told);
  return completionOf({
    id: told.responseId,
    model,
    text: parts.map(textOf).join(''),
    calls,
    refusal: reason === 'refused' ? REFUSED : undefined,
    finish: finishOf(reason, calls.length),
    usage: usageFrom(told) ?? NO_USAGE,
  });
}

/** Every event is an answer of its own; a call comes whole, and each event tells the usage so far. */
export function contentStream(model: string): ChatTranslation {
  const chunks = chunksFor(model);
  let calls = 0;
  let usage: ChatUsage | undefined;
  let reason: End | undefined;
  return {
    feed({ data }) {
      const told = read(JSON.parse(data));
      usage = usageFrom(told) ?? usage;
      reason = endOf(told) ?? reason;
      return (told.candidates?.[0]?.content?.parts ?? []).flatMap((part) => {
        const call = callOf(part);
        if (call) return [chunks.delta({ tool_calls: [{ index: calls++, ...call }] })];
        const text = textOf(part);
        return text === '' ? [] : [chunks.delta({ content: text })];
      });
    },
    end() {
      if (reason === undefined) return [];
      const refusal = reason === 'refused' ? { refusal: REFUSED } : {};
      return [chunks.delta(refusal, finishOf(reason, calls)), chunks.usage(usage ?? NO_USAGE)];
    },
  };
}

/** @throws UpstreamError when it is an error instead */
function read(answer: unknown): Generated {
  const told = Generated.parse(answer);
  if (told.error) throw new UpstreamError(told.error.code, told.error.message);
  return told;
}

type End = 'stopped' | 'too_long' | 'refused';

function endOf({ candidates, promptFeedback }: Generated): End | undefined {
  if (promptFeedback?.blockReason) return 'refused';
  const reason = candidates?.[0]?.finishReason;
  if (!reason) return undefined;
  if (reason === 'MALFORMED_FUNCTION_CALL')
    throw new UpstreamError(500, 'the model made a call that is no call');
  return BLOCKED.has(reason) ? 'refused' : reason === 'MAX_TOKENS' ? 'too_long' : 'stopped';
}

function finishOf(end: End | undefined, calls: number): FinishReason {
  if (end === 'refused') return 'content_filter';
  return end === 'too_long' ? 'length' : calls > 0 ? 'tool_calls' : 'stop';
}

function textOf({ text, thought }: Part): string {
  return thought ? '' : (text ?? '');
}

function callOf({ functionCall: call, thoughtSignature }: Part): ToolCall | undefined {
  if (!call) return undefined;
  return {
    id: call.id ?? newId('call'),
    type: 'function',
    function: { name: call.name, arguments: JSON.stringify(call.args ?? {}) },
    ...(thoughtSignature ? { extra_content: { google: { thought_signature: thoughtSignature } } } : {}),
  };
}

function usageFrom({ usageMetadata: told }: Generated): ChatUsage | undefined {
  if (!told) return undefined;
  const thoughts = told.thoughtsTokenCount ?? undefined;
  const completion = (told.candidatesTokenCount ?? 0) + (thoughts ?? 0);
  return usageOf(told.promptTokenCount ?? 0, told.cachedContentTokenCount ?? 0, completion, thoughts);
}
