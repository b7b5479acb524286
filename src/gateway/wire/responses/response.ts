import { newId } from '../../../kernel/index.ts';
import type { ResponseRequest } from '../../contract-openai.ts';
import type { Usage } from '../../family.ts';
import { tokensOf } from '../tokens.ts';
import type { OutputItem } from './items.ts';

export type ResponseStatus = 'in_progress' | 'completed' | 'incomplete' | 'failed';

/** What changes about a response while it comes. */
export interface ResponseState {
  status: ResponseStatus;
  output: OutputItem[];
  usage: Usage | undefined;
  error: { code: string; message: string } | null;
  /** Why it is incomplete. */
  reason: 'max_output_tokens' | 'content_filter' | undefined;
  /** What the platform says beside the output. */
  platform: Record<string, unknown>;
}

/** Shows a response as OpenAI does, with what was asked in it. Nothing is stored, whatever was asked. */
export function presenter(request: ResponseRequest): (state: ResponseState) => PresentedResponse {
  const base = {
    id: newId('resp'),
    object: 'response' as const,
    created_at: Math.floor(Date.now() / 1000),
    background: false,
    instructions: request.instructions ?? null,
    max_output_tokens: request.max_output_tokens ?? null,
    model: request.model,
    parallel_tool_calls: request.parallel_tool_calls ?? true,
    previous_response_id: null,
    reasoning: request.reasoning ?? { effort: null, summary: null },
    store: false,
    temperature: request.temperature ?? null,
    text: request.text ?? { format: { type: 'text' } },
    tool_choice: request.tool_choice ?? 'auto',
    tools: request.tools ?? [],
    top_p: request.top_p ?? null,
    truncation: 'disabled',
    user: request.user ?? null,
    metadata: request.metadata ?? {},
  };
  return ({ status, output, usage, error, reason, platform }) => ({
    ...base,
    status,
    error,
    incomplete_details: reason ? { reason } : null,
    // Events are sent later than they are made; each shows the response as it was.
    output: structuredClone(output),
    usage: usage ? usageOf(usage) : null,
    ...platform,
  });
}

export interface PresentedResponse {
  id: string;
  object: string;
  [field: string]: unknown;
}

function usageOf(usage: Usage) {
  const { prompt, cached, completion } = tokensOf(usage);
  return {
    input_tokens: prompt,
    input_tokens_details: { cached_tokens: cached },
    output_tokens: completion,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: prompt + completion,
  };
}
