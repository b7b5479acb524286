import type { Actor, Call } from '../kernel/index.ts';
import type { Gateway } from './bag.ts';
import { callModel } from './calls/call-model.ts';
import { contextOf } from './calls/context-of.ts';
import type { EmbeddingRequest } from './contract-openai.ts';
import { dataClassOf } from './egress/data-class-of.ts';
import { gatewayErrors } from './errors.ts';
import { composite } from './resolve.ts';

/** POST /v1/embeddings. The SDK asks for base64 by default: raw little-endian float32, a third of the JSON's size. */
export async function createEmbedding(bag: Gateway, actor: Actor, request: EmbeddingRequest, call: Call) {
  const { model } = request;
  if (await composite(bag, actor, model)) throw gatewayErrors.cannot_embed({ model });
  const context = contextOf(actor, call, dataClassOf(call));
  const answer = await callModel(bag, '/embeddings', request, context);
  if (answer.as === 'bytes') return answer.bytes;
  if (answer.as === 'events') throw gatewayErrors.cannot_embed({ model });
  const encode = request.encoding_format === 'base64' ? base64 : (vector: Float32Array) => Array.from(vector);
  return {
    object: 'list' as const,
    data: answer.vectors.map((vector, index) => ({ object: 'embedding', index, embedding: encode(vector) })),
    model,
    usage: { prompt_tokens: answer.tokens, total_tokens: answer.tokens },
  };
}

function base64(vector: Float32Array): string {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString('base64');
}
