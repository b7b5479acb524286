import { wilson } from '../../../evals/index.ts';
import type { Count, HeadInput, HeadMetrics, HeadOptions, HeadReport, Hooks, Share } from '../trainer.ts';
import { type Learned, learnHead } from './learn-head.ts';

/** What is used unless the job says otherwise; the penalties span what frozen embeddings have needed. */
export const HEAD_DEFAULTS: HeadOptions = {
  ...{ seed: 1, classWeights: 'none', folds: 4, maxSteps: 300, threads: 1 },
  l2: [1e-5, 3e-5, 1e-4, 3e-4, 1e-3],
};

/**
 * Trains a classification or tagging head on frozen embeddings, on the calling thread.
 * @param options what is left out comes from `HEAD_DEFAULTS`
 * @returns the head as bytes for `openHead`, and what was found; losses in nats, times in seconds
 * @throws TrainerError when nothing can be learned from the input, and the signal's reason when cancelled
 */
export async function trainHead(
  input: HeadInput,
  options: Partial<HeadOptions>,
  hooks: Hooks,
): Promise<{ model: Uint8Array; report: HeadReport }> {
  return withIntervals(await learnHead(input, { ...HEAD_DEFAULTS, ...options }, hooks));
}

function withIntervals({ model, report }: Learned): { model: Uint8Array; report: HeadReport } {
  const { abstention, validation, test } = report;
  const metrics = (counts: HeadMetrics<Count>): HeadMetrics => ({
    ...counts,
    accuracy: share(counts.accuracy),
  });
  return {
    model,
    report: {
      ...report,
      abstention: {
        ...abstention,
        ...{ coverage: share(abstention.coverage), precision: share(abstention.precision) },
      },
      validation: metrics(validation),
      test: test && metrics(test),
    },
  };
}

function share({ hits, n }: Count): Share {
  return { hits, n, value: n > 0 ? hits / n : 0, ...wilson(hits, n) };
}
