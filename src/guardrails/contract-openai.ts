import { z } from 'zod';
import { endpoint } from '../kernel/contract.ts';

const Part = z.looseObject({ type: z.string(), text: z.string().max(200_000).optional() });

export const ModerationRequest = z.looseObject({
  model: z.string().min(1).max(300).default('local/moderation'),
  input: z.union(
    [
      z.string().max(200_000),
      z.array(z.string().max(200_000)).min(1).max(100),
      z.array(Part).min(1).max(100),
    ],
    { error: 'must be a string, an array of strings or an array of parts' },
  ),
});
export type ModerationRequest = z.output<typeof ModerationRequest>;

export const createModeration = endpoint('POST /v1/moderations', {
  summary: 'Say whether texts are harmful; `local/moderation` runs here, other models at their provider',
  body: ModerationRequest,
  output: z.looseObject({
    id: z.string(),
    model: z.string(),
    results: z.array(
      z.looseObject({
        flagged: z.boolean(),
        categories: z.record(z.string(), z.boolean()),
        category_scores: z.record(z.string(), z.number()),
      }),
    ),
  }),
});
