import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';

const id = z.object({ id: z.string().max(64) });
const count = z.number().int().min(1, 'must be at least 1').max(1e12);

/** Who a limit counts for. `each` gives every key or member their own; without it they share one. */
const Subject = z.discriminatedUnion('of', [
  z.object({ of: z.literal('workspace') }),
  z.object({ of: z.literal('group'), id: z.string().max(64) }),
  z.object({ of: z.literal('member'), id: z.string().max(64).optional() }),
  z.object({ of: z.literal('key'), id: z.string().max(64).optional() }),
]);

/** What somebody may use. A member or key without an id means each of them, one by one. */
export const LimitRule = z
  .object({
    name: z.string().trim().min(1).max(120),
    subject: Subject,
    requestsPerMinute: count.optional(),
    tokensPerMinute: count.optional(),
    concurrent: count.optional(),
    budget: z
      .object({
        dollars: z.number().min(0).max(1e9),
        period: z.enum(['day', 'month']),
        /** Shares of the budget at which it is announced. */
        alertAt: z.array(z.number().min(0.01).max(1)).max(10).default([0.8]),
      })
      .optional(),
  })
  .refine(
    (rule) => rule.requestsPerMinute ?? rule.tokensPerMinute ?? rule.concurrent ?? rule.budget,
    'must limit something: requestsPerMinute, tokensPerMinute, concurrent or budget',
  );
export type LimitRule = z.infer<typeof LimitRule>;

export const Limit = z.object({
  id: z.string(),
  rule: LimitRule,
  /** Of the budget's current period; where each key or member has their own, by who spent most. Null without a budget. */
  spentDollars: z.number().nullable(),
});

export const listLimits = endpoint('GET /api/limits', {
  summary: 'Limits and budgets, with what has been spent',
  output: z.object({ data: z.array(Limit) }),
});
export const addLimit = endpoint('POST /api/limits', {
  summary: 'Limit requests, tokens, concurrency or cost of the workspace, a group, members or keys',
  body: LimitRule,
  output: Limit,
  status: 201,
});
export const changeLimit = endpoint('PUT /api/limits/{id}', {
  summary: 'Replace a limit',
  params: id,
  body: LimitRule,
  output: Limit,
});
export const removeLimit = endpoint('DELETE /api/limits/{id}', {
  summary: 'Remove a limit',
  params: id,
  status: 204,
});
