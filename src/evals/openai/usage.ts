import type { Usage } from '../../gateway/index.ts';
import type { WireUsage } from '../schema-openai.ts';

/** Tokens as an output item shows them. */
export function tokensOf(usage: Usage | null) {
  const { prompt_tokens = 0, completion_tokens = 0, total_tokens = 0 } = usage ?? {};
  return { prompt_tokens, completion_tokens, total_tokens, cached_tokens: 0 };
}

/** One call of a model, as the run counts it. */
export function usageOf(model: string, usage: Usage | null): WireUsage {
  const { prompt_tokens, completion_tokens, total_tokens } = tokensOf(usage);
  return { model, prompt: prompt_tokens, completion: completion_tokens, total: total_tokens };
}
