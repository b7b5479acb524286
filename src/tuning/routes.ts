import { type Route, route } from '../kernel/index.ts';
import type { Tuning } from './bag.ts';
import * as contract from './contract.ts';
import * as distillation from './distillation/contract.ts';
import * as distillations from './distillation/manage-distillations.ts';
import { moveBack, moveTraffic } from './distillation/move-traffic.ts';
import { errorCheckRoutes } from './error-detection/routes.ts';
import { deleteTrainingSet } from './lineage/delete-training-set.ts';
import { traceSource } from './lineage/trace-source.ts';
import { getTrainingPolicy, putTrainingPolicy } from './manage-policy.ts';
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
  route(contract.putTrainingPolicy, may.govern, putTrainingPolicy, { audited: 'training_policy.change' }),
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
];
