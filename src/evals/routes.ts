import { type Route, route } from '../kernel/index.ts';
import type { Evals } from './bag.ts';
import * as contract from './contract.ts';
import { importExamples } from './datasets/import-examples.ts';
import * as datasets from './datasets/manage-datasets.ts';
import * as examples from './datasets/manage-examples.ts';
import * as evals from './manage-evals.ts';
import { openaiEvalRoutes } from './openai/routes.ts';
import * as may from './policy.ts';
import * as proposals from './proposals/manage-proposals.ts';
import { listResults } from './run/list-results.ts';
import * as runs from './run/manage-eval-runs.ts';
import { startEvalRun } from './run/start-eval-run.ts';

export const evalRoutes: Route<Evals>[] = [
  route(contract.listDatasets, may.see, datasets.listDatasets),
  route(contract.createDataset, may.curate, datasets.createDataset, { audited: 'dataset.create' }),
  route(contract.getDataset, may.see, datasets.getDataset),
  route(contract.updateDataset, may.curate, datasets.updateDataset, { audited: 'dataset.change' }),
  route(contract.deleteDataset, may.build, datasets.deleteDataset, { audited: 'dataset.delete' }),
  route(contract.listExamples, may.see, examples.listExamples),
  route(contract.addExamples, may.curate, examples.addExamples, { audited: 'example.add' }),
  route(contract.updateExample, may.curate, examples.updateExample, { audited: 'example.change' }),
  route(contract.deleteExample, may.curate, examples.deleteExample, { audited: 'example.delete' }),
  route(contract.importExamples, may.curate, importExamples, { audited: 'example.import' }),
  route(contract.listEvals, may.see, evals.listEvals),
  route(contract.getEval, may.see, evals.getEval),
  route(contract.deleteEval, may.build, evals.deleteEval, { audited: 'eval.delete' }),
  route(contract.startEvalRun, may.curate, startEvalRun),
  route(contract.listEvalRuns, may.see, runs.listEvalRuns),
  route(contract.getEvalRun, may.see, runs.getEvalRun),
  route(contract.cancelEvalRun, may.curate, runs.cancelEvalRun, { audited: 'eval_run.cancel' }),
  route(contract.listResults, may.see, listResults),
  route(contract.listProposals, may.curate, proposals.listProposals),
  route(contract.acceptProposal, may.curate, proposals.acceptProposal, { audited: 'proposal.accept' }),
  route(contract.rejectProposal, may.curate, proposals.rejectProposal, { audited: 'proposal.reject' }),
  route(contract.proposeRun, may.curate, proposals.proposeRun),
  ...openaiEvalRoutes,
];
