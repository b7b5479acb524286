import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { DataClass } from '../contract.ts';

const DIMENSIONS = [
  'model',
  'provider',
  'app',
  'version',
  'actor',
  'member',
  'route',
  'group',
  'dataClass',
  'cache',
  'finding',
  'code',
] as const;
export const Dimension = z.enum(DIMENSIONS);
export type Dimension = z.infer<typeof Dimension>;

const when = z.iso.datetime({ offset: true });

/** How an answer of the gateway's own cache was found. */
const Cached = z.enum(['exact', 'semantic']);

/** Which calls are meant; everything that is given must hold. */
const Which = {
  from: when.optional(),
  to: when.optional(),
  model: z.string().max(300).optional(),
  provider: z.string().max(64).optional(),
  app: z.string().max(64).optional(),
  /** `<app>@<number>`: version 3 of one app has nothing to do with that of another. */
  version: z.string().max(80).optional(),
  actor: z.string().max(64).optional(),
  member: z.string().max(64).optional(),
  route: z.string().max(64).optional(),
  group: z.string().max(64).optional(),
  dataClass: DataClass.optional(),
  cache: Cached.optional(),
  /** The name of a check that found something. */
  finding: z.string().max(64).optional(),
  code: z.string().max(120).optional(),
};
const Sum = {
  requests: z.number(),
  failed: z.number(),
  promptTokens: z.number(),
  cachedTokens: z.number(),
  completionTokens: z.number(),
  /** Of calls whose model has a known price. */
  dollars: z.number(),
  /** Calls whose model has none. */
  unpriced: z.number(),
  fromCache: z.number(),
  /** Calls in which a guardrail found something. */
  found: z.number(),
  /** Milliseconds; null without calls. */
  p50: z.number().nullable(),
  p95: z.number().nullable(),
  firstTokenP50: z.number().nullable(),
};

export const Usage = z.object({
  total: z.object(Sum),
  /** Largest cost first, then most calls. */
  groups: z.array(z.object({ key: z.string().nullable(), ...Sum })),
  /** By hour up to three days, else by day; every step is there. */
  series: z.array(
    z.object({ at: when, requests: z.number(), tokens: z.number(), dollars: z.number(), failed: z.number() }),
  ),
  step: z.enum(['hour', 'day']),
});

export const getUsage = endpoint('GET /api/usage', {
  summary: 'Calls of models: how many, tokens, cost and time, by any dimension',
  query: z.object({ ...Which, by: Dimension.default('model') }),
  output: Usage,
});

export const ModelCall = z.object({
  id: z.string(),
  at: when,
  actorId: z.string(),
  app: z.string().nullable(),
  version: z.number().nullable(),
  route: z.string().nullable(),
  provider: z.string(),
  model: z.string(),
  path: z.string(),
  stream: z.boolean(),
  status: z.number(),
  code: z.string().nullable(),
  attempts: z.number(),
  promptTokens: z.number(),
  cachedTokens: z.number(),
  completionTokens: z.number(),
  dollars: z.number().nullable(),
  durationMs: z.number(),
  firstTokenMs: z.number().nullable(),
  cache: Cached.nullable(),
  dataClass: DataClass,
  /** How often each guardrail check found something. */
  findings: z.record(z.string(), z.number()),
  /** By which price the cost was counted: the table's date, or the id of a price of your own. */
  price: z.string().nullable(),
  run: z.string().nullable(),
  /**
   * Who says how many tokens there were: the provider, or the gateway by the length of what came, when the provider did
   * not say; null where there were none, and for calls older than this field.
   */
  usageSource: z.enum(['reported', 'estimated']).nullable(),
  /**
   * Set on what is no call of its own: the attempt of a hedged call that was let go because another answered. It is the
   * id of that call; tokens and cost are what the attempt had taken.
   */
  hedgeOf: z.string().nullable(),
});

export const listCalls = endpoint('GET /api/model-calls', {
  summary: 'Single calls of models, the newest first; what was said is in none of them',
  query: z.object({
    ...Which,
    limit: z.coerce.number().int().min(1).max(200).default(50),
    after: z.string().max(64).optional(),
    failed: z.enum(['true', 'false']).optional(),
    /** The calls of one run. */
    run: z.string().max(64).optional(),
  }),
  output: z.object({ data: z.array(ModelCall), hasMore: z.boolean() }),
});
