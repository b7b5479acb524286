export const guardrailsErrors = {
  'guardrails.needs': {
    what: 'The check “{check}” needs “{field}”.',
    todo: 'Send that field along, or leave the check out.',
  },
  'guardrails.bad_schema': {
    what: 'The JSON schema cannot be used: {detail}',
    todo: 'Enter a valid JSON schema (draft 7).',
  },
  'guardrails.only_text': {
    what: 'Guardrails read text, not “{type}”.',
    todo: 'Send it as text, or let the rules of the policy pass what they cannot check.',
  },
  'guardrails.check_failed': {
    what: 'The check “{check}” could not run, so nothing can be said about the text.',
    todo: 'Try again; if it stays, ask whoever runs the server.',
  },
  'guardrails.policy_exists': {
    what: 'There already is a guardrail policy “{slug}”.',
    todo: 'Choose another name, or change the existing policy.',
  },
  'guardrails.blocked': {
    what: 'The guardrail policy “{policy}” does not let this pass ({checks}).',
    todo: 'Take out what the check found, or ask an administrator about the policy.',
  },
  'guardrails.no_policy': {
    what: 'The guardrail policy “{slug}” is asked for and does not exist.',
    todo: 'Add the policy, or take its name out of the route or app.',
  },
} as const;
