import { z } from 'zod';
import type { ProviderKind } from './kind.ts';

type Body = Record<string, unknown>;

const Model = z.looseObject({ id: z.string() });
/** Some give the bare list. */
const ModelList = z.union([z.looseObject({ data: z.array(Model) }), z.array(Model)]);

/** The ids in a list of models as OpenAI answers it. */
export function readModels(answer: unknown): string[] {
  const list = ModelList.parse(answer);
  return (Array.isArray(list) ? list : list.data).map(({ id }) => id);
}

/** A provider that speaks OpenAI's wire format, less what it says is different. */
export function compatible(
  own: Pick<ProviderKind, 'kind' | 'label'> &
    Partial<ProviderKind> & { at?: string; embeds?: boolean; request?(body: Body): Body },
): ProviderKind {
  const { at, embeds = true, request, ...rest } = own;
  return {
    ...(at === undefined ? {} : { baseUrl: () => at }),
    headers: ({ key }): Record<string, string> => (key ? { authorization: `Bearer ${key}` } : {}),
    chat: { native: true, path: () => '/chat/completions', ...(request ? { request } : {}) },
    ...(embeds ? { embeddings: { native: true as const, path: () => '/embeddings' } } : {}),
    models: { path: () => '/models', read: readModels },
    ...rest,
  };
}

/** For servers that know neither `max_completion_tokens` nor the role `developer`, which came later. */
export function withOlderNames(body: Body): Body {
  const { max_completion_tokens: most, messages, ...rest } = body;
  const renamed = Array.isArray(messages)
    ? messages.map((message: unknown) => (isDeveloper(message) ? { ...message, role: 'system' } : message))
    : messages;
  return {
    ...rest,
    messages: renamed,
    ...(most === undefined || most === null ? {} : { max_tokens: most }),
  };
}

function isDeveloper(message: unknown): message is { role: 'developer' } {
  return typeof message === 'object' && message !== null && 'role' in message && message.role === 'developer';
}
