import { defineErrors } from '../kernel/index.ts';

export const releaseErrors = defineErrors('releases', {
  not_proven: {
    status: 409,
    title: 'Not proven',
    message: (p: { slug: string; version: number; why: string; result: string }) =>
      `Version ${p.version} of "${p.slug}" may not serve yet: ${p.why}`,
    remedy:
      'Run its evals (POST /api/evals/{slug}/runs), or let an owner release it with an override and a reason.',
  },
  owners_override: {
    status: 403,
    title: 'Only owners override',
    message: () => 'Releasing without proof is for owners of the workspace.',
    remedy: 'Ask an owner, or make the verdict pass.',
  },
  nothing_before: {
    status: 409,
    title: 'There is nothing to go back to',
    message: (p: { slug: string }) =>
      `No other version of "${p.slug}" served production before that was not rolled back or stopped itself.`,
    remedy: 'Release another version, or stop the one that serves.',
  },
  moved_on: {
    status: 409,
    title: 'It moved on',
    message: (p: { slug: string }) =>
      `What "${p.slug}" serves changed since you looked, so nothing was done.`,
    remedy: 'Look at what serves now (GET /api/releases?app=…), and decide again.',
  },
  serves_already: {
    status: 409,
    title: 'It serves already',
    message: (p: { slug: string; version: number; stage: string }) =>
      `Version ${p.version} of "${p.slug}" serves ${p.stage} already.`,
    remedy: 'Release another version, or nothing.',
  },
});
