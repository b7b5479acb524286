import { type Route, route } from '../../kernel/index.ts';
import type { Tuning } from '../bag.ts';
import * as contract from '../contract-openai.ts';
import * as may from '../policy.ts';
import { createFineTuningJob } from './create-job.ts';
import * as jobs from './manage-jobs.ts';

export const fineTuningRoutes: Route<Tuning>[] = [
  route(contract.createFineTuningJob, may.build, createFineTuningJob, { audited: 'training_job.start' }),
  route(contract.listFineTuningJobs, may.see, jobs.listFineTuningJobs),
  route(contract.getFineTuningJob, may.see, jobs.getFineTuningJob),
  route(contract.cancelFineTuningJob, may.build, jobs.cancelFineTuningJob),
  route(contract.pauseFineTuningJob, may.build, jobs.pauseFineTuningJob),
  route(contract.resumeFineTuningJob, may.build, jobs.resumeFineTuningJob),
  route(contract.listFineTuningEvents, may.see, jobs.listFineTuningEvents),
  route(contract.listFineTuningCheckpoints, may.see, jobs.listFineTuningCheckpoints),
];
