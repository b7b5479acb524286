import { type Route, route } from '../kernel/index.ts';
import { askApp } from './ask-app.ts';
import type { Apps } from './bag.ts';
import * as contract from './contract.ts';
import * as external from './external/contract.ts';
import { ingestTraces } from './external/ingest-traces.ts';
import * as apps from './manage-apps.ts';
import * as runs from './manage-runs.ts';
import * as may from './policy.ts';

export const appRoutes: Route<Apps>[] = [
  route(contract.listApps, may.see, apps.listApps),
  route(contract.getApp, may.see, apps.getApp),
  route(contract.deleteApp, may.build, apps.deleteApp, { audited: 'app.delete' }),
  route(contract.listVersions, may.inspect, apps.listVersions),
  route(contract.askApp, may.use, askApp),
  route(contract.listRuns, may.seeRuns, runs.listRuns),
  route(contract.getRun, may.seeRuns, runs.getRun),
  route(external.ingestTraces, may.ingest, ingestTraces),
  route(contract.reviewRun, may.review, runs.reviewRun, { audited: 'run.review' }),
  route(contract.giveFeedback, may.giveFeedback, runs.giveFeedback),
];
