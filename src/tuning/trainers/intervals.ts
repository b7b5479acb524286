import { wilson } from '../../evals/index.ts';
import type { Learned } from './heads/learn-head.ts';
import type { LearnedProjection, ProjectionReport, Retrieval } from './projection/projection.ts';
import type { Count, HeadMetrics, HeadReport, Share } from './trainer.ts';

/**
 * Adds a Wilson interval to every share that a trainer counted. Here and not in the trainers, because loading the statistics'
 * room takes half a gigabyte and seconds, which a training thread should not pay.
 */
export function headWithIntervals({ model, report }: Learned): { model: Uint8Array; report: HeadReport } {
  const { abstention, validation, test, outOfScope } = report;
  const silence = ({ recall, coverage }: { recall: Count; coverage: Count }) => ({
    ...{ recall: share(recall), coverage: share(coverage) },
  });
  const metrics = (counts: HeadMetrics<Count>): HeadMetrics => ({
    ...counts,
    accuracy: share(counts.accuracy),
    levels: counts.levels.map(({ depth, accuracy }) => ({ depth, accuracy: share(accuracy) })),
  });
  return {
    model,
    report: {
      ...report,
      abstention: {
        ...abstention,
        ...{ coverage: share(abstention.coverage), precision: share(abstention.precision) },
        stopped: share(abstention.stopped),
      },
      outOfScope: outOfScope && {
        scores: outOfScope.scores,
        validation: silence(outOfScope.validation),
        test: outOfScope.test && silence(outOfScope.test),
      },
      validation: metrics(validation),
      test: test && metrics(test),
    },
  };
}

export function projectionWithIntervals({ model, report }: LearnedProjection): {
  model: Uint8Array;
  report: ProjectionReport;
} {
  const one = ({ recall1, recallK, mrr }: Retrieval<Count>): Retrieval => ({
    ...{ recall1: share(recall1), recallK: share(recallK), mrr },
  });
  const both = (two: { before: Retrieval<Count>; after: Retrieval<Count> }) => ({
    ...{ before: one(two.before), after: one(two.after) },
  });
  return {
    model,
    report: { ...report, validation: both(report.validation), test: report.test && both(report.test) },
  };
}

function share({ hits, n }: Count): Share {
  return { hits, n, value: n > 0 ? hits / n : 0, ...wilson(hits, n) };
}
