import { defineErrors } from '../kernel/index.ts';

/** A request that a provider refused: what it said, and its own code and parameter where it named them. */
interface Refused {
  provider: string;
  detail: string;
  upstreamCode?: string | undefined;
  where?: string | undefined;
}

export const gatewayErrors = defineErrors('gateway', {
  unknown_model: {
    status: 404,
    title: 'Unknown model',
    openaiCode: 'model_not_found',
    message: (p: { model: string }) => `There is no model "${p.model}" in this workspace.`,
    remedy: 'GET /v1/models lists what there is; providers are added under Models.',
  },
  cannot_embed: {
    status: 400,
    title: 'Not an embedding model',
    message: (p: { model: string }) => `The model "${p.model}" does not embed.`,
    remedy: 'Use local/minilm or an embedding model of a provider.',
  },
  cannot_chat: {
    status: 400,
    title: 'Not a chat model',
    message: (p: { model: string }) => `The model "${p.model}" does not answer messages.`,
    remedy: 'Use local/grounded, an assistant (app/<slug>) or a chat model of a provider.',
  },
  cannot_moderate: {
    status: 400,
    title: 'Not a moderation model',
    message: (p: { model: string }) => `The model "${p.model}" does not moderate.`,
    remedy:
      'Use local/moderation, or a moderation model of an OpenAI provider such as omni-moderation-latest.',
  },
  no_question: {
    status: 400,
    title: 'No question',
    message: () => 'The messages hold no text from the user.',
    remedy: 'End the messages with one of role "user" whose content is text.',
  },
  no_labels: {
    status: 400,
    title: 'No labels to choose from',
    message: () => 'local/zero-shot needs labels.',
    remedy: 'Give a response_format with a JSON schema that has an enum of the labels.',
  },
  unreachable: {
    status: 502,
    title: 'The provider is not reachable',
    message: (p: { provider: string }) => `The provider "${p.provider}" could not be reached.`,
    remedy: 'Check its base URL under Models, and that its server runs.',
  },
  rejected_key: {
    status: 502,
    title: 'The provider refused its key',
    message: (p: { provider: string }) => `The provider "${p.provider}" refused the stored API key.`,
    remedy: 'Enter a valid key for it under Models.',
  },
  upstream_timeout: {
    status: 504,
    title: 'The provider took too long',
    message: (p: { provider: string }) => `The provider "${p.provider}" did not answer in time.`,
    remedy: 'Try again; a route can name another model to fall back to.',
  },
  upstream_cut: {
    status: 502,
    title: 'The provider broke off',
    message: (p: { provider: string }) =>
      `The provider "${p.provider}" broke off in the middle of its answer.`,
    remedy: 'Try again; what has come so far is not the whole answer.',
  },
  bad_answer: {
    status: 502,
    title: 'The provider answered something else',
    message: (p: { provider: string; what: string }) =>
      `The answer of the provider "${p.provider}" ${p.what}.`,
    remedy:
      'Check under Models that its base URL leads to the API and not to a page, and that its kind is right.',
  },
  circuit_open: {
    status: 503,
    title: 'The provider rests',
    message: (p: { provider: string; seconds: number }) =>
      `The provider "${p.provider}" failed too often; it is asked again in ${p.seconds} s.`,
    remedy: 'Wait, or let a route fall back to another model.',
  },
  limit_reached: {
    status: 429,
    title: 'A limit is reached',
    openaiCode: 'rate_limit_exceeded',
    message: (p: { limit: string; what: string; seconds: number }) =>
      `The limit "${p.limit}" allows no more ${p.what} for the next ${p.seconds} s.`,
    remedy: 'Wait for the time in the retry-after header, or ask an administrator for more.',
  },
  budget_spent: {
    status: 429,
    title: 'The budget is spent',
    openaiCode: 'insufficient_quota',
    message: (p: { limit: string; until: string }) => `The budget "${p.limit}" is spent until ${p.until}.`,
    remedy: 'Ask an administrator for a larger budget, or use a model that costs nothing.',
  },
  route_exists: {
    status: 409,
    title: 'The route exists',
    message: (p: { slug: string }) => `There already is a route "${p.slug}".`,
    remedy: 'Choose another name, or replace the route with PUT.',
  },
  route_to_route: {
    status: 400,
    title: 'A route to a route',
    message: (p: { model: string }) => `"${p.model}" is a route itself.`,
    remedy: 'Name models of providers, local models or tuned models in the rules of a route.',
  },
  no_rule: {
    status: 400,
    title: 'No rule applies',
    message: (p: { route: string }) => `No rule of the route "${p.route}" applies to this request.`,
    remedy: 'Give the route a last rule without conditions, or ask for a model by its name.',
  },
  no_provider_for_class: {
    status: 403,
    title: 'No provider may see this',
    message: (p: { dataClass: string; models: string }) =>
      `Content of the class ${p.dataClass} may not go to ${p.models}.`,
    remedy: 'Use a local model, or let an owner allow the class for a provider under Models.',
  },
  one_answer: {
    status: 400,
    title: 'One answer at a time',
    openaiCode: 'unsupported_parameter',
    message: () => 'Answers that a guardrail looks at come one at a time, and "n" asks for several.',
    remedy: 'Leave "n" out and ask several times.',
  },
  not_watched: {
    status: 400,
    title: 'Not in an answer that is looked at',
    openaiCode: 'unsupported_parameter',
    message: (p: { parameter: string }) =>
      `Answers that a guardrail looks at come without what "${p.parameter}" asks for.`,
    remedy: 'Leave it out; functions are asked for with "tools".',
  },
  too_costly: {
    status: 400,
    title: 'Too costly',
    openaiCode: 'cost_limit_exceeded',
    message: (p: { model: string; expected: string; most: string }) =>
      `This call of ${p.model} is expected to cost ${p.expected}; a call may cost ${p.most}.`,
    remedy: 'Send less, ask for a shorter answer with max_tokens, or use a cheaper model.',
  },
  unsupported_parameter: {
    status: 400,
    title: 'A parameter the model does not have',
    openaiCode: 'unsupported_parameter',
    message: (p: { parameter: string }) =>
      `The provider of this model has nothing like "${p.parameter}", and without it the answer would be another one.`,
    remedy: 'Leave it out, or use a model of a provider that has it.',
  },
  bad_setting: {
    status: 400,
    title: 'A setting of a provider is wrong',
    message: (p: { setting: string; kind: string; problem: string }) =>
      `The setting "${p.setting}" of a provider of kind ${p.kind} ${p.problem}.`,
    remedy: 'GET /api/providers/kinds lists what each kind needs.',
  },
  gguf_needs_llama: {
    status: 503,
    title: 'The package node-llama-cpp is not installed',
    message: () => 'A GGUF file needs the package node-llama-cpp, which is not installed.',
    remedy: 'Run `npm install --no-save node-llama-cpp@3` beside Sevenfold, and ask again.',
  },
  gguf_not_loaded: {
    status: 503,
    title: 'The GGUF file could not be loaded',
    message: (p: { file: string }) => `The model in ${p.file} could not be loaded.`,
    remedy: 'Check that GGUF_FILE names a readable GGUF file, and that it fits into the memory.',
  },
  base_url_needed: {
    status: 400,
    title: 'A base URL is needed',
    message: (p: { kind: string }) => `A provider of kind ${p.kind} has no address of its own.`,
    remedy: 'Send baseUrl: the address of your resource or server.',
  },
  not_stored: {
    status: 400,
    title: 'Responses are not stored',
    message: (p: { parameter: string }) =>
      `"${p.parameter}" refers to a stored response, and responses of this model are not stored.`,
    remedy: 'Send the earlier items of the conversation in input.',
  },
  upstream_failed: {
    status: 502,
    title: 'The provider failed',
    message: (p: { provider: string; upstreamStatus: number; detail: string; seconds?: number }) =>
      `The provider "${p.provider}" answered ${p.upstreamStatus}: ${p.detail}`,
    remedy: 'Try again; if it stays, ask the provider.',
  },
  upstream_rejected: {
    status: 400,
    title: 'The provider refused the request',
    message: (p: Refused) => `The provider "${p.provider}" refused the request: ${p.detail}`,
    remedy: 'Change the request as the provider says.',
  },
  upstream_not_found: {
    status: 404,
    title: 'The provider does not have it',
    openaiCode: 'model_not_found',
    message: (p: Refused) => `The provider "${p.provider}" does not have what was asked for: ${p.detail}`,
    remedy: 'Check the name of the model, and under Models that the base URL leads to the API.',
  },
  upstream_conflict: {
    status: 409,
    title: 'The provider sees a conflict',
    message: (p: Refused) => `The provider "${p.provider}" sees a conflict: ${p.detail}`,
    remedy: 'Try again once what the provider names has ended or changed.',
  },
  upstream_too_large: {
    status: 413,
    title: 'Too large for the provider',
    message: (p: Refused) => `The request is too large for the provider "${p.provider}": ${p.detail}`,
    remedy: 'Send less at once, for example smaller files or images.',
  },
  upstream_unprocessable: {
    status: 422,
    title: 'The provider cannot process the request',
    message: (p: Refused) => `The provider "${p.provider}" cannot process the request: ${p.detail}`,
    remedy: 'Change the request as the provider says.',
  },
  context_exceeded: {
    status: 400,
    title: 'Too long for the model',
    openaiCode: 'context_length_exceeded',
    message: (p: Refused) =>
      `The request is too long for the model of the provider "${p.provider}": ${p.detail}`,
    remedy: 'Send less, or let a route fall back to a model with a longer context.',
  },
  upstream_busy: {
    status: 429,
    title: 'The provider is busy',
    message: (p: { provider: string; seconds: number }) =>
      `The provider "${p.provider}" limits the rate of requests; try again in ${p.seconds} s.`,
    remedy: 'Wait for the time in the retry-after header.',
  },
  forbidden_address: {
    status: 400,
    title: 'Not an address for a provider',
    message: (p: { host: string }) => `${p.host} is not a public address.`,
    remedy:
      'To use a server in your own network, whoever runs this one lists its host in PROVIDER_HOSTS, e.g. localhost:11434.',
  },
  key_needed: {
    status: 400,
    title: 'Enter the key again',
    message: () => 'A key is bound to its host and to https; the new base URL has another host, or no https.',
    remedy: 'Send the API key for the new address together with the URL.',
  },
});
