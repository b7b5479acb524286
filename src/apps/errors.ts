import { defineErrors } from '../kernel/index.ts';

export const appErrors = defineErrors('apps', {
  unknown_app: {
    status: 404,
    title: 'Unknown app',
    openaiCode: 'model_not_found',
    message: (p: { slug: string }) => `There is no app "${p.slug}" in this workspace.`,
    remedy: 'GET /api/apps lists them.',
  },
  unknown_version: {
    status: 404,
    title: 'Unknown version',
    openaiCode: 'model_not_found',
    message: (p: { slug: string; version: number }) => `The app "${p.slug}" has no version ${p.version}.`,
    remedy: 'GET /api/apps/{slug}/versions lists them.',
  },
  not_serving: {
    status: 409,
    title: 'Nothing is released',
    message: (p: { slug: string }) => `No version of "${p.slug}" serves production.`,
    remedy: 'Release a version, or name one to try it: app/<slug>@<number>.',
  },
  never_released: {
    status: 403,
    title: 'Not released',
    openaiCode: 'model_not_found',
    message: (p: { slug: string; version: number }) =>
      `Version ${p.version} of "${p.slug}" was never released; trying it is for builders and experts.`,
    remedy: 'Leave the version out, or ask an admin for the role expert.',
  },
  unknown_knowledge: {
    status: 400,
    title: 'Unknown knowledge',
    message: (p: { slug: string; name: string }) =>
      `"${p.slug}" names the collection "${p.name}", which does not exist.`,
    remedy:
      'Create it first (POST /v1/vector_stores, or a definition of kind collection in the same file), or correct the name.',
  },
  unknown_policy: {
    status: 400,
    title: 'Unknown guardrail policy',
    message: (p: { slug: string; name: string }) =>
      `"${p.slug}" names the guardrail policy "${p.name}", which does not exist.`,
    remedy: 'Add it first (a definition of kind guardrails in the same file will do), or correct the name.',
  },
  unknown_group: {
    status: 400,
    title: 'Unknown group',
    message: (p: { name: string }) => `There is no group "${p.name}" in this workspace.`,
    remedy: 'GET /api/groups lists them.',
  },
  question_too_long: {
    status: 400,
    title: 'The question is too long',
    message: (p: { limit: number }) => `The question is longer than ${p.limit} characters.`,
    remedy: 'Shorten it, or raise limits.questionCharacters of the assistant.',
  },
  no_question: {
    status: 400,
    title: 'No question',
    message: () => 'The messages hold no text from the user.',
    remedy: 'End the messages with one of role "user".',
  },
});
