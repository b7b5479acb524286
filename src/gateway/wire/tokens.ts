import type { Tokens } from '../calls/tokens.ts';

/** Of a token of English. */
const LETTERS = 4;
const NONE: Tokens = { prompt: 0, cached: 0, completion: 0 };

/** Tokens of an answer's `usage` as chat completions, embeddings and responses tell it; zeros where there is none. */
export function tokensOf(usage: unknown): Tokens {
  if (typeof usage !== 'object' || usage === null) return NONE;
  const details = field(usage, 'prompt_tokens_details') ?? field(usage, 'input_tokens_details');
  return {
    prompt: count(usage, 'prompt_tokens') || count(usage, 'input_tokens'),
    cached: typeof details === 'object' && details !== null ? count(details, 'cached_tokens') : 0,
    completion: count(usage, 'completion_tokens') || count(usage, 'output_tokens'),
  };
}

function field(of: object, name: string): unknown {
  return (of as Record<string, unknown>)[name];
}

/** A whole number that an upstream told; anything else counts as nothing. */
function count(of: object, name: string): number {
  const value = field(of, name);
  return typeof value === 'number' && Number.isFinite(value) && value > 0
    ? Math.min(Math.round(value), 2 ** 31 - 1)
    : 0;
}

/** About how many tokens so many letters of English, or bytes of anything, are. */
export function tokensOfLength(length: number): number {
  return Math.ceil(length / LETTERS);
}

/** About how many tokens a text is: four letters of English, or two of what is written without spaces. */
export function estimateTokens(text: string): number {
  let wide = 0;
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) > 0x2e7f) wide += 1;
  return Math.ceil((text.length - wide) / LETTERS + wide / 2);
}
