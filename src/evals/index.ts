import type { Apps } from '../apps/index.ts';
import type { Evals } from './bag.ts';
import { declareWireMeasuring } from './openai/measure-job.ts';
import { createProposer } from './proposals/propose.ts';
import { declareMeasuring } from './run/measure-job.ts';

export { applyEvals } from './apply-evals.ts';
export type { Evals } from './bag.ts';
export type { EvalDefinition } from './contract.ts';
export {
  type DatasetExample,
  datasetWithExamples,
  examplesById,
  examplesOfVersion,
  relabel,
} from './datasets/correct-labels.ts';
export { loadDataset } from './datasets/manage-datasets.ts';
export { sameExamples } from './datasets/same-examples.ts';
export { gateCompares } from './gate/compares.ts';
export { decide } from './gate/decide.ts';
export { headline } from './gate/headline.ts';
export { unitOf } from './gate/unit.ts';
export { grade } from './graders/grade.ts';
export { measuredTexts } from './openai/measured-texts.ts';
export { needScope } from './openai/scope.ts';
export { presentEvalRun } from './present.ts';
export { listProposals } from './proposals/manage-proposals.ts';
export { evalRoutes } from './routes.ts';
export { getEvalRun, listEvalRuns } from './run/manage-eval-runs.ts';
export { startEvalRun } from './run/start-eval-run.ts';
export { bcaInterval, bootstrapMean } from './statistics/bootstrap.ts';
export { newcombe, wilson } from './statistics/proportion.ts';
export { seeded, uniformInt } from './statistics/random.ts';
export { datasetById, findDataset, measuredDatasets, sealVersion } from './store/datasets.ts';
export { type EvalRunRow, finishedRuns, verdictsOf } from './store/eval-runs.ts';
export { type EvalRow, evalsOfApp, sameDefinition } from './store/evals.ts';
export { type ExampleRow, everyExample, listExamples, liveExamples } from './store/examples.ts';
export { acceptedProposals, type ProposalRow, proposalsOf } from './store/proposals.ts';

/** Opens the evals room: its durable jobs, and its ear on production. */
export function createEvals(apps: Apps): Evals {
  const measuring = declareMeasuring(apps, () => bag);
  const wireMeasuring = declareWireMeasuring(apps, () => bag);
  const bag: Evals = { ...apps, measuring, wireMeasuring, learning: { fromProduction: async () => true } };
  apps.listeners.push(createProposer(bag));
  return bag;
}
