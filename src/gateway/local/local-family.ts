import type { ChatRequest, EmbeddingRequest } from '../contract-openai.ts';
import { gatewayErrors } from '../errors.ts';
import type { ModelFamily } from '../family.ts';
import { grounded } from './grounded/grounded.ts';
import { WEIGHTS_REVISION } from './grounded/weights.ts';
import { HIDDEN } from './minilm/graph.ts';
import type { MiniLm } from './minilm/minilm.ts';
import { remember } from './minilm/remember.ts';
import { zeroShot } from './zero-shot.ts';

/** The models that need no key and no download. */
export function localFamily(minilm: MiniLm): ModelFamily {
  const sentences = remember(minilm);
  const names = ['local/minilm', 'local/grounded', 'local/zero-shot'];
  return {
    owns: (model) => model.startsWith('local/'),
    quotes: (model) => model === 'local/grounded',
    revision: (model) => (model === 'local/grounded' ? WEIGHTS_REVISION : '1'),
    models: async () => names.map((id) => ({ id, ownedBy: 'sevenfold' })),
    chat(request: ChatRequest) {
      if (request.model === 'local/grounded') return grounded(sentences, request);
      if (request.model === 'local/zero-shot') return zeroShot(minilm, request);
      throw request.model === 'local/minilm'
        ? gatewayErrors.cannot_chat({ model: request.model })
        : gatewayErrors.unknown_model({ model: request.model });
    },
    async embed(request) {
      if (request.model !== 'local/minilm') throw gatewayErrors.cannot_embed({ model: request.model });
      const texts = textsOf(request);
      const embeddings = await minilm.embed(texts, texts.length <= 8);
      const tokens = embeddings.reduce((sum, embedding) => sum + embedding.tokens, 0);
      return { vectors: embeddings.map((embedding) => embedding.vector), tokens };
    },
  };
}

/** @throws 400 for what would be ignored, and give other vectors than were asked for */
export function textsOf({ input, dimensions }: EmbeddingRequest): string[] {
  if (typeof dimensions === 'number' && dimensions !== HIDDEN)
    throw gatewayErrors.unsupported_parameter({ parameter: 'dimensions' });
  const texts = typeof input === 'string' ? [input] : input;
  return texts.map((text) => {
    if (typeof text !== 'string') throw gatewayErrors.unsupported_parameter({ parameter: 'input as tokens' });
    return text;
  });
}
