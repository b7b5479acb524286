import { compatible, withOlderNames } from './compatible.ts';

const OPENAI = 'https://api.openai.com/v1';

/**
 * OpenAI, and by its base URL any server that speaks its format. Those often have no /responses, but always chat
 * completions: so only OpenAI itself gets such requests as they are, unless the provider's settings say otherwise.
 */
export const openai = compatible({
  kind: 'openai',
  label: 'OpenAI',
  at: OPENAI,
  settings: [
    {
      name: 'responses',
      label: 'Responses API (native or chat)',
      required: false,
      pattern: /^(native|chat)$/,
    },
  ],
  moderations: '/moderations',
  responses: ({ responses }, baseUrl) =>
    (responses ?? (baseUrl.startsWith(OPENAI) ? 'native' : 'chat')) === 'native' ? '/responses' : undefined,
});

export const groq = compatible({
  kind: 'groq',
  label: 'Groq',
  at: 'https://api.groq.com/openai/v1',
  embeds: false,
});

export const deepseek = compatible({
  kind: 'deepseek',
  label: 'DeepSeek',
  at: 'https://api.deepseek.com/v1',
  embeds: false,
  request: withOlderNames,
});

export const together = compatible({
  kind: 'together',
  label: 'Together AI',
  at: 'https://api.together.xyz/v1',
  request: withOlderNames,
});

export const openrouter = compatible({
  kind: 'openrouter',
  label: 'OpenRouter',
  at: 'https://openrouter.ai/api/v1',
});

export const vllm = compatible({ kind: 'vllm', label: 'vLLM', at: 'http://localhost:8000/v1' });

export const llamacpp = compatible({
  kind: 'llamacpp',
  label: 'llama.cpp server',
  at: 'http://localhost:8080/v1',
  request: withOlderNames,
});

export const ollama = compatible({
  kind: 'ollama',
  label: 'Ollama',
  at: 'http://localhost:11434/v1',
  request: withOlderNames,
});

export const mistral = compatible({
  kind: 'mistral',
  label: 'Mistral',
  at: 'https://api.mistral.ai/v1',
  request(body) {
    // What it does not know it refuses. It always tells the usage at the end of a stream.
    const { stream_options, seed, user, store, ...rest } = withOlderNames(body);
    return seed === undefined || seed === null ? rest : { ...rest, random_seed: seed };
  },
});
