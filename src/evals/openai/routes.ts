import { type Route, route } from '../../kernel/index.ts';
import type { Evals } from '../bag.ts';
import * as contract from '../contract-openai.ts';
import * as runsContract from '../contract-openai-runs.ts';
import * as may from '../policy.ts';
import { createWireRun } from './create-wire-run.ts';
import * as evals from './manage-wire-evals.ts';
import * as runs from './manage-wire-runs.ts';
import * as items from './output-items.ts';

export const openaiEvalRoutes: Route<Evals>[] = [
  route(contract.createWireEval, may.curate, evals.createWireEval, { audited: 'eval.create' }),
  route(contract.listWireEvals, may.see, evals.listWireEvals),
  route(contract.getWireEval, may.see, evals.getWireEval),
  route(contract.updateWireEval, may.curate, evals.updateWireEval, { audited: 'eval.change' }),
  route(contract.deleteWireEval, may.curate, evals.deleteWireEval, { audited: 'eval.delete' }),
  route(runsContract.createWireRun, may.curate, createWireRun),
  route(runsContract.listWireRuns, may.see, runs.listWireRuns),
  route(runsContract.getWireRun, may.see, runs.getWireRun),
  route(runsContract.cancelWireRun, may.curate, runs.cancelWireRun),
  route(runsContract.deleteWireRun, may.curate, runs.deleteWireRun, { audited: 'eval_run.delete' }),
  route(runsContract.listOutputItems, may.see, items.listOutputItems),
  route(runsContract.getOutputItem, may.see, items.getOutputItem),
];
