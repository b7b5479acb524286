import { readModels } from './compatible.ts';
import type { ProviderKind, Settings } from './kind.ts';
import { segment } from './segment.ts';

/**
 * Azure OpenAI: models are deployments. Without an API version the path of its v1 API is used, with one the older path that
 * names the deployment.
 */
export const azure: ProviderKind = {
  kind: 'azure',
  label: 'Azure OpenAI',
  settings: [
    {
      name: 'apiVersion',
      label: 'API version',
      required: false,
      pattern: /^\d{4}-\d{2}-\d{2}(-preview)?$|^preview$/,
    },
  ],
  headers: ({ key }): Record<string, string> => (key ? { 'api-key': key } : {}),
  chat: { native: true, path: (model, settings) => pathOf('/chat/completions', model, settings) },
  embeddings: { native: true, path: (model, settings) => pathOf('/embeddings', model, settings) },
  models: {
    path: ({ apiVersion }) => (apiVersion ? `/openai/models?api-version=${apiVersion}` : '/openai/v1/models'),
    read: readModels,
  },
  responses: ({ apiVersion }) =>
    apiVersion ? `/openai/responses?api-version=${apiVersion}` : '/openai/v1/responses',
};

function pathOf(what: string, model: string, { apiVersion }: Settings): string {
  if (!apiVersion) return `/openai/v1${what}`;
  return `/openai/deployments/${segment(model)}${what}?api-version=${apiVersion}`;
}
