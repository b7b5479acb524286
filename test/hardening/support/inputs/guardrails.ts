import { body, bySlug, type Inputs, made, none, type Place, unique } from './make.ts';

const definition = { name: 'Cards', rules: [{ check: 'pii', where: ['input'], action: 'redact' }] };
const fresh = async ({ world }: Place) => {
  const slug = `g-${unique()}`;
  await made(world, '/api/guardrails/policies', { slug, definition });
  return slug;
};

export const guardrailInputs: Inputs = {
  'POST /v1/moderations': body(() => ({ input: 'You are welcome.' })),
  'POST /api/guardrails/check': body(() => ({ text: 'Call Anna Miller.', checks: ['pii'] })),
  'GET /api/guardrails/policies': none,
  'POST /api/guardrails/policies': body(() => ({ slug: `g-${unique()}`, definition })),
  'GET /api/guardrails/policies/{slug}': bySlug(fresh),
  'PUT /api/guardrails/policies/{slug}': bySlug(fresh, { definition }),
  'DELETE /api/guardrails/policies/{slug}': bySlug(fresh),
};
