import { z } from 'zod';
import { tuningErrors } from '../errors.ts';

/** What a provider answers, as far as it is needed. Everything else is its own business. */

export const UploadedFile = z.looseObject({ id: z.string() });
export const ProviderJob = z.looseObject({
  id: z.string(),
  status: z.string(),
  fine_tuned_model: z.string().nullish(),
  trained_tokens: z.number().nullish(),
  error: z.looseObject({ message: z.string().nullish() }).nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
});
export type ProviderJob = z.infer<typeof ProviderJob>;
export const ProviderJobs = z.looseObject({ data: z.array(ProviderJob) });
export const ProviderCheckpoints = z.looseObject({
  data: z.array(z.looseObject({ fine_tuned_model_checkpoint: z.string().nullish() })).nullish(),
});
const ProviderEvent = z.looseObject({
  id: z.string(),
  created_at: z.number().nullish(),
  level: z.string().nullish(),
  message: z.string(),
  data: z
    .looseObject({
      step: z.number().nullish(),
      total_steps: z.number().nullish(),
      train_loss: z.number().nullish(),
      valid_loss: z.number().nullish(),
    })
    .nullish(),
});
export type ProviderEvent = z.infer<typeof ProviderEvent>;
export const ProviderEvents = z.looseObject({
  data: z.array(ProviderEvent),
  has_more: z.boolean().nullish(),
});

/** @throws naming the provider when the answer is not what is documented */
export function read<T>(schema: z.ZodType<T>, answer: unknown, provider: string): T {
  const { data, error } = schema.safeParse(answer);
  if (error)
    throw tuningErrors.hosted_failed({ provider, detail: 'its answer is not what OpenAI documents' }, error);
  return data as T;
}
