import type { ProjectionOptions } from './projection/projection.ts';
import type { HeadOptions } from './trainer.ts';

/** What is used unless the job says otherwise; the C span what frozen embeddings have needed. */
export const HEAD_DEFAULTS: HeadOptions = {
  ...{ seed: 1, classWeights: 'none', folds: 3, crossValidationRows: 2_000, maxSteps: 200, threads: 1 },
  ...{ lexical: 'auto', whitening: 'auto', refit: true },
  c: [1, 3, 10, 30, 100],
};

export const PROJECTION_DEFAULTS: ProjectionOptions = {
  ...{ seed: 1, epochs: 30, batch: 128, hardNegatives: 2, temperature: 0.05 },
  ...{ rate: 1e-3, decay: 0.01, k: 5, patience: 5, threads: 1 },
};
