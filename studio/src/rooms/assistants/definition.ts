import type { AssistantDefinition } from '../../client/endpoints.ts';

/** The limits of the contract; the server checks them again. */
export const LIMITS = {
  name: 120,
  description: 500,
  instructions: 20_000,
  knowledge: 20,
  starters: 6,
  starter: 300,
  passages: [1, 20],
  questionCharacters: [100, 20_000],
  answerTokens: [50, 8_000],
} as const;

/** What may be left out: without it the workspace's own holds. */
export const OPTIONAL = ['guardrails', 'dataClass'] as const;
export const CITATIONS = ['required', 'off'] as const;
export const RETRIEVALS = ['hybrid', 'keyword', 'vectors'] as const;

export const SLUG = /^[a-z0-9][a-z0-9-]{0,62}$/;

export function emptyDefinition(): AssistantDefinition {
  return {
    kind: 'assistant',
    slug: '',
    name: '',
    description: '',
    model: 'default',
    instructions: '',
    knowledge: [],
    retrieval: 'hybrid',
    starters: [],
    citations: 'required',
    limits: { passages: 6, questionCharacters: 4_000, answerTokens: 800 },
  };
}

/** Everything that may be said in a definition; what is left out has its default. */
type Given = Partial<Omit<AssistantDefinition, 'limits'>> & {
  limits?: Partial<AssistantDefinition['limits']>;
};

export function completed(given: Given): AssistantDefinition {
  const empty = emptyDefinition();
  return { ...empty, ...given, limits: { ...empty.limits, ...given.limits } };
}
