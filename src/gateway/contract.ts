import { z } from 'zod';
import { endpoint } from '../kernel/contract.ts';

const id = z.object({ id: z.string().max(64) });

/** How much harm it does when somebody else sees it; decides which providers may. */
export const DATA_CLASSES = ['public', 'internal', 'confidential', 'restricted'] as const;
export const DataClass = z.enum(DATA_CLASSES);
export type DataClass = z.infer<typeof DataClass>;
const dataClasses = z.array(DataClass).max(4);

/** What a provider speaks. */
export const PROVIDER_KINDS = [
  'openai',
  'anthropic',
  'google',
  'azure',
  'bedrock',
  'mistral',
  'groq',
  'deepseek',
  'together',
  'openrouter',
  'ollama',
  'llamacpp',
  'vllm',
] as const;
export type ProviderKindName = (typeof PROVIDER_KINDS)[number];
const settings = z.record(z.string().max(40), z.string().max(200));

export const Provider = z.object({
  id: z.string(),
  slug: z.string(),
  kind: z.string(),
  baseUrl: z.string(),
  settings: z.record(z.string(), z.string()),
  dataClasses,
  keyHint: z.string().nullable(),
  defaultModel: z.string().nullable(),
  source: z.enum(['studio', 'environment']),
  createdAt: z.iso.datetime(),
});

const slug = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,40}$/, 'must be lower-case letters, digits and hyphens')
  .refine((value) => !['local', 'app', 'gguf'].includes(value), 'is reserved');
const baseUrl = z
  .url({ protocol: /^https?$/, error: 'must be a URL such as https://api.example.com/v1' })
  .max(500)
  .refine((value) => !/^https?:\/\/[^/?#]*@/i.test(value), 'must not hold a user name or password');

export const listProviders = endpoint('GET /api/providers', {
  summary: 'List model providers',
  output: z.object({ data: z.array(Provider) }),
});
export const listProviderKinds = endpoint('GET /api/providers/kinds', {
  summary: 'What a provider can be: where it is reached and what it needs',
  output: z.object({
    data: z.array(
      z.object({
        kind: z.enum(PROVIDER_KINDS),
        label: z.string(),
        baseUrl: z.string().nullable(),
        settings: z.array(z.object({ name: z.string(), label: z.string(), required: z.boolean() })),
      }),
    ),
  }),
});
export const addProvider = endpoint('POST /api/providers', {
  summary: 'Add a provider of models; its key is stored encrypted and never shown again',
  body: z.object({
    slug,
    kind: z.enum(PROVIDER_KINDS).optional(),
    baseUrl: baseUrl.optional(),
    settings: settings.optional(),
    apiKey: z.string().max(500).optional(),
    defaultModel: z.string().max(200).optional(),
    dataClasses: dataClasses.optional(),
  }),
  output: Provider,
  status: 201,
});
export const updateProvider = endpoint('PATCH /api/providers/{id}', {
  summary: 'Change a provider',
  params: id,
  body: z.object({
    baseUrl: baseUrl.optional(),
    settings: settings.optional(),
    apiKey: z.string().max(500).optional(),
    defaultModel: z.string().max(200).nullable().optional(),
    dataClasses: dataClasses.optional(),
  }),
  output: Provider,
});
export const removeProvider = endpoint('DELETE /api/providers/{id}', {
  summary: 'Remove a provider',
  params: id,
  status: 204,
});
export const testProvider = endpoint('POST /api/providers/{id}/test', {
  summary: 'Ask a provider for its models, to see whether URL and key work',
  params: id,
  output: z.object({ models: z.array(z.string()) }),
});
