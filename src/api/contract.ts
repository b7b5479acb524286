import { z } from 'zod';
import { AssistantDefinition, CollectionDefinition } from '../apps/contract.ts';
import { DatasetDefinition, EvalDefinition } from '../evals/contract.ts';
import { GuardrailsDefinition } from '../guardrails/contract.ts';
import { endpoint } from '../kernel/contract.ts';
import { TrainingDefinition } from '../tuning/contract.ts';

/** Everything that can stand in a file. */
export const Definition = z.discriminatedUnion(
  'kind',
  [
    AssistantDefinition,
    CollectionDefinition,
    DatasetDefinition,
    EvalDefinition,
    GuardrailsDefinition,
    TrainingDefinition,
  ],
  { error: 'must be of kind assistant, collection, dataset, eval, guardrails or training' },
);

export const apply = endpoint('POST /api/apply', {
  summary: 'Create or update what definitions describe; an unchanged definition makes no new version',
  takes: 'yaml',
  body: z.union([
    z
      .array(Definition)
      .min(1)
      .max(200)
      .transform((definitions) => ({ definitions })),
    z.object({ definitions: z.array(Definition).min(1).max(200) }),
    Definition.transform((one) => ({ definitions: [one] })),
  ]),
  output: z.object({
    apps: z.array(z.object({ slug: z.string(), version: z.number().int(), created: z.boolean() })),
    collections: z.array(z.object({ slug: z.string(), id: z.string(), created: z.boolean() })),
    datasets: z.array(
      z.object({
        slug: z.string(),
        version: z.number().int(),
        added: z.number().int(),
        created: z.boolean(),
      }),
    ),
    evals: z.array(z.object({ slug: z.string(), created: z.boolean() })),
    guardrails: z.array(z.object({ slug: z.string(), created: z.boolean() })),
    trainingSets: z.array(z.object({ slug: z.string(), created: z.boolean(), changed: z.boolean() })),
  }),
});
