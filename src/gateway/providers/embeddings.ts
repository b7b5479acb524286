import type { WireEmbeddings } from './kinds/kind.ts';
import { translated } from './translate.ts';
import type { Way } from './way.ts';

/** Embeddings of a provider that has a format of its own for them. */
export function translatedEmbeddings(
  embeddings: Extract<WireEmbeddings, { native: false }>,
  request: Record<string, unknown>,
  provider: string,
): Way {
  const model = String(request.model);
  const encode = request.encoding_format === 'base64' ? base64 : (vector: number[]) => vector;
  return {
    path: embeddings.path(model),
    body: embeddings.request(request),
    framing: 'sse',
    answer(answer) {
      const { vectors, tokens } = translated(provider, () => embeddings.response(answer));
      return {
        object: 'list',
        data: vectors.map((vector, index) => ({ object: 'embedding', index, embedding: encode(vector) })),
        model,
        usage: { prompt_tokens: tokens, total_tokens: tokens },
      };
    },
  };
}

function base64(vector: number[]): string {
  const floats = Float32Array.from(vector);
  return Buffer.from(floats.buffer).toString('base64');
}
