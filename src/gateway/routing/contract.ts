import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { DataClass } from '../contract.ts';

/** A model to send to, and its share among those of a rule. */
const Target = z.object({
  model: z.string().min(1).max(300),
  weight: z.number().min(0).max(1_000).default(1),
});

const seconds = (most: number) => z.number().min(0.001).max(most);

/** When a rule applies. Everything that is given must hold. */
const When = z.object({
  dataClass: z.array(DataClass).min(1).optional(),
  /** Slugs or ids of groups that the caller is in. */
  group: z.array(z.string().max(64)).min(1).optional(),
  language: z.array(z.string().max(8)).min(1).optional(),
  /** Estimated tokens of the request. */
  tokensFrom: z.number().int().min(0).optional(),
  tokensTo: z.number().int().min(0).optional(),
});

const Rule = z.object({
  name: z.string().max(120).optional(),
  when: When.default({}),
  /** One of them is picked: by weight, the same one for the same caller; by cost the cheapest; by latency the fastest of late. */
  use: z.array(Target).min(1).max(20),
  prefer: z.enum(['weight', 'cost', 'latency']).default('weight'),
  /** Models to try in order when the picked one fails. */
  fallback: z.array(z.string().min(1).max(300)).max(10).default([]),
});

/** A name that callers give as `model`, and the rules that say what serves it. The first rule that applies decides. */
export const RouteDefinition = z.object({
  kind: z.literal('route').optional(),
  slug: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]{0,62}$/, 'must be lower-case letters, digits, dots and hyphens'),
  rules: z.array(Rule).min(1, 'must hold at least one rule').max(50),
  /** Further attempts at the same model after 408, 429, 5xx or no connection. */
  retries: z.number().int().min(0).max(5).default(1),
  /** Asks the next model too when the first has not begun to answer by then; whoever begins first is used. */
  hedgeAfterSeconds: seconds(60).optional(),
  timeouts: z
    .object({
      firstByteSeconds: seconds(600).optional(),
      idleSeconds: seconds(600).optional(),
      /** The whole of an answer, however steadily it comes. */
      totalSeconds: seconds(3_600).optional(),
    })
    .default({}),
  /** The guardrail policy of its calls; absent: the workspace's policy `default`, if there is one. */
  guardrails: z.string().max(64).optional(),
  /** A call that is expected to cost more, in US dollars, is refused before anybody is asked. */
  maxCostUsd: z.number().positive().max(1_000).optional(),
  cache: z
    .object({
      seconds: seconds(30 * 86_400),
      /** Cosine from which another question counts as the same one; absent: only the same request. */
      similarity: z.number().min(0.8).max(1).optional(),
    })
    .optional(),
});
export type RouteDefinition = z.infer<typeof RouteDefinition>;
export type RouteRule = z.infer<typeof Rule>;

export const ModelRoute = RouteDefinition.extend({ id: z.string(), updatedAt: z.iso.datetime() });
const slug = z.object({ slug: z.string().max(64) });

export const listRoutes = endpoint('GET /api/routes', {
  summary: 'List the routes of models',
  output: z.object({ data: z.array(ModelRoute) }),
});
export const addRoute = endpoint('POST /api/routes', {
  summary: 'Add a route: a model name and the rules that say what serves it',
  body: RouteDefinition,
  output: ModelRoute,
  status: 201,
});
export const putRoute = endpoint('PUT /api/routes/{slug}', {
  summary: 'Replace what a route says',
  params: slug,
  body: RouteDefinition.omit({ slug: true }),
  output: ModelRoute,
});
export const removeRoute = endpoint('DELETE /api/routes/{slug}', {
  summary: 'Remove a route',
  params: slug,
  status: 204,
});

/** Why a request would go where it goes. */
export const Explained = z.object({
  rule: z.number().int().nullable(),
  ruleName: z.string().nullable(),
  rules: z.array(z.object({ applies: z.boolean(), because: z.string() })),
  targets: z.array(
    z.object({ model: z.string(), provider: z.string(), share: z.number(), barred: z.string().nullable() }),
  ),
});
export const tryRoute = endpoint('POST /api/routes/{slug}/try', {
  summary: 'Say which rule and models a request would meet, without sending it',
  params: slug,
  body: z.object({
    text: z.string().max(100_000),
    dataClass: DataClass.optional(),
    groups: z.array(z.string().max(64)).max(50).optional(),
  }),
  output: Explained,
});
