export const gatewayErrors = {
  'gateway.unknown_model': {
    what: 'There is no model “{model}” in this workspace.',
    todo: 'Choose another one, or add its provider in the settings.',
  },
  'gateway.cannot_embed': {
    what: 'The model “{model}” does not embed.',
    todo: 'Use local/minilm or an embedding model of a provider.',
  },
  'gateway.cannot_chat': {
    what: 'The model “{model}” does not answer questions.',
    todo: 'Use local/grounded or a chat model of a provider.',
  },
  'gateway.cannot_moderate': {
    what: 'The model “{model}” does not moderate.',
    todo: 'Use local/moderation or a moderation model of an OpenAI provider.',
  },
  'gateway.no_question': {
    what: 'There is no question.',
    todo: 'Type one and send it again.',
  },
  'gateway.no_labels': {
    what: 'local/zero-shot has no labels to choose from.',
    todo: 'Choose a model that answers questions.',
  },
  'gateway.unreachable': {
    what: 'The provider “{provider}” could not be reached.',
    todo: 'Check its base URL in the settings, and that its server runs.',
  },
  'gateway.rejected_key': {
    what: 'The provider “{provider}” refused the stored API key.',
    todo: 'Enter a valid key for it in the settings.',
  },
  'gateway.unsupported_parameter': {
    what: 'The provider of this model has nothing like “{parameter}”.',
    todo: 'Leave it out, or use a model of a provider that has it.',
  },
  'gateway.bad_setting': {
    what: 'The setting “{setting}” of a provider of kind {kind} is wrong or missing.',
    todo: 'Enter it as the provider’s console shows it.',
  },
  'gateway.gguf_needs_llama': {
    what: 'A GGUF file needs the package node-llama-cpp, which is not installed.',
    todo: 'Whoever runs this server installs it: npm install --no-save node-llama-cpp@3.',
  },
  'gateway.gguf_not_loaded': {
    what: 'The model in {file} could not be loaded.',
    todo: 'Whoever runs this server checks that GGUF_FILE names a readable file that fits into the memory.',
  },
  'gateway.base_url_needed': {
    what: 'A provider of kind {kind} has no address of its own.',
    todo: 'Enter the base URL of your resource or server.',
  },
  'gateway.not_stored': {
    what: '“{parameter}” refers to a stored response, and responses of this model are not stored.',
    todo: 'Send the earlier part of the conversation with the request.',
  },
  'gateway.upstream_failed': {
    what: 'The provider “{provider}” answered {upstreamStatus}: {detail}',
    todo: 'Try again. If it stays, ask the provider.',
  },
  'gateway.upstream_rejected': {
    what: 'The provider “{provider}” refused the request: {detail}',
    todo: 'Change the assistant or the question as the provider says.',
  },
  'gateway.upstream_not_found': {
    what: 'The provider “{provider}” does not have what was asked for: {detail}',
    todo: 'Check the name of the model, and the base URL of the provider.',
  },
  'gateway.upstream_conflict': {
    what: 'The provider “{provider}” sees a conflict: {detail}',
    todo: 'Try again once what the provider names has ended or changed.',
  },
  'gateway.upstream_too_large': {
    what: 'The request is too large for the provider “{provider}”: {detail}',
    todo: 'Send less at once, for example smaller files or images.',
  },
  'gateway.upstream_unprocessable': {
    what: 'The provider “{provider}” cannot process the request: {detail}',
    todo: 'Change the assistant or the question as the provider says.',
  },
  'gateway.context_exceeded': {
    what: 'The request is too long for the model of the provider “{provider}”: {detail}',
    todo: 'Ask with less text, or let a route fall back to a model with a longer context.',
  },
  'gateway.upstream_busy': {
    what: 'The provider “{provider}” takes no more requests for now.',
    todo: 'Try again in {seconds} seconds.',
  },
  'gateway.forbidden_address': {
    what: '{host} is not a public address.',
    todo: 'To use a server in your own network, whoever runs this one lists its host in PROVIDER_HOSTS, e.g. localhost:11434.',
  },
  'gateway.key_needed': {
    what: 'A key is bound to its host and to https, and the new base URL has another host, or no https.',
    todo: 'Enter the API key for the new address too.',
  },
  'gateway.upstream_timeout': {
    what: 'The provider “{provider}” did not answer in time.',
    todo: 'Try again. A route can name another model to fall back to.',
  },
  'gateway.upstream_cut': {
    what: 'The provider “{provider}” broke off in the middle of its answer.',
    todo: 'Try again: what has come so far is not the whole answer.',
  },
  'gateway.bad_answer': {
    what: 'The answer of the provider “{provider}” {what}.',
    todo: 'Check that its base URL leads to the API and not to a page, and that its kind is right.',
  },
  'gateway.circuit_open': {
    what: '“{provider}” failed too often and rests.',
    todo: 'It is asked again in {seconds} seconds.',
  },
  'gateway.limit_reached': {
    what: 'The limit “{limit}” allows no more for now.',
    todo: 'Try again in {seconds} seconds, or ask an administrator for more.',
  },
  'gateway.budget_spent': {
    what: 'The budget “{limit}” is spent until {until}.',
    todo: 'Ask an administrator for a larger one, or use a model that costs nothing.',
  },
  'gateway.route_exists': {
    what: 'There already is a route “{slug}”.',
    todo: 'Choose another name, or change that route.',
  },
  'gateway.route_to_route': {
    what: '“{model}” is a route itself.',
    todo: 'Name models of providers in the rules of a route.',
  },
  'gateway.no_rule': {
    what: 'No rule of the route “{route}” applies to this request.',
    todo: 'Give the route a last rule without conditions.',
  },
  'gateway.one_answer': {
    what: 'Answers that a guardrail looks at come one at a time.',
    todo: 'Leave “n” out and ask several times.',
  },
  'gateway.not_watched': {
    what: 'Answers that a guardrail looks at come without what “{parameter}” asks for.',
    todo: 'Leave it out; functions are asked for with “tools”.',
  },
  'gateway.too_costly': {
    what: 'This call of {model} is expected to cost {expected}; a call may cost {most}.',
    todo: 'Send less, ask for a shorter answer, or use a cheaper model.',
  },
  'gateway.no_provider_for_class': {
    what: 'Content of the class {dataClass} may not go to {models}.',
    todo: 'Use a local model, or let an owner allow the class for a provider.',
  },
} as const;
