import type { OutputOf } from '../kernel/contract.ts';
import type * as contract from './contract.ts';
import type { EvalRunState } from './store/eval-runs.ts';

export function presentEvalRun(run: EvalRunState): OutputOf<typeof contract.getEvalRun> {
  const { id, version, baseline, datasetVersion, status, total, done, errors, verdict, createdBy } = run;
  return {
    id,
    eval: run.evalSlug,
    evalName: run.definition.name,
    definition: run.definition,
    app: run.appSlug,
    version,
    baseline,
    dataset: run.definition.dataset,
    datasetVersion,
    status,
    total,
    done,
    errors,
    verdict,
    createdBy,
    createdAt: run.createdAt.toISOString(),
    finishedAt: run.finishedAt?.toISOString() ?? null,
  };
}
