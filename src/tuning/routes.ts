import { type Route, route } from '../kernel/index.ts';
import type { Tuning } from './bag.ts';
import * as contract from './contract.ts';
import * as jobsContract from './contract-jobs.ts';
import * as modelsContract from './contract-models.ts';
import * as distillation from './distillation/contract.ts';
import * as distillations from './distillation/manage-distillations.ts';
import { moveBack, moveTraffic } from './distillation/move-traffic.ts';
import { errorCheckRoutes } from './error-detection/routes.ts';
import { listBases } from './jobs/bases.ts';
import { followTuningJob } from './jobs/follow-job.ts';
import * as jobs from './jobs/manage-jobs.ts';
import { startTuningJob } from './jobs/start-job.ts';
import { deleteTrainingSet } from './lineage/delete-training-set.ts';
import { deleteModel, eraseTunedModel } from './lineage/erase-model.ts';
import { getModelLineage } from './lineage/get-model-lineage.ts';
import { retrainTunedModel } from './lineage/retrain-model.ts';
import { traceSource } from './lineage/trace-source.ts';
import { getTrainingPolicy, putTrainingPolicy } from './manage-policy.ts';
import * as models from './models/manage-models.ts';
import { fineTuningRoutes } from './openai/routes.ts';
import * as may from './policy.ts';
import * as sets from './training-sets/manage-training-sets.ts';
import * as versions from './training-sets/manage-versions.ts';

export const tuningRoutes: Route<Tuning>[] = [
  route(contract.listTrainingSets, may.see, sets.listTrainingSets),
  route(contract.createTrainingSet, may.build, sets.createTrainingSet, { audited: 'training_set.create' }),
  route(contract.getTrainingSet, may.see, sets.getTrainingSet),
  route(contract.updateTrainingSet, may.build, sets.updateTrainingSet, { audited: 'training_set.change' }),
  route(contract.deleteTrainingSet, may.build, deleteTrainingSet, { audited: 'training_set.delete' }),
  route(contract.listTrainingVersions, may.see, versions.listTrainingVersions),
  route(contract.buildTrainingSet, may.build, versions.buildTrainingSet, { audited: 'training_set.build' }),
  route(contract.getTrainingVersion, may.see, versions.getTrainingVersion),
  route(contract.cancelTrainingVersion, may.build, versions.cancelTrainingVersion),
  route(contract.listTrainingExamples, may.see, versions.listTrainingExamples),
  route(contract.exportTrainingVersion, may.build, versions.exportTrainingVersion, {
    audited: 'training_set.export',
  }),
  route(contract.getTrainingPolicy, may.see, getTrainingPolicy),
  route(contract.putTrainingPolicy, may.govern, putTrainingPolicy, {
    audited: 'training_policy.change',
    tells: ['runs', 'dataClasses'],
  }),
  route(contract.traceSource, may.see, traceSource),
  route(distillation.listDistillations, may.see, distillations.listDistillations),
  route(distillation.startDistillation, may.build, distillations.startDistillation, {
    audited: 'distillation.start',
  }),
  route(distillation.getDistillation, may.see, distillations.getDistillation),
  route(distillation.cancelDistillation, may.build, distillations.cancelDistillation),
  route(distillation.listDistilled, may.see, distillations.listDistilled),
  route(distillation.moveTraffic, may.govern, moveTraffic, { audited: 'distillation.move' }),
  route(distillation.moveBack, may.govern, moveBack, { audited: 'distillation.move_back' }),
  ...errorCheckRoutes,
  route(jobsContract.listBases, may.see, listBases),
  route(jobsContract.listTuningJobs, may.see, jobs.listTuningJobs),
  route(jobsContract.startTuningJob, may.build, startTuningJob, { audited: 'training_job.start' }),
  route(jobsContract.getTuningJob, may.see, jobs.getTuningJob),
  route(jobsContract.cancelTuningJob, may.build, jobs.cancelTuningJob),
  route(jobsContract.pauseTuningJob, may.build, jobs.pauseTuningJob),
  route(jobsContract.resumeTuningJob, may.build, jobs.resumeTuningJob),
  route(jobsContract.listTuningEvents, may.see, jobs.listTuningEvents),
  route(jobsContract.followTuningJob, may.see, followTuningJob),
  route(modelsContract.listTunedModels, may.see, models.listTunedModels),
  route(modelsContract.getTunedModel, may.see, models.getTunedModel),
  route(modelsContract.eraseTunedModel, may.build, eraseTunedModel, { audited: 'tuned_model.erase' }),
  route(modelsContract.retrainTunedModel, may.build, retrainTunedModel, { audited: 'training_job.start' }),
  route(modelsContract.tryTunedModel, may.call, models.tryTunedModel),
  route(modelsContract.listPredictions, may.see, models.listPredictions),
  route(modelsContract.getModelCard, may.see, models.getModelCard),
  route(modelsContract.getModelLineage, may.see, getModelLineage),
  route(modelsContract.deleteModel, may.build, deleteModel, { audited: 'tuned_model.delete' }),
  ...fineTuningRoutes,
];
