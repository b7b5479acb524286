import { defineErrors } from '../kernel/index.ts';

export const guardrailErrors = defineErrors('guardrails', {
  needs: {
    status: 400,
    title: 'The check needs something to compare with',
    message: (p: { check: string; field: string }) => `The check "${p.check}" needs "${p.field}".`,
    remedy: 'Send that field along, or leave the check out.',
  },
  bad_schema: {
    status: 400,
    title: 'Not a JSON schema',
    message: (p: { detail: string }) => `The JSON schema cannot be used: ${p.detail}`,
    remedy: 'Send a valid JSON schema (draft 7).',
  },
  only_text: {
    status: 400,
    title: 'Only text can be looked at',
    message: (p: { type: string }) => `Guardrails and local/moderation read text, not "${p.type}".`,
    remedy:
      'Send it as text, or let the rules of the policy be open (onFailure); a moderation model of a provider may see images too.',
  },
  check_failed: {
    status: 503,
    title: 'A check could not run',
    message: (p: { check: string }) =>
      `The check "${p.check}" could not run, so nothing can be said about the text.`,
    remedy: 'Try again; if it stays, look at the log of the server.',
  },
  blocked: {
    status: 400,
    title: 'Stopped by a guardrail',
    openaiCode: 'content_policy_violation',
    message: (p: { policy: string; checks: string; where: string }) =>
      `The guardrail policy "${p.policy}" does not let this pass (${p.where}: ${p.checks}).`,
    remedy: 'Take out what the check found, or ask an administrator about the policy.',
  },
  no_policy: {
    status: 503,
    title: 'The guardrail policy is missing',
    message: (p: { slug: string }) => `The guardrail policy "${p.slug}" is asked for and does not exist.`,
    remedy: 'Add the policy, or take its name out of the route or app.',
  },
  policy_exists: {
    status: 409,
    title: 'The policy exists',
    message: (p: { slug: string }) => `There already is a guardrail policy "${p.slug}".`,
    remedy: 'Choose another slug, or replace the policy with PUT.',
  },
});
