/** Codes that OpenAI's clients know; they come without details. */
export const openaiErrors = {
  invalid_api_key: {
    what: 'You are not signed in, or your session has ended.',
    todo: 'Sign in again.',
  },
  model_not_found: {
    what: 'There is no such model in this workspace.',
    todo: 'Choose another one, or add its provider in the settings.',
  },
  rate_limit_exceeded: {
    what: 'A limit allows no more requests for now.',
    todo: 'Wait a little, or ask an administrator for more.',
  },
  insufficient_quota: {
    what: 'The budget is spent.',
    todo: 'Ask an administrator for a larger one.',
  },
  unsupported_parameter: {
    what: 'The model has nothing like one of the parameters.',
    todo: 'Leave it out, or use another model.',
  },
  invalid_training_file: {
    what: 'A line of the training file cannot be read.',
    todo: 'Each line is a JSON object with messages, or with a text and its label.',
  },
  context_length_exceeded: {
    what: 'That is too long for the model.',
    todo: 'Ask with less text, or let a route fall back to a model with a longer context.',
  },
  cost_limit_exceeded: {
    what: 'The call is expected to cost more than one may.',
    todo: 'Send less, ask for a shorter answer, or use a cheaper model.',
  },
  content_policy_violation: {
    what: 'A guardrail does not let this pass.',
    todo: 'Take out what it found, or ask an administrator about the policy.',
  },
} as const;
