import { readModels } from '../compatible.ts';
import type { ProviderKind } from '../kind.ts';
import { fromMessage, messageStream } from './answer.ts';
import { toMessages } from './request.ts';

const OVERLOADED = 529;

export const anthropic: ProviderKind = {
  kind: 'anthropic',
  label: 'Anthropic',
  baseUrl: () => 'https://api.anthropic.com/v1',
  headers: ({ key }) => ({ 'anthropic-version': '2023-06-01', ...(key ? { 'x-api-key': key } : {}) }),
  chat: {
    native: false,
    path: () => '/messages',
    framing: 'sse',
    request: toMessages,
    response: fromMessage,
    stream: messageStream,
  },
  models: { path: () => '/models?limit=1000', read: readModels },
  status: (status) => (status === OVERLOADED ? 429 : status),
};
