import { z } from 'zod';
import { endpoint } from '../kernel/contract.ts';

export const CHECKS = [
  'pii',
  'secrets',
  'injection',
  'toxicity',
  'words',
  'off_topic',
  'groundedness',
  'json',
] as const;
export type CheckName = (typeof CHECKS)[number];

/** Where a text stands on its way: what somebody sent, what was found, what a tool gave back, what goes out. */
export const PLACES = ['input', 'retrieved', 'tool', 'output'] as const;
export type Where = (typeof PLACES)[number];

/** From the mildest to the strictest; of several the strictest wins. */
export const ACTIONS = ['allow', 'redact', 'review', 'block'] as const;
export type Action = (typeof ACTIONS)[number];

const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be lower-case letters, digits and hyphens');
const bySlug = z.object({ slug: z.string().max(64) });
const words = z.array(z.string().trim().min(1).max(200)).max(5_000);
const topics = z.array(z.string().trim().min(1).max(500)).max(100);
const passages = z.array(z.string().max(20_000)).max(50);
const schema = z.record(z.string(), z.unknown());

export const Rule = z.strictObject({
  check: z.enum(CHECKS),
  where: z.array(z.enum(PLACES)).min(1),
  action: z.enum(ACTIONS),
  /** A finding below it does not count; each check has one of its own. */
  threshold: z.number().min(0).max(1).optional(),
  /** Only these types of findings count, e.g. `CREDIT_CARD`. */
  types: z.array(z.string().max(60)).max(60).optional(),
  words: words.optional(),
  topics: topics.optional(),
  schema: schema.optional(),
  /** `closed`: a check that cannot run counts as if it had found something. */
  onFailure: z.enum(['open', 'closed']).default('closed'),
  /** How long the check may take. */
  timeoutMs: z.number().int().min(10).max(30_000).default(2_000),
});
export type Rule = z.output<typeof Rule>;

export const PolicyDefinition = z.strictObject({
  name: z.string().trim().min(1).max(200),
  /** Redacted parts become `[PERSON_1]` and come back in what the caller gets; otherwise `[PERSON]`, for good. */
  pseudonyms: z.boolean().default(true),
  rules: z.array(Rule).max(50),
  /** A call that is expected to cost more, in US dollars, is refused. */
  maxCostUsd: z.number().positive().max(1_000).optional(),
});
export type PolicyDefinition = z.output<typeof PolicyDefinition>;

/** A policy in a file. */
export const GuardrailsDefinition = PolicyDefinition.extend({ kind: z.literal('guardrails'), slug });
export type GuardrailsDefinition = z.output<typeof GuardrailsDefinition>;

const Policy = z.object({ slug: z.string(), definition: PolicyDefinition, updatedAt: z.iso.datetime() });

const Finding = z.object({
  check: z.enum(CHECKS),
  type: z.string(),
  start: z.number().int(),
  end: z.number().int(),
  score: z.number(),
});

export const checkText = endpoint('POST /api/guardrails/check', {
  summary: 'Look at a text with some checks; offsets count UTF-16 code units',
  body: z.object({
    text: z.string().max(200_000),
    checks: z
      .array(z.enum(CHECKS))
      .min(1)
      .max(CHECKS.length)
      .default(['pii', 'injection', 'toxicity', 'secrets']),
    where: z.enum(PLACES).optional(),
    words: words.optional(),
    topics: topics.optional(),
    passages: passages.optional(),
    schema: schema.optional(),
  }),
  output: z.object({
    findings: z.array(Finding),
    scores: z.partialRecord(z.enum(CHECKS), z.number()),
    redacted: z.string(),
  }),
});
export const listGuardrailPolicies = endpoint('GET /api/guardrails/policies', {
  summary: 'List guardrail policies',
  output: z.object({ data: z.array(Policy) }),
});
export const addGuardrailPolicy = endpoint('POST /api/guardrails/policies', {
  summary: 'Add a guardrail policy',
  body: z.object({ slug, definition: PolicyDefinition }),
  output: Policy,
  status: 201,
});
export const getGuardrailPolicy = endpoint('GET /api/guardrails/policies/{slug}', {
  summary: 'Read a guardrail policy',
  params: bySlug,
  output: Policy,
});
export const putGuardrailPolicy = endpoint('PUT /api/guardrails/policies/{slug}', {
  summary: 'Replace what a guardrail policy says',
  params: bySlug,
  body: z.object({ definition: PolicyDefinition }),
  output: Policy,
});
export const removeGuardrailPolicy = endpoint('DELETE /api/guardrails/policies/{slug}', {
  summary: 'Remove a guardrail policy',
  params: bySlug,
  status: 204,
});
