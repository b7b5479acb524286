import type { ProviderKindName } from '../../contract.ts';
import { anthropic } from './anthropic/anthropic.ts';
import { azure } from './azure.ts';
import { bedrock } from './bedrock/bedrock.ts';
import { google } from './google/google.ts';
import type { ProviderKind } from './kind.ts';
import { deepseek, groq, llamacpp, mistral, ollama, openai, openrouter, together, vllm } from './openai.ts';

/** Every kind of provider there is; the compiler sees to it that none is missing. */
export const KINDS: Readonly<Record<ProviderKindName, ProviderKind>> = {
  openai,
  anthropic,
  google,
  azure,
  bedrock,
  mistral,
  groq,
  deepseek,
  together,
  openrouter,
  ollama,
  llamacpp,
  vllm,
};

const BY_NAME: ReadonlyMap<string, ProviderKind> = new Map(Object.entries(KINDS));

/** The kind of a provider's row; a row of a kind that a later version knew is treated as what most are. */
export function kindOf(provider: { kind: string }): ProviderKind {
  return BY_NAME.get(provider.kind) ?? openai;
}
