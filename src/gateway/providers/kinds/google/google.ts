import { z } from 'zod';
import type { ProviderKind } from '../kind.ts';
import { segment } from '../segment.ts';
import { contentStream, fromContents } from './answer.ts';
import { toContents } from './request.ts';

const PREFIX = 'models/';
const ModelList = z.looseObject({ models: z.array(z.looseObject({ name: z.string() })) });
const Embedded = z.looseObject({ embeddings: z.array(z.looseObject({ values: z.array(z.number()) })) });

export const google: ProviderKind = {
  kind: 'google',
  label: 'Google Gemini',
  baseUrl: () => 'https://generativelanguage.googleapis.com/v1beta',
  headers: ({ key }): Record<string, string> => (key ? { 'x-goog-api-key': key } : {}),
  chat: {
    native: false,
    path: (model, stream) =>
      `/models/${segment(bare(model))}:${stream ? 'streamGenerateContent?alt=sse' : 'generateContent'}`,
    framing: 'sse',
    request: toContents,
    response: fromContents,
    stream: contentStream,
  },
  embeddings: {
    native: false,
    path: (model) => `/models/${segment(bare(model))}:batchEmbedContents`,
    request({ model, input, dimensions }) {
      const texts = Array.isArray(input) ? input : [input];
      const size = typeof dimensions === 'number' ? { outputDimensionality: dimensions } : {};
      const name = PREFIX + bare(String(model));
      return {
        requests: texts.map((text) => ({
          model: name,
          content: { parts: [{ text: String(text) }] },
          ...size,
        })),
      };
    },
    response: (answer) => ({
      vectors: Embedded.parse(answer).embeddings.map(({ values }) => values),
      tokens: 0,
    }),
  },
  models: {
    path: () => '/models?pageSize=1000',
    read: (answer) => ModelList.parse(answer).models.map(({ name }) => bare(name)),
  },
  // A wrong key is a bad request there.
  status: (status, body) => (status === 400 && body.includes('API_KEY_INVALID') ? 401 : status),
};

function bare(model: string): string {
  return model.startsWith(PREFIX) ? model.slice(PREFIX.length) : model;
}
