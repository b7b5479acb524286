import { z } from 'zod';
import { endpoint } from '../kernel/contract.ts';

/** OpenAI's wire format. Objects are loose: what we do not know is passed on, not refused. */

export const Model = z.object({
  id: z.string(),
  object: z.literal('model'),
  created: z.number().int(),
  owned_by: z.string(),
});

export const listModels = endpoint('GET /v1/models', {
  summary: 'List the models this workspace can call',
  output: z.object({ object: z.literal('list'), data: z.array(Model) }),
});
export const getModel = endpoint('GET /v1/models/{model}', {
  summary: 'One model',
  params: z.object({ model: z.string().max(300) }),
  output: Model,
});

const Part = z.looseObject({ type: z.string(), text: z.string().optional() });
export const Message = z.looseObject({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool', 'function']),
  content: z.union([z.string(), z.array(Part)]).nullish(),
});
export type Message = z.infer<typeof Message>;

export const ChatRequest = z.looseObject({
  model: z.string().min(1).max(300),
  messages: z.array(Message).min(1, 'must hold at least one message').max(2_000),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().optional() }).nullish(),
});
export type ChatRequest = z.infer<typeof ChatRequest>;

export const createChatCompletion = endpoint('POST /v1/chat/completions', {
  summary: 'Answer messages with a model or an assistant; `stream: true` answers with server-sent events',
  body: ChatRequest,
  output: z.looseObject({ id: z.string(), object: z.string() }),
  answers: 'json-or-stream',
});

export const ResponseRequest = z.looseObject({
  model: z.string().min(1).max(300),
  input: z.union([z.string(), z.array(z.looseObject({})).max(2_000)], {
    error: 'must be a string or an array of items',
  }),
  instructions: z.string().nullish(),
  stream: z.boolean().nullish(),
});
export type ResponseRequest = z.infer<typeof ResponseRequest>;

export const createResponse = endpoint('POST /v1/responses', {
  summary: 'Respond to text or items with a model or an assistant; `stream: true` answers with named events',
  body: ResponseRequest,
  output: z.looseObject({ id: z.string(), object: z.string() }),
  answers: 'json-or-stream',
});

/** A text that the caller has cut into tokens; only whose model it is knows what they mean. */
const Tokens = z.array(z.number().int().min(0).max(10_000_000)).min(1).max(300_000);

export const EmbeddingRequest = z.looseObject({
  model: z.string().min(1).max(300),
  input: z.union(
    [z.string(), z.array(z.string()).min(1).max(2_048), Tokens, z.array(Tokens).min(1).max(2_048)],
    {
      error: 'must be a string, an array of strings, or tokens as an array of numbers or of such arrays',
    },
  ),
  encoding_format: z.enum(['float', 'base64']).nullish(),
});
export type EmbeddingRequest = z.infer<typeof EmbeddingRequest>;

export const createEmbedding = endpoint('POST /v1/embeddings', {
  summary: 'Embed texts',
  body: EmbeddingRequest,
  output: z.looseObject({ object: z.literal('list'), data: z.array(z.looseObject({})) }),
});
